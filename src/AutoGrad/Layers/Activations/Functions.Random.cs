namespace AutoGrad;

// Activations that draw random numbers, and so are built in a scope.
public static partial class Functions
{
    /// <summary>
    /// A leaky ReLU whose slope is drawn uniformly from lower to upper, for each element anew at every run; in inference it is their mean
    /// (Xu 2015). It has the mode of the current <see cref="BuildScope"/>, and is built for inference outside of one.
    /// </summary>
    /// <param name="x">The input.</param>
    /// <param name="lower">The smallest slope.</param>
    /// <param name="upper">The largest slope.</param>
    /// <exception cref="ArgumentOutOfRangeException">lower is above upper, or one of them is no finite number.</exception>
    public static Node RReLU(Node x, double lower = 1.0 / 8, double upper = 1.0 / 3)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!double.IsFinite(lower) || !double.IsFinite(upper) || lower > upper)
            throw new ArgumentOutOfRangeException(nameof(lower), lower, $"RReLU: slopes from {lower} to {upper}; they must be finite, and the lower one not above the upper.");
        return BuildScope.Current is { Mode: Mode.Training } scope
            ? PReLU(x, lower + (upper - lower) * scope.Uniform(x.Shape, x.ElementType))
            : LeakyReLU(x, (lower + upper) / 2);
    }

    /// <summary>
    /// A sample of the distribution softmax(logits) that can be differentiated: softmax((logits + g)/tau) with g from the Gumbel distribution,
    /// drawn anew at every run (Jang 2016).
    /// </summary>
    /// <param name="logits">Logarithms of probabilities along the axis, up to a constant.</param>
    /// <param name="tau">The temperature: the smaller, the nearer the result is to 0 and 1, and the larger its gradient.</param>
    /// <param name="hard">Whether the result is the 0 or 1 of the sample itself; its gradient is that of the soft one (straight-through).</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="InvalidOperationException">No <see cref="BuildScope"/> is open, from which random numbers could be drawn.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not positive.</exception>
    public static Node GumbelSoftmax(Node logits, double tau = 1, bool hard = false, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (!(tau > 0 && double.IsFinite(tau)))
            throw new ArgumentOutOfRangeException(nameof(tau), tau, "GumbelSoftmax: the temperature tau must be positive.");
        int along = Axes.Resolve(axis, logits.Shape.Rank, "GumbelSoftmax");
        var scope = BuildScope.Current ?? throw new InvalidOperationException(
            "GumbelSoftmax: it draws random numbers, so it needs a scope: use a layer, or open one around it: using var scope = new BuildScope(Mode.Training, seed: 1).");

        // −ln E of an exponential variable E. Its smallest value is kept above 0, whose logarithm would make a NaN of the whole row.
        var exponential = -Log1p(-Max(scope.Uniform(logits.Shape, logits.ElementType), SmallestNormalSingle));
        var soft = Softmax((logits - Log(exponential)) / tau, along);
        if (!hard)
            return soft;
        var index = soft.ArgMax(along);
        var positions = Arange(logits.Shape[along]).Along(along, logits.Shape.Rank);
        var sample = Equal(positions, index.ReshapeTo(logits.Shape.With(along, 1))).Cast(logits.ElementType);
        return sample + (soft - soft.StopGradient());
    }

    private const double SmallestNormalSingle = 1.1754943508222875e-38;
}
