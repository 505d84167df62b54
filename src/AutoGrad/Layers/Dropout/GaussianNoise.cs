namespace AutoGrad;

/// <summary>In training, x + N(0, deviation²), other noise at every run; in inference, the identity. As in Keras.</summary>
/// <param name="deviation">The standard deviation of the noise, 0 or more.</param>
/// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
public sealed partial class GaussianNoise(double deviation) : Layer
{
    /// <summary>The standard deviation of the noise.</summary>
    public double Deviation { get; } = deviation >= 0 && double.IsFinite(deviation)
        ? deviation
        : throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "GaussianNoise: the standard deviation of the noise is a number from 0 on.");

    /// <inheritdoc/>
    protected override Node Build(Node x) => Deviation > 0 && BuildScope.Current is { Mode: Mode.Training } scope
        ? x + scope.Normal(x.Shape, 0, Deviation, x.ElementType)
        : x;
}
