namespace AutoGrad.Symbolics;

/// <summary>The closed set of primitives: one record each, in families by file.</summary>
internal static partial class Primitives
{
    // Explicit, so that asking for All defines them all first.
    static Primitives()
    {
    }

    /// <summary>Every primitive.</summary>
    public static IReadOnlyList<Primitive> All => Registry.List;

    /// <summary>The primitive with this name in text and this many arguments; null if there is none.</summary>
    public static Primitive? Find(string name, int arity) => All.FirstOrDefault(p => p.Name == name && p.Arity == arity);

    /// <summary>The primitive behind this method of <c>Functions</c> and <c>Elementary</c>; null if there is none.</summary>
    public static Primitive? FindMethod(string method, int arity) =>
        All.FirstOrDefault(p => p.Method == method && p.Arity == arity && p.Infix is null);

    private static Primitive Define(Primitive primitive)
    {
        Registry.List.Add(primitive);
        return primitive;
    }

    private static Primitive Unary(
        string name,
        Func<double, double> value,
        Func<Expression, Expression, Expression> derivative) =>
        new(name, 1) { Value = x => value(x[0]), Derivatives = [(x, y) => derivative(x[0], y)] };

    private static Primitive Binary(
        string name,
        Func<double, double, double> value,
        PartialDerivative byFirst,
        PartialDerivative bySecond) =>
        new(name, 2) { Value = x => value(x[0], x[1]), Derivatives = [byFirst, bySecond] };

    private static class Registry
    {
        public static readonly List<Primitive> List = [];
    }
}
