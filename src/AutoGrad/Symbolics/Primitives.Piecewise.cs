namespace AutoGrad.Symbolics;

internal static partial class Primitives
{
    public static readonly Primitive Abs = Define(Unary("abs", Math.Abs, (x, y) => Apply(Sign!, x)) with
    {
        Latex = @"\left|{0}\right|", Domain = [new(0.2, 3)], Kink = "0 at 0",
        Range = i => i[0].Contains(0) ? new(0, Math.Max(-i[0].Low, i[0].High)) : i[0].Low > 0 ? i[0] : -i[0],
    });

    public static readonly Primitive Sign = Define(Step("sign", ReferenceMath.Sign) with
    {
        Latex = @"\operatorname{{sgn}}\left({0}\right)", Range = i => i[0].Rising(ReferenceMath.Sign), Kink = "0 everywhere", Domain = [new(0.2, 3)],
    });

    public static readonly Primitive Floor = Define(Step("floor", Math.Floor) with
    {
        Latex = @"\left\lfloor {0} \right\rfloor", Range = i => i[0].Rising(Math.Floor), Kink = "0 everywhere", Domain = [new(0.2, 0.8)],
    });

    public static readonly Primitive Ceiling = Define(Step("ceiling", Math.Ceiling) with
    {
        Latex = @"\left\lceil {0} \right\rceil", Range = i => i[0].Rising(Math.Ceiling), Kink = "0 everywhere", Domain = [new(0.2, 0.8)],
    });

    public static readonly Primitive Round = Define(Step("round", Math.Round) with
    {
        Range = i => i[0].Rising(Math.Round), Kink = "0 everywhere; halves round to even", Domain = [new(0.6, 1.4)],
    });

    public static readonly Primitive Truncate = Define(Step("truncate", Math.Truncate) with
    {
        Range = i => i[0].Rising(Math.Truncate), Kink = "0 everywhere", Domain = [new(0.2, 0.8)],
    });

    /// <summary>The argument itself, but a constant to whoever differentiates: for shifts that change nothing, as in a softmax.</summary>
    public static readonly Primitive StopGradient = Define(Step("stop_gradient", x => x) with
    {
        Method = "StopGradient", Latex = @"\operatorname{{sg}}\left({0}\right)", Range = i => i[0], Kink = "0 everywhere, by request",
    });

    public static readonly Primitive Min = Define(Binary(
        "min",
        Math.Min,
        (x, y) => Select(Compare(Less!, x[0], x[1]), 1, Select(Compare(Greater!, x[0], x[1]), 0, 0.5)),
        (x, y) => Select(Compare(Less!, x[0], x[1]), 0, Select(Compare(Greater!, x[0], x[1]), 1, 0.5))) with
    {
        Latex = @"\min\left({0}, {1}\right)", Range = i => new(Math.Min(i[0].Low, i[1].Low), Math.Min(i[0].High, i[1].High)),
        Kink = "½ each at a tie",
    });

    public static readonly Primitive Max = Define(Binary(
        "max",
        Math.Max,
        (x, y) => Select(Compare(Greater!, x[0], x[1]), 1, Select(Compare(Less!, x[0], x[1]), 0, 0.5)),
        (x, y) => Select(Compare(Greater!, x[0], x[1]), 0, Select(Compare(Less!, x[0], x[1]), 1, 0.5))) with
    {
        Latex = @"\max\left({0}, {1}\right)", Range = i => new(Math.Max(i[0].Low, i[1].Low), Math.Max(i[0].High, i[1].High)),
        Kink = "½ each at a tie",
    });

    private static Primitive Step(string name, Func<double, double> value) => new(name, 1) { Value = x => value(x[0]) };
}
