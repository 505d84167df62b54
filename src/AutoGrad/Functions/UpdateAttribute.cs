namespace AutoGrad;

/// <summary>
/// Marks a static method as one step of an optimizer: from a weight, its gradient, as many states as the result has further numbers, and
/// scalars, to the new weight and states. The generator adds the step for parameters of a graph and for spans, in place.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UpdateAttribute : Attribute;
