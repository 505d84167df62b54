namespace AutoGrad.Symbolics;

internal static partial class Primitives
{
    public static readonly Primitive Less = Define(Comparison("less", "<", "<", (a, b) => a < b));

    public static readonly Primitive LessOrEqual = Define(Comparison("less_or_equal", "<=", @"\le", (a, b) => a <= b));

    public static readonly Primitive Greater = Define(Comparison("greater", ">", ">", (a, b) => a > b));

    public static readonly Primitive GreaterOrEqual = Define(Comparison("greater_or_equal", ">=", @"\ge", (a, b) => a >= b));

    public static readonly Primitive EqualTo = Define(Comparison("equal", "==", "=", (a, b) => a == b) with { Precedence = 30 });

    public static readonly Primitive NotEqualTo = Define(Comparison("not_equal", "!=", @"\ne", (a, b) => a != b) with { Precedence = 30 });

    public static readonly Primitive LogicalAnd = Define(Condition("and", 2, x => x[0] != 0 && x[1] != 0) with
    {
        Infix = "and", Precedence = 20, Latex = @"{0} \wedge {1}",
    });

    public static readonly Primitive LogicalOr = Define(Condition("or", 2, x => x[0] != 0 || x[1] != 0) with
    {
        Infix = "or", Precedence = 10, Latex = @"{0} \vee {1}",
    });

    public static readonly Primitive LogicalNot = Define(Condition("not", 1, x => x[0] == 0) with { Latex = @"\neg\left({0}\right)" });

    /// <summary>The second argument where the first is true, else the third. Differentiating it differentiates both, inside.</summary>
    public static readonly Primitive Selection = Define(new Primitive("select", 3)
    {
        Value = x => x[0] != 0 ? x[1] : x[2],
        Latex = @"\begin{{cases}} {1} & \text{{if }} {0} \\ {2} & \text{{otherwise}} \end{{cases}}",
        Range = i => i[0].Low > 0 ? i[1] : i[0].High < 1 ? i[2] : Interval.Union(i[1], i[2]),
        Domain = [Interval.Truth, new(-3, 3), new(-3, 3)],
    });

    /// <summary>A truth value that is known: a comparison of constants, since the language has no names for them.</summary>
    public static Expression Truth(bool value) => Apply(value ? EqualTo : NotEqualTo, 0, 0);

    public static Expression Select(Expression condition, Expression whenTrue, Expression whenFalse) =>
        Apply(Selection, condition, whenTrue, whenFalse);

    private static Expression Apply(Primitive primitive, params Expression[] arguments) => Expression.Apply(primitive, arguments);

    private static Expression Compare(Primitive comparison, Expression a, Expression b) => Apply(comparison, a, b);

    private static Expression Equal(Expression a, Expression b) => Apply(EqualTo, a, b);

    private static Expression And(Expression a, Expression b) => Apply(LogicalAnd, a, b);

    private static Primitive Condition(string name, int arity, Func<double[], bool> value) => new(name, arity)
    {
        YieldsTruth = true, Value = x => value(x) ? 1 : 0, Range = _ => Interval.Truth,
        Domain = Enumerable.Repeat(Interval.Truth, arity).ToArray(),
    };

    private static Primitive Comparison(string name, string infix, string latex, Func<double, double, bool> value) =>
        Condition(name, 2, x => value(x[0], x[1])) with
        {
            Infix = infix, Precedence = 40, Latex = $"{{0}} {latex} {{1}}", Domain = [new(-3, 3), new(-3, 3)],
        };
}
