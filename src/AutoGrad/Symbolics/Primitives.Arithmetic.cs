namespace AutoGrad.Symbolics;

internal static partial class Primitives
{
    public static readonly Primitive Add = Define(Binary("add", (a, b) => a + b, (x, y) => 1, (x, y) => 1) with
    {
        Infix = "+", Precedence = 50, Latex = "{0} + {1}", Range = i => i[0] + i[1],
    });

    public static readonly Primitive Subtract = Define(Binary("subtract", (a, b) => a - b, (x, y) => 1, (x, y) => -1) with
    {
        Infix = "-", Precedence = 50, Latex = "{0} - {1}", Range = i => i[0] - i[1],
    });

    public static readonly Primitive Multiply = Define(Binary("multiply", (a, b) => a * b, (x, y) => x[1], (x, y) => x[0]) with
    {
        Infix = "*", Precedence = 60, Latex = @"{0} \cdot {1}", Range = i => i[0] * i[1],
    });

    // The second reads the quotient rather than the square of the divisor, which overflows sooner.
    public static readonly Primitive Divide = Define(Binary("divide", (a, b) => a / b, (x, y) => 1 / x[1], (x, y) => -(y / x[1])) with
    {
        Infix = "/", Precedence = 60, Latex = @"\frac{{{0}}}{{{1}}}", Range = i => i[0] / i[1],
        Domain = [new(-3, 3), new(0.5, 3)],
        Singularity = i => i[1].Contains(0) ? "the divisor can be 0" : null,
    });

    public static readonly Primitive Negate = Define(Unary("negate", x => -x, (x, y) => -1) with
    {
        Infix = "-", Precedence = 70, Latex = "-{0}", Range = i => -i[0],
    });

    public static readonly Primitive Square = Define(Unary("square", x => x * x, (x, y) => 2 * x) with
    {
        Latex = "{0}^{{2}}", Range = i => i[0].Square(),
    });

    public static readonly Primitive Reciprocal = Define(Unary("reciprocal", x => 1 / x, (x, y) => -Apply(Square, y)) with
    {
        Latex = @"\frac{{1}}{{{0}}}", Range = i => new Interval(1, 1) / i[0], Domain = [new(0.5, 3)],
        Singularity = i => i[0].Contains(0) ? "the divisor can be 0" : null,
    });

    public static readonly Primitive Sqrt = Define(Unary("sqrt", Math.Sqrt, (x, y) => 0.5 / y) with
    {
        Latex = @"\sqrt{{{0}}}", Range = i => new Interval(Math.Max(0, i[0].Low), Math.Max(0, i[0].High)).Rising(Math.Sqrt), Domain = [new(0.1, 4)],
        Singularity = i => i[0].Low < 0 ? "the argument of the square root can be negative"
            : i[0].Low == 0 ? "the argument of the square root can be 0, where its derivative is infinite" : null,
    });

    public static readonly Primitive Rsqrt = Define(Unary("rsqrt", x => 1 / Math.Sqrt(x), (x, y) => -0.5 * (y / x)) with
    {
        Latex = @"\frac{{1}}{{\sqrt{{{0}}}}}", Range = i => Interval.NotNegative, Domain = [new(0.1, 4)],
        Singularity = i => i[0].Low <= 0 ? "the argument of the reciprocal square root can be 0 or negative" : null,
    });

    // At base 0 and at exponent 0 the general formulas multiply 0 by ∞; the derivative there is 0 as long as the power is finite.
    public static readonly Primitive Pow = Define(Binary(
        "pow",
        Math.Pow,
        (x, y) => Select(Equal(x[1], 0), 0, x[1] * Apply(Pow!, x[0], x[1] - 1)),
        (x, y) => Select(And(Equal(x[0], 0), Compare(GreaterOrEqual!, x[1], 0)), 0, y * Apply(Log!, x[0]))) with
    {
        Overflows = true, Latex = "{0}^{{{1}}}", Domain = [new(0.2, 3), new(-2, 2)], Range = PowerRange,
        Singularity = i => i[1].IsPoint && i[1].Low == Math.Floor(i[1].Low)
            ? i[1].Low < 0 && i[0].Contains(0) ? "the base of the negative power can be 0" : null
            : i[0].Low < 0 ? "the base of the power can be negative, where a fractional power is undefined"
            : i[0].Low == 0 && i[1].Low < 1 ? "the base of the power can be 0, where power or derivative is infinite" : null,
        Kink = "∂/∂x = 0 at exponent 0; ∂/∂exponent = 0 at base 0 with exponent ≥ 0",
    });

    private static Interval PowerRange(Interval[] i) =>
        i[0].Low >= 0 || (i[1].IsPoint && i[1].Low % 2 == 0) ? Interval.NotNegative : Interval.All;
}
