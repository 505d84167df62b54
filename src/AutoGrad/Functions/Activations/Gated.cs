namespace AutoGrad;

// A value times a gate: of itself, or of another input.
public static partial class Functions
{
    /// <summary>x times the probability that a standard normal variable is below x (Hendrycks 2016), by the error function.</summary>
    /// <remarks>The default form of PyTorch and Keras; JAX's default is <see cref="GELUTanh(double)"/>.</remarks>
    [Activation(Layer = true)]
    public static double GELU(double x)
    {
        const double sqrtHalf = 0.70710678118654752440084436210485;
        return 0.5 * x * Erfc(-sqrtHalf * x);
    }

    /// <summary>The GELU by the approximation with tanh (Hendrycks 2016), written as x·σ(2u), which is the same and keeps its digits in the tail.</summary>
    [Activation(Layer = true)]
    public static double GELUTanh(double x)
    {
        const double twoSqrtTwoOverPi = 1.5957691216057307117597842397375;
        return x * Sigmoid(twoSqrtTwoOverPi * (x + 0.044715 * x * x * x));
    }

    /// <summary>The GELU by x·σ(1.702x), the quickest approximation (Hendrycks 2016).</summary>
    [Activation(Layer = true)]
    public static double QuickGELU(double x) => x * Sigmoid(1.702 * x);

    /// <summary>x·σ(x), also called swish (Elfwing 2017).</summary>
    [Activation(Layer = true)]
    public static double SiLU(double x) => x * Sigmoid(x);

    /// <summary>x·tanh(softplus(x)) (Misra 2019).</summary>
    [Activation(Layer = true)]
    public static double Mish(double x) => x * Tanh(Softplus(x));

    /// <summary>x times its HardSigmoid (Howard 2019). Its derivative at −3 is −½, at 3 it is 1.</summary>
    [Activation(Layer = true)]
    public static double HardSwish(double x) => x < -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6;

    /// <summary>The gated linear unit of a value and its gate: value·σ(gate) (Dauphin 2016).</summary>
    [Activation]
    public static double GLU(double value, double gate) => value * Sigmoid(gate);

    /// <summary>The gated linear unit with swish for a gate: gate·σ(gate)·value (Shazeer 2020).</summary>
    [Activation]
    public static double SwiGLU(double gate, double value) => SiLU(gate) * value;
}
