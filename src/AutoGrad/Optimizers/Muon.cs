namespace AutoGrad;

/// <summary>
/// Muon (Jordan et al. 2024), as PyTorch defines it: v ← momentum · v + (1 − momentum)g; the direction, v or with Nesterov's form
/// (1 − momentum)g + momentum · v, is replaced by the orthogonal matrix nearest to it, approximately, by five steps of Newton and Schulz;
/// w ← w · (1 − learningRate · weightDecay) − learningRate · √max(1, rows / columns) · direction.
/// </summary>
/// <remarks>
/// For matrices; of a weight with more axes, the first counts as rows and the others together as columns. Biases and other vectors
/// need another optimizer: give them one through <see cref="Optimizer.Groups"/>.
/// </remarks>
public sealed class Muon : Optimizer
{
    // The polynomial aX + b(XXᵀ)X + c(XXᵀ)²X, whose steps draw all singular values near 1 fastest.
    private const double A = 3.4445, B = -4.775, C = 2.0315;

    private readonly double momentum;
    private readonly bool nesterov;
    private readonly double weightDecay;
    private readonly int iterations;
    private readonly double epsilon;

    /// <summary>Muon.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="momentum">The share of the velocity that stays, from 0 to below 1.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's.</param>
    /// <param name="weightDecay">The share of the weight that goes with a step of size 1.</param>
    /// <param name="iterations">The steps of Newton and Schulz, at least 1.</param>
    /// <param name="epsilon">The smallest norm of a direction that counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public Muon(
        double learningRate = 1e-3,
        double momentum = 0.95,
        bool nesterov = true,
        double weightDecay = 0.1,
        int iterations = 5,
        double epsilon = 1e-7)
        : base(learningRate)
    {
        this.momentum = Require(momentum, nameof(momentum), 0, 1);
        this.nesterov = nesterov;
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
        this.iterations = (int)Require(iterations, nameof(iterations), 1, double.PositiveInfinity);
        this.epsilon = Require(epsilon, nameof(epsilon), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step)
    {
        if (weight.Shape.Rank < 2)
            throw new ShapeException(
                $"Muon: the weight {weight} is no matrix. Give vectors another optimizer: new Muon(…) {{ Groups = [new(parameter => parameter.Shape.Rank < 2, new AdamW())] }}.");
        var velocity = State(weight, "velocity");
        var moved = momentum * velocity + (1 - momentum) * gradient;
        var direction = nesterov ? momentum * moved + (1 - momentum) * gradient : moved;
        int rows = weight.Shape[0], columns = checked((int)(weight.Shape.Size / Math.Max(1, rows)));
        var orthogonal = Orthogonal(direction.Reshape(rows, columns)).ReshapeTo(weight.Shape);
        var rate = Of(weight, learningRate);
        double scale = Math.Sqrt(Math.Max(1, (double)rows / Math.Max(1, columns)));
        return
        [
            Update.Assign(velocity, moved),
            Update.Assign(weight, weight * (1 - rate * weightDecay) - rate * scale * orthogonal),
        ];
    }

    private Node Orthogonal(Node matrix)
    {
        // The products are those of the shorter side.
        bool isTall = matrix.Shape[0] > matrix.Shape[1];
        var x = isTall ? matrix.Transpose() : matrix;
        x /= Functions.Max(Norm(x), epsilon);
        for (int i = 0; i < iterations; i++)
        {
            var square = x.MatMul(x.Transpose());
            x = A * x + (B * square + C * square.MatMul(square)).MatMul(x);
        }
        return isTall ? x.Transpose() : x;
    }
}
