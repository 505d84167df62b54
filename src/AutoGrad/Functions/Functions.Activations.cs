using AutoGrad.Symbolics;

namespace AutoGrad;

// The activations that are primitives.
public static partial class Functions
{
    /// <summary>The hyperbolic tangent.</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <inheritdoc cref="Tanh(double)"/>
    public static float Tanh(float x) => (float)Tanh((double)x);

    /// <inheritdoc cref="Tanh(double)"/>
    public static Row Tanh(Row x) => x.Map(Tanh);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => ReferenceMath.Sigmoid(x);

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x) => (float)Sigmoid((double)x);

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static Row Sigmoid(Row x) => x.Map(Sigmoid);

    /// <summary>ln(sigmoid(x)), without underflow.</summary>
    public static double LogSigmoid(double x) => ReferenceMath.LogSigmoid(x);

    /// <inheritdoc cref="LogSigmoid(double)"/>
    public static float LogSigmoid(float x) => (float)LogSigmoid((double)x);

    /// <inheritdoc cref="LogSigmoid(double)"/>
    public static Row LogSigmoid(Row x) => x.Map(LogSigmoid);

    /// <summary>ln(1 + eˣ), without overflow.</summary>
    public static double Softplus(double x) => ReferenceMath.Softplus(x);

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => (float)Softplus((double)x);

    /// <inheritdoc cref="Softplus(double)"/>
    public static Row Softplus(Row x) => x.Map(Softplus);
}
