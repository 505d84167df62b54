using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>
/// In training, each element is set to 0 with probability <paramref name="rate"/> and the others are divided by 1 − rate, so that the
/// mean stays; in inference, the identity (Srivastava et al. 2014).
/// </summary>
/// <param name="rate">The share that is dropped, from 0 to below 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is outside of that.</exception>
public sealed partial class Dropout(double rate = 0.5) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double Rate { get; } = Share(rate);

    /// <inheritdoc/>
    protected override Node Build(Node x) => Drop(x, Rate);

    /// <summary>What the layer does, for other layers; outside of a scope it is built for inference.</summary>
    internal static Node Drop(Node x, double rate) => Share(rate) > 0 && BuildScope.Current is { Mode: Mode.Training } scope
        ? Where(scope.Uniform(x.Shape, x.ElementType) >= rate, x / (1 - rate), 0)
        : x;

    /// <summary>The rate, if it is a share.</summary>
    internal static double Share(double rate) => rate is >= 0 and < 1
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "Dropout: the rate is the share that is dropped, from 0 to below 1.");
}
