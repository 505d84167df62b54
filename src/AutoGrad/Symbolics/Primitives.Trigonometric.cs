namespace AutoGrad.Symbolics;

internal static partial class Primitives
{
    private static readonly Interval[] UnitDomain = [new(-0.8, 0.8)];

    public static readonly Primitive Sin = Define(Unary("sin", Math.Sin, (x, y) => Apply(Cos!, x)) with
    {
        Latex = @"\sin\left({0}\right)", Range = _ => new(-1, 1),
    });

    public static readonly Primitive Cos = Define(Unary("cos", Math.Cos, (x, y) => -Apply(Sin, x)) with
    {
        Latex = @"\cos\left({0}\right)", Range = _ => new(-1, 1),
    });

    public static readonly Primitive Tan = Define(Unary("tan", Math.Tan, (x, y) => 1 + Apply(Square, y)) with
    {
        Latex = @"\tan\left({0}\right)", Domain = [new(-1.2, 1.2)],
    });

    public static readonly Primitive Asin = Define(Unary("asin", Math.Asin, (x, y) => Apply(Rsqrt, (1 - x) * (1 + x))) with
    {
        Latex = @"\arcsin\left({0}\right)", Range = _ => new(-Math.PI / 2, Math.PI / 2), Domain = UnitDomain,
        Singularity = i => i[0].Low <= -1 || i[0].High >= 1 ? "the argument of asin can leave the open interval from −1 to 1" : null,
    });

    public static readonly Primitive Acos = Define(Unary("acos", Math.Acos, (x, y) => -Apply(Rsqrt, (1 - x) * (1 + x))) with
    {
        Latex = @"\arccos\left({0}\right)", Range = _ => new(0, Math.PI), Domain = UnitDomain,
        Singularity = i => i[0].Low <= -1 || i[0].High >= 1 ? "the argument of acos can leave the open interval from −1 to 1" : null,
    });

    public static readonly Primitive Atan = Define(Unary("atan", Math.Atan, (x, y) => 1 / (1 + Apply(Square, x))) with
    {
        Latex = @"\arctan\left({0}\right)", Range = i => i[0].Rising(Math.Atan),
    });

    public static readonly Primitive Atan2 = Define(Binary(
        "atan2",
        Math.Atan2,
        (x, y) => x[1] / (Apply(Square, x[0]) + Apply(Square, x[1])),
        (x, y) => -(x[0] / (Apply(Square, x[0]) + Apply(Square, x[1])))) with
    {
        Latex = @"\operatorname{{atan2}}\left({0}, {1}\right)", Range = _ => new(-Math.PI, Math.PI), Domain = [new(0.3, 3), new(-3, 3)],
        Singularity = i => i[0].Contains(0) && i[1].Contains(0) ? "both arguments of atan2 can be 0" : null,
    });
}
