namespace AutoGrad.Symbolics;

internal static partial class Primitives
{
    public static readonly Primitive LogGamma = Define(Unary("loggamma", ReferenceMath.LogGamma, (x, y) => Apply(Digamma!, x)) with
    {
        Method = "LogGamma", Latex = @"\ln\left|\Gamma\left({0}\right)\right|", Domain = [new(0.3, 4)],
        Singularity = i => i[0].Low <= 0 ? "the argument of the gamma function can be 0 or a negative integer" : null,
    });

    public static readonly Primitive Digamma = Define(Unary("digamma", ReferenceMath.Digamma, (x, y) => Apply(Zeta!, 2, x)) with
    {
        Latex = @"\psi\left({0}\right)", Domain = [new(0.3, 4)],
        Singularity = i => i[0].Low <= 0 ? "the argument of the digamma function can be 0 or a negative integer" : null,
    });

    /// <summary>Hurwitz' ζ(s, q): all further derivatives of the gamma function's logarithm. By s it has no rule: s is the order of a derivative.</summary>
    public static readonly Primitive Zeta = Define(new Primitive("zeta", 2)
    {
        Value = x => ReferenceMath.Zeta(x[0], x[1]), Derivatives = [null, (x, y) => -x[0] * Apply(Zeta!, x[0] + 1, x[1])],
        Latex = @"\zeta\left({0}, {1}\right)", Domain = [new(2, 5), new(0.3, 4)],
        Singularity = i => i[1].Low <= 0 ? "the second argument of zeta can be 0 or a negative integer" : null,
    });
}
