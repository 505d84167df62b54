using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>What the variance is divided by.</summary>
internal enum Fan
{
    In,
    Average,
}

/// <summary>Mean 0 and variance scale / fan: signals keep their size from layer to layer.</summary>
internal sealed class FanInitializer(string name, double scale, Fan fan, bool isNormal) : Initializer
{
    internal override void Fill(Span<double> destination, long first, Shape shape, Philox random)
    {
        double variance = scale / Count(shape);
        if (isNormal)
            NormalInitializer.Fill(destination, first, 0, Math.Sqrt(variance), random);
        else
            UniformInitializer.Fill(destination, first, -Math.Sqrt(3 * variance), Math.Sqrt(3 * variance), random);
    }

    public override string ToString() => name;

    private double Count(Shape shape)
    {
        if (shape.Rank < 2)
            throw new ShapeException($"Initializer.{name}: a parameter of shape {shape} has no fan-in; weights [out, in, …] have. Uniform, Normal and Constant take any shape.");
        double kernel = 1;
        foreach (int extent in shape.AsSpan()[2..])
            kernel *= extent;
        double fanIn = shape[1] * kernel, fanOut = shape[0] * kernel;
        // A weight without elements has nothing to draw.
        return Math.Max(1, fan == Fan.In ? fanIn : (fanIn + fanOut) / 2);
    }
}
