namespace AutoGrad;

/// <summary>
/// Marks a static method as the derivative of another one: it takes that method's parameters and gives ∂method/∂input, which is then used
/// instead of the symbolic derivative.
/// </summary>
/// <param name="method">The differentiated method: <c>nameof(Spike)</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class GradientAttribute(string method) : Attribute
{
    /// <summary>The differentiated method.</summary>
    public string Method { get; } = method;

    /// <summary>The input by which it is differentiated; the first if null.</summary>
    public string? Input { get; init; }

    /// <summary>Whether it is meant to differ from the derivative: a straight-through estimator, the smooth stand-in for a step.</summary>
    public bool Surrogate { get; init; }
}
