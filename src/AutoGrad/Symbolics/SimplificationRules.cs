using static AutoGrad.Symbolics.Primitives;

namespace AutoGrad.Symbolics;

/// <summary>
/// The identities that hold, each with where. What is not here is not here for a reason: x/x → 1 and 0·x → 0 are wrong at 0, ∞ and NaN,
/// log(exp x) → x where exp overflows, √(x²) → |x| where the square does.
/// </summary>
internal static class SimplificationRules
{
    private const string Everywhere = "everywhere";
    private const string SignOfZero = "everywhere but for the sign of a zero";
    private const string Rounding = "everywhere but for the last rounding";

    private static readonly Dictionary<Primitive, SimplificationRule[]> ByPrimitive = new()
    {
        [Add] =
        [
            new("x + 0 → x", SignOfZero, c => c[1].IsConstant(0) ? c[0] : c[0].IsConstant(0) ? c[1] : null),
            new("x + (−y) → x − y", Everywhere, c => Negated(c[1]) is { } y ? c[0] - y : Negated(c[0]) is { } x ? c[1] - x : null),
        ],
        [Subtract] =
        [
            new("x − 0 → x", Everywhere, c => c[1].IsConstant(0) ? c[0] : null),
            new("0 − x → −x", SignOfZero, c => c[0].IsConstant(0) ? -c[1] : null),
            new("x − (−y) → x + y", Everywhere, c => Negated(c[1]) is { } y ? c[0] + y : null),
        ],
        [Negate] =
        [
            new("−(−x) → x", Everywhere, c => Negated(c[0])),
            new("−(x − y) → y − x", SignOfZero, c => c[0] is Call difference && difference.Is(Subtract) ? difference[1] - difference[0] : null),
            new("−(c·x) → (−c)·x", Everywhere, c => c[0] is Call { Primitive: var p } product && p == Multiply && product[0] is Constant k ? -k.Value * product[1] : null),
        ],
        [Multiply] =
        [
            new("1·x → x", Everywhere, c => c[0].IsConstant(1) ? c[1] : c[1].IsConstant(1) ? c[0] : null),
            new("−1·x → −x", Everywhere, c => c[0].IsConstant(-1) ? -c[1] : c[1].IsConstant(-1) ? -c[0] : null),
            new("x·c → c·x", Everywhere, c => c[1] is Constant && c[0] is not Constant ? c[1] * c[0] : null),
            new("c·(d·x) → (c·d)·x", Rounding, c => c[0] is Constant k && c[1] is Call inner && inner.Is(Multiply) && inner[0] is Constant m ? Scaled(k.Value * m.Value, inner[1]) : null),
            new("c·(−x) → (−c)·x", Everywhere, c => c[0] is Constant k && Negated(c[1]) is { } x ? -k.Value * x : null),
            new("(−x)·y → −(x·y)", Everywhere, c => Negated(c[0]) is { } x ? -(x * c[1]) : Negated(c[1]) is { } y ? -(c[0] * y) : null),
            new("x·x → x²", Everywhere, c => c[0] == c[1] ? Expression.Apply(Square, c[0]) : null),
            new("x·(1/y) → x/y", Rounding + ", and where 1/y overflows, which x/y need not", c => Inverted(c[1]) is { } y ? c[0] / y : Inverted(c[0]) is { } x ? c[1] / x : null),
        ],
        [Divide] =
        [
            new("x/1 → x", Everywhere, c => c[1].IsConstant(1) ? c[0] : null),
            new("1/x → reciprocal(x)", Everywhere, c => c[0].IsConstant(1) ? Expression.Apply(Reciprocal, c[1]) : null),
            new("(−x)/y → −(x/y)", Everywhere, c => Negated(c[0]) is { } x ? -(x / c[1]) : null),
        ],
        [Pow] =
        [
            new("x^1 → x", Everywhere, c => c[1].IsConstant(1) ? c[0] : null),
            new("x^0 → 1", Everywhere + " (IEEE 754: of NaN too)", c => c[1].IsConstant(0) ? 1 : null),
            new("x^2 → x²", Everywhere, c => c[1].IsConstant(2) ? Expression.Apply(Square, c[0]) : null),
            new("x^−1 → 1/x", Everywhere, c => c[1].IsConstant(-1) ? Expression.Apply(Reciprocal, c[0]) : null),
        ],
        [Square] = [Even(Square)],
        [Cosh] = [Even(Cosh)],
        [SigmoidSlope] = [Even(SigmoidSlope)],
        [Gaussian] = [Even(Gaussian)],
        [Primitives.Tanh] =
        [
            new("tanh(softplus(x)) → tanhsoftplus(x)", Rounding, c => Argument(c[0], Primitives.Softplus) is { } x ? Expression.Apply(TanhSoftplus, x) : null),
            new(
                "tanh(log1p(exp(x))) → tanhsoftplus(x)",
                Rounding + ", and the derivative where exp overflows, which would be 0·∞",
                c => Argument(c[0], Log1p) is { } sum && Argument(sum, Exp) is { } x ? Expression.Apply(TanhSoftplus, x) : null),
        ],
        [Cos] = [Even(Cos)],
        [Abs] =
        [
            Even(Abs),
            new("||x|| → |x|", Everywhere, c => c[0].Is(Abs) ? c[0] : null),
        ],
        [Selection] =
        [
            new("select(c, x, x) → x", Everywhere, c => c[1] == c[2] ? c[1] : null),
            new("select(true, x, y) → x, select(false, x, y) → y", Everywhere, c => Decided(c[0]) is { } truth ? truth ? c[1] : c[2] : null),
            new("select(not c, x, y) → select(c, y, x)", Everywhere, c => c[0] is Call inner && inner.Is(LogicalNot) ? Select(inner[0], c[2], c[1]) : null),
        ],
        [Sum] = Linear(Sum),
        [Mean] = Linear(Mean),
        [LogicalNot] = [new("not not c → c", Everywhere, c => c[0] is Call inner && inner.Is(LogicalNot) ? inner[0] : null)],
    };

    /// <summary>All rules, for tests and documentation.</summary>
    public static IEnumerable<SimplificationRule> All => ByPrimitive.Values.SelectMany(rules => rules);

    /// <summary>The rules that can fit a call of the primitive.</summary>
    public static SimplificationRule[] For(Primitive primitive) => ByPrimitive.TryGetValue(primitive, out var rules) ? rules : [];

    private static SimplificationRule Even(Primitive primitive) =>
        new($"{primitive.Name}(−x) → {primitive.Name}(x)", Everywhere, c => Negated(c[0]) is { } x ? Expression.Apply(primitive, x) : null);

    // What is one number for the whole row is taken out of a sum: one operation instead of one a position.
    private static SimplificationRule[] Linear(Primitive sum) =>
    [
        new($"{sum.Name}(−x) → −{sum.Name}(x)", Everywhere, c => Negated(c[0]) is { } x ? -Expression.Apply(sum, x) : null),
        new(
            $"{sum.Name}(c·x) → c·{sum.Name}(x), {sum.Name}(x/c) → {sum.Name}(x)/c, where c is one number a row",
            Rounding + ", and where a sum or a product overflows or underflows before c scales it",
            c => c[0].IsRow && Factors(c[0]) is ({ } number, var row) ? number * Expression.Apply(sum, row) : null),
    ];

    /// <summary>A row of products and quotients as a number, null if there is none, times the rest of it.</summary>
    private static (Expression? Number, Expression Row) Factors(Expression row)
    {
        if (row is not Call call || (!call.Is(Multiply) && !(call.Is(Divide) && !call[1].IsRow)))
            return (null, row);
        if (call.Is(Divide))
        {
            var (number, rest) = Factors(call[0]);
            return (number is null ? Expression.Apply(Reciprocal, call[1]) : number / call[1], rest);
        }
        if (!call[0].IsRow || !call[1].IsRow)
        {
            var (outer, inner) = call[0].IsRow ? (call[1], call[0]) : (call[0], call[1]);
            var (number, rest) = Factors(inner);
            return (number is null ? outer : outer * number, rest);
        }
        var (left, right) = (Factors(call[0]), Factors(call[1]));
        return (left.Number is null ? right.Number : right.Number is null ? left.Number : left.Number * right.Number, left.Row * right.Row);
    }

    private static Expression? Negated(Expression expression) => Argument(expression, Negate);

    private static Expression? Inverted(Expression expression) => Argument(expression, Reciprocal);

    private static Expression? Argument(Expression expression, Primitive of) => expression is Call call && call.Is(of) ? call[0] : null;

    // Only while the product of the constants is a normal number: beyond, the order of the products decides.
    private static Expression? Scaled(double factor, Expression x) =>
        Math.Abs(factor) is >= 1e-300 and <= 1e300 ? factor * x : null;

    private static bool? Decided(Expression condition)
    {
        if (condition is not Call { Primitive: { YieldsTruth: true, Value: { } value } } call)
            return null;
        if (call.Arguments.Any(argument => argument is not Constant))
            return null;
        return value([.. call.Arguments.Select(argument => ((Constant)argument).Value)]) != 0;
    }
}
