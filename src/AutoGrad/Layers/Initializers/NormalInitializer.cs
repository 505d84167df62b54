using System.Globalization;
using AutoGrad.Kernels;

namespace AutoGrad;

internal sealed class NormalInitializer : Initializer
{
    private readonly double mean;
    private readonly double deviation;

    public NormalInitializer(double mean, double deviation)
    {
        (this.mean, this.deviation) = (mean, deviation);
        if (!double.IsFinite(mean) || !double.IsFinite(deviation) || deviation < 0)
            throw new ArgumentException($"Initializer.{this}: the mean must be finite, the deviation finite and not negative.");
    }

    internal override void Fill(Span<double> destination, long first, Shape shape, Philox random) => Fill(destination, first, mean, deviation, random);

    public static void Fill(Span<double> destination, long first, double mean, double deviation, Philox random)
    {
        random.FillNormal(destination, first);
        foreach (ref double value in destination)
            value = mean + deviation * value;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Normal({mean}, {deviation})");
}
