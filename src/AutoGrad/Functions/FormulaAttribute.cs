using System.ComponentModel;

namespace AutoGrad;

/// <summary>The formula that a generated method computes: how formulas in other assemblies can call it. Written by the generator.</summary>
/// <param name="text">The formula: <c>(x, a = 1) => a * x</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FormulaAttribute(string text) : Attribute
{
    /// <summary>The formula.</summary>
    public string Text { get; } = text;
}
