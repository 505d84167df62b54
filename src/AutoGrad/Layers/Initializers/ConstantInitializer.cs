using System.Globalization;
using AutoGrad.Kernels;

namespace AutoGrad;

internal sealed class ConstantInitializer(double value) : Initializer
{
    internal override void Fill(Span<double> destination, long first, Shape shape, Philox random) => destination.Fill(value);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Constant({value})");
}
