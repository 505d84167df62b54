using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Where a gradient can be other than zero because of what selections took: tensors of bool, null for anywhere. Outside its support a
/// gradient is exactly zero, and stays so whatever it is multiplied with.
/// </summary>
internal static class GradientSupport
{
    public static Node? Intersection(Node? a, Node? b) =>
        a is null || a == b ? b : b is null ? a : Elementwise.Apply(Primitives.LogicalAnd, a, b);

    /// <summary>The union, known to be everything, or the common part, where the two are the two sides of one selection.</summary>
    public static Node? Union(Node? a, Node? b)
    {
        if (a is null || b is null || IsComplement(a, b))
            return null;
        if (a == b)
            return a;
        if (a.Operation is Elementwise { Body: var body } && body.Is(Primitives.LogicalAnd) && b.Operation.Equals(a.Operation)
            && a.Inputs[0] == b.Inputs[0] && IsComplement(a.Inputs[1], b.Inputs[1]))
            return a.Inputs[0];
        return Elementwise.Apply(Primitives.LogicalOr, a, b);
    }

    /// <summary>1 where the support is, 0 elsewhere.</summary>
    public static Node Indicator(Node support, ElementType type) => Functions.Where(support, Node.Constant(1, type), Node.Constant(0, type));

    /// <summary>The gradient, set to zero outside of its support.</summary>
    public static Node Restrict(Node gradient, Node support) => Functions.Where(support, gradient, 0);

    /// <summary>Where any of the elements that were broadcast from one of <paramref name="shape"/> is in the support.</summary>
    public static Node SumTo(Node support, Shape shape) =>
        support.Shape == shape ? support : Indicator(support, ElementType.Float32).SumTo(shape) > 0;

    private static bool IsComplement(Node a, Node b) => IsNot(a, b) || IsNot(b, a);

    private static bool IsNot(Node a, Node b) =>
        a.Operation is Elementwise { Body: var body } && body.Is(Primitives.LogicalNot) && a.Inputs[0] == b;
}
