namespace AutoGrad.Symbolics;

internal static partial class Primitives
{
    private const double TwoOverSqrtPi = 1.1283791670955126;
    private const double Ln2 = 0.69314718055994531;
    private const double Log2E = 1.4426950408889634;
    private const double Log10E = 0.43429448190325183;

    public static readonly Primitive Exp = Define(Unary("exp", Math.Exp, (x, y) => y) with
    {
        Overflows = true, Latex = "e^{{{0}}}", Range = i => i[0].Rising(Math.Exp),
    });

    public static readonly Primitive Log = Define(Logarithm("log", Math.Log, 1) with { Latex = @"\ln\left({0}\right)" });

    public static readonly Primitive Exp2 = Define(Unary("exp2", x => Math.Pow(2, x), (x, y) => Ln2 * y) with
    {
        Overflows = true, Latex = "2^{{{0}}}", Range = i => i[0].Rising(x => Math.Pow(2, x)),
    });

    public static readonly Primitive Log2 = Define(Logarithm("log2", ReferenceMath.Log2, Log2E) with { Latex = @"\log_2\left({0}\right)" });

    public static readonly Primitive Log10 = Define(Logarithm("log10", Math.Log10, Log10E) with { Latex = @"\log_{{10}}\left({0}\right)" });

    public static readonly Primitive Log1p = Define(Unary("log1p", ReferenceMath.Log1p, (x, y) => 1 / (1 + x)) with
    {
        Latex = @"\ln\left(1 + {0}\right)", Domain = [new(-0.8, 3)],
        Range = i => new Interval(Math.Max(-1, i[0].Low), Math.Max(-1, i[0].High)).Rising(ReferenceMath.Log1p),
        Singularity = i => i[0].Low <= -1 ? "the argument of log1p can be −1 or less" : null,
    });

    public static readonly Primitive Expm1 = Define(Unary("expm1", ReferenceMath.Expm1, (x, y) => Apply(Exp, x)) with
    {
        Overflows = true, Latex = @"\left(e^{{{0}}} - 1\right)", Range = i => i[0].Rising(ReferenceMath.Expm1),
    });

    public static readonly Primitive Sinh = Define(Unary("sinh", Math.Sinh, (x, y) => Apply(Cosh!, x)) with
    {
        Overflows = true, Latex = @"\sinh\left({0}\right)", Range = i => i[0].Rising(Math.Sinh),
    });

    public static readonly Primitive Cosh = Define(Unary("cosh", Math.Cosh, (x, y) => Apply(Sinh, x)) with
    {
        Overflows = true, Latex = @"\cosh\left({0}\right)", Range = i => new(1, double.PositiveInfinity),
    });

    // sech²(x) = 4σ'(2x) rather than 1 − y²: the difference has no correct digit left where |x| > 19.
    public static readonly Primitive Tanh = Define(Unary("tanh", Math.Tanh, (x, y) => 4 * Apply(SigmoidSlope!, 2 * x)) with
    {
        Latex = @"\tanh\left({0}\right)", Range = i => i[0].Rising(Math.Tanh),
    });

    public static readonly Primitive Asinh = Define(Unary("asinh", ReferenceMath.Asinh, (x, y) => Apply(Rsqrt, 1 + Apply(Square, x))) with
    {
        Latex = @"\operatorname{{arsinh}}\left({0}\right)", Range = i => i[0].Rising(ReferenceMath.Asinh),
    });

    public static readonly Primitive Acosh = Define(Unary(
        "acosh", ReferenceMath.Acosh, (x, y) => Apply(Rsqrt, x - 1) * Apply(Rsqrt, x + 1)) with
    {
        Latex = @"\operatorname{{arcosh}}\left({0}\right)", Range = i => Interval.NotNegative, Domain = [new(1.2, 4)],
        Singularity = i => i[0].Low <= 1 ? "the argument of acosh can be 1 or less" : null,
    });

    // (1 − x)(1 + x) rather than 1 − x²: near ±1 the square would lose what the difference needs.
    public static readonly Primitive Atanh = Define(Unary("atanh", ReferenceMath.Atanh, (x, y) => 1 / ((1 - x) * (1 + x))) with
    {
        Latex = @"\operatorname{{artanh}}\left({0}\right)", Domain = [new(-0.8, 0.8)],
        Singularity = i => i[0].Low <= -1 || i[0].High >= 1 ? "the argument of atanh can leave the open interval from −1 to 1" : null,
    });

    public static readonly Primitive Sigmoid = Define(Unary("sigmoid", ReferenceMath.Sigmoid, (x, y) => Apply(SigmoidSlope!, x)) with
    {
        Latex = @"\sigma\left({0}\right)", Range = i => i[0].Rising(ReferenceMath.Sigmoid),
    });

    /// <summary>σ(x)·σ(−x), which is y·(1 − y) with all its digits. Its derivative is y·(σ(−x) − σ(x)), the difference with all its digits too.</summary>
    public static readonly Primitive SigmoidSlope = Define(Unary("sigmoidslope", ReferenceMath.SigmoidSlope, (x, y) => -(y * Apply(Tanh, 0.5 * x))) with
    {
        Method = "SigmoidSlope", Latex = @"\sigma'\left({0}\right)", Range = i => new(0, 0.25),
    });

    public static readonly Primitive LogSigmoid = Define(Unary("logsigmoid", ReferenceMath.LogSigmoid, (x, y) => Apply(Sigmoid, -x)) with
    {
        Method = "LogSigmoid", Latex = @"\ln\sigma\left({0}\right)", Range = i => i[0].Rising(ReferenceMath.LogSigmoid),
    });

    public static readonly Primitive Softplus = Define(Unary("softplus", ReferenceMath.Softplus, (x, y) => Apply(Sigmoid, x)) with
    {
        Latex = @"\operatorname{{softplus}}\left({0}\right)", Range = i => i[0].Rising(ReferenceMath.Softplus),
    });

    /// <summary>The gate of Mish: one exponential and a quotient, where tanh and softplus would take three and a logarithm.</summary>
    public static readonly Primitive TanhSoftplus = Define(Unary("tanhsoftplus", ReferenceMath.TanhSoftplus, (x, y) => Apply(TanhSoftplusSlope!, x)) with
    {
        Method = "TanhSoftplus", Latex = @"\tanh\operatorname{{softplus}}\left({0}\right)", Range = i => i[0].Rising(ReferenceMath.TanhSoftplus),
    });

    /// <summary>(1 − t²)·σ(x), t = tanh(softplus(x)), with all its digits.</summary>
    public static readonly Primitive TanhSoftplusSlope = Define(Unary(
        "tanhsoftplusslope",
        ReferenceMath.TanhSoftplusSlope,
        (x, y) => y * (Apply(Sigmoid, -x) - 2 * (Apply(TanhSoftplus, x) * Apply(Sigmoid, x)))) with
    {
        Method = "TanhSoftplusSlope", Latex = @"\left(\tanh\operatorname{{softplus}}\right)'\left({0}\right)", Range = i => new(0, 0.5),
    });

    /// <summary>exp(−x²), which keeps its digits where the rounding of x² would take them.</summary>
    public static readonly Primitive Gaussian = Define(Unary("gaussian", ReferenceMath.Gaussian, (x, y) => -2 * (x * y)) with
    {
        Latex = "e^{{-{0}^{{2}}}}", Range = i => new(0, 1),
    });

    public static readonly Primitive Erf = Define(Unary("erf", ReferenceMath.Erf, (x, y) => TwoOverSqrtPi * Apply(Gaussian, x)) with
    {
        Latex = @"\operatorname{{erf}}\left({0}\right)", Range = i => i[0].Rising(ReferenceMath.Erf),
    });

    public static readonly Primitive Erfc = Define(Unary("erfc", ReferenceMath.Erfc, (x, y) => -TwoOverSqrtPi * Apply(Gaussian, x)) with
    {
        Latex = @"\operatorname{{erfc}}\left({0}\right)", Range = i => i[0].Falling(ReferenceMath.Erfc),
    });

    // log x, whose slope at 1 is given.
    private static Primitive Logarithm(string name, Func<double, double> value, double slope) => Unary(name, value, (x, y) => slope / x) with
    {
        Domain = [new(0.2, 4)],
        Range = i => new Interval(Math.Max(0, i[0].Low), Math.Max(0, i[0].High)).Rising(value),
        Singularity = i => i[0].Low <= 0 ? "the argument of the logarithm can be 0 or negative" : null,
    };
}
