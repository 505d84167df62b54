namespace AutoGrad;

// What is near 0 becomes 0, or nearer.
public static partial class Functions
{
    /// <summary>x outside of −lambda to lambda, else 0. Its derivative at ±lambda is 0.</summary>
    [Activation(Layer = true)]
    public static double HardShrink(double x, double lambda = 0.5) => x >= -lambda && x <= lambda ? 0 : x;

    /// <summary>x moved towards 0 by lambda, and 0 where it would pass it. Its derivative at ±lambda is 0.</summary>
    [Activation(Layer = true)]
    public static double SoftShrink(double x, double lambda = 0.5) => x >= -lambda && x <= lambda ? 0 : x > 0 ? x - lambda : x + lambda;

    /// <summary>x − tanh(x).</summary>
    [Activation(Layer = true)]
    public static double TanhShrink(double x) => x - Tanh(x);
}
