using AutoGrad.Symbolics;

namespace AutoGrad;

// The library's own activations: formulas, like those of its users. The generator writes beside each one the float, Row, Node and span
// forms, the gradient, and the layer. Conventions at kinks are PyTorch's.
public static partial class Functions
{
    /// <summary>The logistic function, 1/(1 + e⁻ˣ): from 0 to 1.</summary>
    [Activation(Layer = true)]
    public static double Sigmoid(double x) => ReferenceMath.Sigmoid(x);

    /// <summary>ln σ(x), without underflow.</summary>
    [Activation(Layer = true)]
    public static double LogSigmoid(double x) => ReferenceMath.LogSigmoid(x);

    /// <summary>The hyperbolic tangent: from −1 to 1.</summary>
    [Activation(Layer = true)]
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>ln(1 + eˣ), without overflow: a smooth ReLU.</summary>
    [Activation(Layer = true)]
    public static double Softplus(double x) => ReferenceMath.Softplus(x);

    /// <summary>The rectified linear unit: x where it is positive, else 0 (Nair and Hinton 2010). Its derivative at 0 is 0.</summary>
    [Activation(Layer = true)]
    public static double ReLU(double x) => x <= 0 ? 0 : x;

    /// <summary>The ReLU cut off at 6 (Howard 2017). Its derivative at 0 and at 6 is 0.</summary>
    [Activation(Layer = true)]
    public static double ReLU6(double x) => x <= 0 ? 0 : x >= 6 ? 6 : x;

    /// <summary>A ReLU that leaks: x where it is positive, else slope · x (Maas 2013). Its derivative at 0 is the slope.</summary>
    [Activation(Layer = true)]
    public static double LeakyReLU(double x, double slope = 0.01) => x > 0 ? x : slope * x;

    /// <summary>The exponential linear unit: x where it is positive, else α·(eˣ − 1) (Clevert 2015).</summary>
    [Activation(Layer = true)]
    public static double ELU(double x, double alpha = 1) => x > 0 ? x : alpha * Expm1(x);

    /// <summary>The ELU scaled so that activations keep mean 0 and variance 1 (Klambauer 2017).</summary>
    [Activation(Layer = true)]
    public static double SELU(double x)
    {
        const double alpha = 1.6732632423543772848170429916717, scale = 1.0507009873554804934193349852946;
        return x > 0 ? scale * x : scale * alpha * Expm1(x);
    }

    /// <summary>x times the probability that a standard normal variable is below x (Hendrycks 2016), by the error function.</summary>
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

    /// <summary>x·σ(x), also called swish (Elfwing 2017).</summary>
    [Activation(Layer = true)]
    public static double SiLU(double x) => x * Sigmoid(x);

    /// <summary>x·tanh(softplus(x)) (Misra 2019).</summary>
    [Activation(Layer = true)]
    public static double Mish(double x) => x * Tanh(Softplus(x));

    /// <summary>x/(1 + |x|): from −1 to 1, with heavier tails than tanh.</summary>
    [Activation(Layer = true)]
    public static double Softsign(double x) => x / (1 + Abs(x));

    /// <summary>x cut off at two bounds. Its derivative at the bounds is 0.</summary>
    [Activation(Layer = true)]
    public static double HardTanh(double x, double min = -1, double max = 1) => x <= min ? min : x >= max ? max : x;

    /// <summary>A sigmoid of straight lines: 0 below −3, 1 above 3, (x + 3)/6 between. Its derivative at ±3 is 0.</summary>
    [Activation(Layer = true)]
    public static double HardSigmoid(double x) => x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;

    /// <summary>x times its HardSigmoid (Howard 2019). Its derivative at −3 is −½, at 3 it is 1.</summary>
    [Activation(Layer = true)]
    public static double HardSwish(double x) => x < -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6;

    /// <summary>eˣ divided by its sum along the axis: positive numbers that add up to 1. Stable for any finite x.</summary>
    [Activation(Layer = true)]
    public static Row Softmax(Row x)
    {
        // Shifting every element by the same number changes nothing, so the shift needs no derivative.
        var e = Exp(x - StopGradient(Max(x)));
        return e / Sum(e);
    }

    /// <summary>The logarithm of the softmax along the axis, without its overflow and underflow.</summary>
    [Activation(Layer = true)]
    public static Row LogSoftmax(Row x)
    {
        var shifted = x - StopGradient(Max(x));
        return shifted - Log(Sum(Exp(shifted)));
    }
}
