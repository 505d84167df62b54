using static AutoGrad.Symbolics.Primitives;

namespace AutoGrad.Symbolics;

internal sealed partial class CSharpWriter
{
    private const string Functions = "global::AutoGrad.Functions.";
    private const string Elementary = "global::AutoGrad.Kernels.Elementary.";
    private const string ElementaryCalls = "global::AutoGrad.Kernels.ElementaryCalls.";

    // Where the platform's own function is the primitive's value; the rest are the library's.
    private static readonly HashSet<Primitive> OfMath =
        [Exp, Log, Log10, Sqrt, Sin, Cos, Tan, Asin, Acos, Atan, Atan2, Sinh, Cosh, Primitives.Tanh, Abs, Floor, Ceiling, Round, Truncate, Min, Max, Pow];

    // a < b as b > a, and so on.
    private static readonly Dictionary<Primitive, Primitive> Mirrored = new()
    {
        [Less] = Greater, [Greater] = Less, [LessOrEqual] = GreaterOrEqual, [GreaterOrEqual] = LessOrEqual,
    };

    // What lanes do themselves, without a polynomial.
    private static readonly HashSet<Primitive> OfLanes = [Sqrt, Abs, Floor, Ceiling, Round, Min, Max];

    private CSharpTerm Of(Call call, CSharpTerm[] a)
    {
        var primitive = call.Primitive;
        bool isLanes = a.Any(argument => argument.IsLanes);
        if (primitive.Kind != PrimitiveKind.Elementwise)
            throw new InvalidOperationException($"'{primitive.Name}' of a row cannot be written inside of an expression: its value has to be found first.");
        if (primitive == Primitives.StopGradient)
            return a[0];
        if (primitive == Selection)
            return Select(a);
        if (primitive == LogicalAnd || primitive == LogicalOr || primitive == LogicalNot)
            return Logic(primitive, a, isLanes);
        if (primitive == Square && a[0].Precedence == CSharpTerm.Primary && IsName(a[0].Text))
            return Infix("*", Multiply.Precedence, a[0], a[0], isLanes);
        if (primitive == Reciprocal || primitive == Rsqrt)
            return Infix("/", Divide.Precedence, new("1", CSharpTerm.Primary, false), primitive == Rsqrt ? Of(Expression.Apply(Sqrt, call[0]), a) : a[0], isLanes);
        if (isLanes && (primitive == EqualTo || primitive == NotEqualTo))
        {
            string equals = $"V.Equals({a[0].AsLanes().Text}, {a[1].AsLanes().Text})";
            return primitive == EqualTo ? new(equals, CSharpTerm.Primary, true) : new("~" + equals, CSharpTerm.Unary, true);
        }
        if (primitive == Negate)
            return new("-" + a[0].Within(CSharpTerm.Unary + 1), CSharpTerm.Unary, isLanes);
        // Lanes are compared with a number on their right only.
        if (isLanes && !a[0].IsLanes && Mirrored.TryGetValue(primitive, out var mirrored))
            return Infix(mirrored.Infix!, mirrored.Precedence, a[1], a[0], isLanes);
        if (primitive.Infix is { } infix)
            return Infix(infix, primitive.Precedence, a[0], a[1], isLanes);

        string of = isLanes ? OfLanes.Contains(primitive) ? "V." : called.Contains(call) ? ElementaryCalls : Elementary : OfMath.Contains(primitive) ? "global::System.Math." : Functions;
        return new($"{of}{primitive.Method}({string.Join(", ", a.Select(argument => isLanes ? argument.AsLanes().Text : argument.Text))})", CSharpTerm.Primary, isLanes);
    }

    private static CSharpTerm Infix(string infix, int precedence, CSharpTerm left, CSharpTerm right, bool isLanes) =>
        new($"{left.Left(precedence)} {infix} {right.Right(precedence)}", precedence, isLanes);

    // A condition that is the same for all lanes chooses once; masks choose lane by lane.
    private static CSharpTerm Select(CSharpTerm[] a)
    {
        bool isLanes = a[1].IsLanes || a[2].IsLanes;
        if (a[0].IsLanes)
            return new($"V.Select({a[0].Text}, {a[1].AsLanes().Text}, {a[2].AsLanes().Text})", CSharpTerm.Primary, true);
        var (whenTrue, whenFalse) = isLanes ? (a[1].AsLanes(), a[2].AsLanes()) : (a[1].AsDouble(), a[2].AsDouble());
        return new($"{a[0].Within(CSharpTerm.Conditional + 1)} ? {whenTrue.Within(CSharpTerm.Conditional + 1)} : {whenFalse.Within(CSharpTerm.Conditional)}", CSharpTerm.Conditional, isLanes);
    }

    private static CSharpTerm Logic(Primitive primitive, CSharpTerm[] a, bool isLanes)
    {
        if (primitive == LogicalNot)
            return new((isLanes ? "~" : "!") + a[0].Within(CSharpTerm.Unary), CSharpTerm.Unary, isLanes);
        if (!isLanes)
            return primitive == LogicalAnd ? Infix("&&", CSharpTerm.AndAlso, a[0], a[1], false) : Infix("||", CSharpTerm.OrElse, a[0], a[1], false);
        return primitive == LogicalAnd
            ? Infix("&", CSharpTerm.BitwiseAnd, a[0].AsMask(), a[1].AsMask(), true)
            : Infix("|", CSharpTerm.BitwiseOr, a[0].AsMask(), a[1].AsMask(), true);
    }

    private static bool IsName(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '@');
}
