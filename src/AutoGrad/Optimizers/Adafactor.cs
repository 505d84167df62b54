namespace AutoGrad;

/// <summary>
/// Adafactor (Shazeer and Stern 2018), as PyTorch defines it: of the squared gradients of a matrix only the mean of each row and column is
/// kept, s ≈ row · column / mean(row), with a share 1 − t^decay that stays; u = g / √s, cut down to a root mean square of at most
/// <c>clip</c>; w ← w · (1 − learningRate · weightDecay) − max(ε₂, rms(w)) · min(learningRate, 1/√t) · u.
/// </summary>
public sealed class Adafactor : Optimizer
{
    private readonly double decay;
    private readonly double epsilon2;
    private readonly double clip;
    private readonly double weightDecay;

    /// <summary>Adafactor.</summary>
    /// <param name="learningRate">The largest size of a step, relative to the weight, positive.</param>
    /// <param name="decay">The power of t in the share that new squares have, below 0.</param>
    /// <param name="epsilon2">The smallest size of a weight that counts.</param>
    /// <param name="clip">The largest root mean square of a direction, positive.</param>
    /// <param name="weightDecay">The share of the weight that goes with a step of size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public Adafactor(double learningRate = 1e-2, double decay = -0.8, double epsilon2 = 1e-3, double clip = 1, double weightDecay = 0)
        : base(learningRate)
    {
        this.decay = Require(decay, nameof(decay), double.NegativeInfinity, 0);
        this.epsilon2 = Require(epsilon2, nameof(epsilon2), 0, double.PositiveInfinity);
        this.clip = Require(clip, nameof(clip), double.Epsilon, double.PositiveInfinity);
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step)
    {
        var share = Of(weight, Functions.Pow(step, decay));
        double epsilon = weight.ElementType == ElementType.Float64 ? double.BitIncrement(1) - 1 : MathF.BitIncrement(1) - 1;
        var updates = new List<Update>();
        Node squares;
        if (weight.Shape.Rank > 1)
        {
            Node rows = Mean(weight, "rows", -1), columns = Mean(weight, "columns", -2);
            squares = rows * columns / Functions.Max(rows.Mean([-2], keepDims: true), epsilon);
        }
        else
            squares = Toward(State(weight, "squares"), Functions.Square(gradient));
        var direction = gradient / Functions.Sqrt(Functions.Max(squares, epsilon * epsilon));
        var cut = Functions.Max(RootMeanSquare(direction) / clip, 1);
        var relative = Of(weight, Functions.Min(learningRate, Functions.Rsqrt(step)));
        var size = Functions.Max(RootMeanSquare(weight), epsilon2) * relative;
        updates.Add(Update.Assign(weight, weight * (1 - Of(weight, learningRate) * weightDecay) - size / cut * direction));
        return updates;

        Node Mean(Parameter weight, string name, int axis)
        {
            var mean = Functions.Square(gradient).Mean([axis], keepDims: true);
            return Toward(State(weight, name, mean.Shape, weight.ElementType), mean);
        }

        Node Toward(Parameter state, Node value)
        {
            var moved = state + share * (value - state);
            updates.Add(Update.Assign(state, moved));
            return moved;
        }
    }

    private static Node RootMeanSquare(Node x) => Functions.Sqrt(Functions.Square(x).Mean());
}
