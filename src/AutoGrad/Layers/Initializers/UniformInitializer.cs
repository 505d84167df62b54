using System.Globalization;
using AutoGrad.Kernels;

namespace AutoGrad;

internal sealed class UniformInitializer : Initializer
{
    private readonly double low;
    private readonly double high;

    public UniformInitializer(double low, double high)
    {
        (this.low, this.high) = (low, high);
        if (!double.IsFinite(low) || !double.IsFinite(high) || high < low)
            throw new ArgumentException($"Initializer.{this}: the bounds must be finite, the lower one first.");
    }

    internal override void Fill(Span<double> destination, long first, Shape shape, Philox random) => Fill(destination, first, low, high, random);

    public static void Fill(Span<double> destination, long first, double low, double high, Philox random)
    {
        random.FillUniform(destination, first);
        foreach (ref double value in destination)
            value = low + (high - low) * value;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Uniform({low}, {high})");
}
