using AutoGrad.Symbolics;

namespace AutoGrad;

// Sigmoids, and smooth forms of the ReLU.
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

    /// <summary>x/(1 + |x|): from −1 to 1, with heavier tails than tanh.</summary>
    [Activation(Layer = true)]
    public static double Softsign(double x) => x / (1 + Abs(x));

    /// <summary>eˣ; of Keras.</summary>
    [Activation(Layer = true)]
    public static double Exponential(double x) => Exp(x);

    /// <summary>ln(1 + e^(beta·x))/beta, without overflow: a smooth ReLU, the sharper the larger beta is. Where beta·x is above the threshold, x itself.</summary>
    /// <remarks>Without a threshold it is exact; PyTorch's, 20, saves it an overflow that is none here, and costs the digits from the ninth on.</remarks>
    [Activation(Layer = true)]
    public static double Softplus(double x, double beta = 1, double threshold = double.PositiveInfinity)
    {
        var scaled = beta * x;
        return scaled > threshold ? x : ReferenceMath.Softplus(scaled) / beta;
    }

    /// <summary>(x + √(x² + b))/2: a smooth ReLU without exponentials (Barron 2021); of JAX and Keras.</summary>
    [Activation(Layer = true)]
    public static double Squareplus(double x, double b = 4)
    {
        // Below 0 the sum would cancel: multiplied by what it is with the other sign, it is this.
        var root = Sqrt(x * x + b);
        return x > 0 ? 0.5 * (x + root) : 0.5 * b / (root - x);
    }

    /// <summary>0 below −1, x above 1, (x + 1)²/4 between: a softplus that is 0 exactly; of JAX and Keras.</summary>
    [Activation(Layer = true)]
    public static double SparsePlus(double x) => x <= -1 ? 0 : x >= 1 ? x : 0.25 * Square(x + 1);

    /// <summary>The exponential linear unit: x where it is positive, else α·(eˣ − 1) (Clevert 2015).</summary>
    [Activation(Layer = true)]
    public static double ELU(double x, double alpha = 1) => x > 0 ? x : alpha * Expm1(x);

    /// <summary>The ELU whose derivative has no step whatever α is: x where it is positive, else α·(exp(x/α) − 1) (Barron 2017).</summary>
    [Activation(Layer = true)]
    public static double CELU(double x, double alpha = 1) => x > 0 ? x : alpha * Expm1(x / alpha);

    /// <summary>The ELU scaled so that activations keep mean 0 and variance 1 (Klambauer 2017).</summary>
    [Activation(Layer = true)]
    public static double SELU(double x)
    {
        const double alpha = 1.6732632423543772848170429916717, scale = 1.0507009873554804934193349852946;
        return x > 0 ? scale * x : scale * alpha * Expm1(x);
    }
}
