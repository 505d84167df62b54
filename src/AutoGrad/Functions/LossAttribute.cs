namespace AutoGrad;

/// <summary>
/// Marks a static method of a prediction and a target as a loss: the generator adds, beside it, overloads for <see cref="Node"/> and spans
/// that reduce, and value and gradient in one pass. Over <see cref="double"/> it is a loss an element, over <see cref="Row"/> one a row.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LossAttribute : Attribute;
