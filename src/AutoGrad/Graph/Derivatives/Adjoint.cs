namespace AutoGrad;

/// <summary>The gradient of the output by a node, and where it can be other than zero.</summary>
/// <param name="Value">The gradient: of the node's shape and type.</param>
/// <param name="Support">Where selections leave it open whether it is zero: bool, of the node's shape. Null for everywhere.</param>
internal readonly record struct Adjoint(Node Value, Node? Support)
{
    public static Adjoint operator +(Adjoint a, Adjoint b) => new(a.Value + b.Value, GradientSupport.Union(a.Support, b.Support));
}
