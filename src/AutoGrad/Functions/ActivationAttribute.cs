namespace AutoGrad;

/// <summary>
/// Marks a static method over <see cref="double"/> or <see cref="Row"/> as an activation: the generator adds, beside it, overloads for
/// <see cref="float"/>, <see cref="Row"/>, <see cref="Node"/> and spans, and its gradient.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ActivationAttribute : Attribute
{
    /// <summary>Whether a layer of the method's name is generated too.</summary>
    public bool Layer { get; init; }
}
