using System.Numerics;
using AutoGrad.Symbolics;

namespace AutoGrad;

public static partial class Functions
{
    /// <summary>ln |Γ(x)|: ∞ at 0 and the negative integers. Its derivative is <see cref="Digamma(double)"/>.</summary>
    public static double LogGamma(double x) => ReferenceMath.LogGamma(x);

    /// <inheritdoc cref="LogGamma(double)"/>
    public static T LogGamma<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(LogGamma(Wide(x)));

    /// <inheritdoc cref="LogGamma(double)"/>
    public static Row LogGamma(Row x) => x.Map(LogGamma);

    /// <summary>ψ(x) = Γ′(x)/Γ(x): ∓∞ at ±0, NaN at the negative integers.</summary>
    public static double Digamma(double x) => ReferenceMath.Digamma(x);

    /// <inheritdoc cref="Digamma(double)"/>
    public static T Digamma<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Digamma(Wide(x)));

    /// <inheritdoc cref="Digamma(double)"/>
    public static Row Digamma(Row x) => x.Map(Digamma);

    /// <summary>
    /// Hurwitz' zeta function Σₖ (q + k)⁻ˢ, k = 0, 1, …, for s &gt; 1: ∞ where q is 0 or a negative integer; NaN for other negative q unless s
    /// is an integer. Its derivative by q is −s·ζ(s + 1, q).
    /// </summary>
    public static double Zeta(double s, double q) => ReferenceMath.Zeta(s, q);

    /// <inheritdoc cref="Zeta(double, double)"/>
    public static T Zeta<T>(T s, T q) where T : IFloatingPointIeee754<T> => Narrow<T>(Zeta(Wide(s), Wide(q)));

    /// <inheritdoc cref="Zeta(double, double)"/>
    public static Row Zeta(Row s, Row q) => s.Map(q, Zeta);

    /// <inheritdoc cref="Zeta(double, double)"/>
    public static Row Zeta(double s, Row q) => q.Map(value => Zeta(s, value));

    /// <summary>ζ(s, q), see <see cref="Zeta(double, double)"/>. Of s it has no derivative.</summary>
    public static Node Zeta(Node s, Node q) => Elementwise.Apply(Primitives.Zeta, s, q);

    /// <inheritdoc cref="Zeta(Node, Node)"/>
    public static Node Zeta(double s, Node q) => Elementwise.Apply(v => Expression.Apply(Primitives.Zeta, s, v[0]), q);

    /// <summary>
    /// The derivative of this order of ψ: the digamma function itself for 0, the trigamma function for 1; (−1)ⁿ⁺¹·n!·ζ(n + 1, x) from there on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static double Polygamma(int order, double x) =>
        CheckedOrder(order) == 0 ? Digamma(x) : SignedFactorial(order) * Zeta(order + 1, x);

    /// <inheritdoc cref="Polygamma(int, double)"/>
    public static Node Polygamma(int order, Node x) =>
        CheckedOrder(order) == 0 ? Digamma(x) : SignedFactorial(order) * Zeta(order + 1, x);

    /// <summary>ln |Γ(x)|: ∞ at 0 and the negative integers.</summary>
    public static Node LogGamma(Node x) => Elementwise.Apply(Primitives.LogGamma, x);

    /// <summary>ψ(x) = Γ′(x)/Γ(x): ∓∞ at ±0, NaN at the negative integers.</summary>
    public static Node Digamma(Node x) => Elementwise.Apply(Primitives.Digamma, x);

    private static int CheckedOrder(int order) => order >= 0
        ? order
        : throw new ArgumentOutOfRangeException(nameof(order), $"Polygamma: order {order}; the number of times that the digamma function is differentiated, 0 or more.");

    private static double SignedFactorial(int order)
    {
        double factorial = order % 2 == 0 ? -1 : 1;
        for (int n = 2; n <= order; n++)
            factorial *= n;
        return factorial;
    }
}
