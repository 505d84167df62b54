using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>The functions of formulas and graphs, for <c>using static</c>.</summary>
public static partial class Functions
{
    /// <summary><paramref name="whenTrue"/> where the condition holds, else <paramref name="whenFalse"/>, broadcast. Its gradient never reads the branch not taken.</summary>
    public static Node Where(Node condition, Node whenTrue, Node whenFalse) => (whenTrue, whenFalse) is ({ ElementType: ElementType.Bool }, { ElementType: ElementType.Bool })
        ? (condition & whenTrue) | (~condition & whenFalse)
        : Elementwise.Apply(Primitives.Selection, condition, whenTrue, whenFalse);

    /// <inheritdoc cref="Where(Node, Node, Node)"/>
    public static Node Where(Node condition, Node whenTrue, double whenFalse) =>
        Elementwise.Apply(v => Primitives.Select(v[0], v[1], whenFalse), condition, whenTrue);

    /// <inheritdoc cref="Where(Node, Node, Node)"/>
    public static Node Where(Node condition, double whenTrue, Node whenFalse) =>
        Elementwise.Apply(v => Primitives.Select(v[0], whenTrue, v[1]), condition, whenFalse);

    /// <summary><paramref name="whenTrue"/> where the condition holds, else <paramref name="whenFalse"/>, in the given element type.</summary>
    public static Node Where(Node condition, double whenTrue, double whenFalse, ElementType type = ElementType.Float32) =>
        Where(condition, Node.Constant(whenTrue, type), Node.Constant(whenFalse, type));

    /// <summary>The larger, NaN where either is; at a tie each has half of the gradient.</summary>
    public static Node Max(Node a, Node b) => Elementwise.Apply(Primitives.Max, a, b);

    /// <inheritdoc cref="Max(Node, Node)"/>
    public static Node Max(Node a, double b) => Elementwise.Apply(v => Expression.Apply(Primitives.Max, v[0], b), a);

    /// <inheritdoc cref="Max(Node, Node)"/>
    public static Node Max(double a, Node b) => Elementwise.Apply(v => Expression.Apply(Primitives.Max, a, v[0]), b);

    /// <summary>The smaller, NaN where either is; at a tie each has half of the gradient.</summary>
    public static Node Min(Node a, Node b) => Elementwise.Apply(Primitives.Min, a, b);

    /// <inheritdoc cref="Min(Node, Node)"/>
    public static Node Min(Node a, double b) => Elementwise.Apply(v => Expression.Apply(Primitives.Min, v[0], b), a);

    /// <inheritdoc cref="Min(Node, Node)"/>
    public static Node Min(double a, Node b) => Elementwise.Apply(v => Expression.Apply(Primitives.Min, a, v[0]), b);

    /// <summary>xʸ.</summary>
    public static Node Pow(Node x, Node y) => Elementwise.Apply(Primitives.Pow, x, y);

    /// <summary>xʸ.</summary>
    public static Node Pow(Node x, double y) => Elementwise.Apply(v => Expression.Apply(Primitives.Pow, v[0], y), x);

    /// <summary>xʸ.</summary>
    public static Node Pow(double x, Node y) => Elementwise.Apply(v => Expression.Apply(Primitives.Pow, x, v[0]), y);

    /// <summary>The angle of the point (x, y), from −π to π.</summary>
    public static Node Atan2(Node y, Node x) => Elementwise.Apply(Primitives.Atan2, y, x);

    /// <summary>Where a = b, broadcast: a tensor of bool.</summary>
    public static Node Equal(Node a, Node b) => Elementwise.Apply(Primitives.EqualTo, a, b);

    /// <summary>Where a = b: a tensor of bool.</summary>
    public static Node Equal(Node a, double b) => Elementwise.Apply(v => Expression.Apply(Primitives.EqualTo, v[0], b), a);

    /// <summary>Where a = b: a tensor of bool.</summary>
    public static Node Equal(double a, Node b) => Equal(b, a);

    /// <summary>Where a ≠ b, broadcast: a tensor of bool.</summary>
    public static Node NotEqual(Node a, Node b) => Elementwise.Apply(Primitives.NotEqualTo, a, b);

    /// <summary>Where a ≠ b: a tensor of bool.</summary>
    public static Node NotEqual(Node a, double b) => Elementwise.Apply(v => Expression.Apply(Primitives.NotEqualTo, v[0], b), a);

    /// <summary>Where a ≠ b: a tensor of bool.</summary>
    public static Node NotEqual(double a, Node b) => NotEqual(b, a);

    /// <summary>Where x is not a number: a tensor of bool.</summary>
    public static Node IsNaN(Node x) => NotEqual(x, x);

    /// <summary>Where x is neither infinite nor NaN: a tensor of bool.</summary>
    public static Node IsFinite(Node x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.ElementType.IsInteger ? Equal(x, x) : Abs(x) < double.PositiveInfinity;
    }

    /// <summary>The tensors one after the other along an axis.</summary>
    /// <exception cref="ShapeException">There are none, or they differ in another axis.</exception>
    public static Node Concatenate(ReadOnlySpan<Node> tensors, int axis = 0)
    {
        if (tensors.Length == 0)
            throw new ShapeException("Concatenate: of no tensors; at least one is needed.");
        ArgumentNullException.ThrowIfNull(tensors[0]);
        return Node.Create(new Concatenation(Axes.Resolve(axis, tensors[0].Shape.Rank, "Concatenate")), tensors.ToArray());
    }

    /// <summary>The tensors along a new axis: n of shape [a, b] give [n, a, b] for axis 0, [a, b, n] for axis −1.</summary>
    /// <exception cref="ShapeException">There are none, or they differ in shape.</exception>
    public static Node Stack(ReadOnlySpan<Node> tensors, int axis = 0)
    {
        if (tensors.Length == 0)
            throw new ShapeException("Stack: of no tensors; at least one is needed.");
        var layers = new Node[tensors.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(tensors[i]);
            if (tensors[i].Shape != tensors[0].Shape)
                throw new ShapeException($"Stack: {tensors[0].Shape} and {tensors[i].Shape} differ; all must have one shape.");
            layers[i] = tensors[i].Unsqueeze(Axes.Resolve(axis, tensors[i].Shape.Rank + 1, "Stack"));
        }
        return Concatenate(layers, axis);
    }

    /// <summary>eˣ.</summary>
    public static Node Exp(Node x) => Elementwise.Apply(Primitives.Exp, x);

    /// <summary>The natural logarithm.</summary>
    public static Node Log(Node x) => Elementwise.Apply(Primitives.Log, x);

    /// <summary>2ˣ.</summary>
    public static Node Exp2(Node x) => Elementwise.Apply(Primitives.Exp2, x);

    /// <summary>The logarithm to base 2.</summary>
    public static Node Log2(Node x) => Elementwise.Apply(Primitives.Log2, x);

    /// <summary>The logarithm to base 10.</summary>
    public static Node Log10(Node x) => Elementwise.Apply(Primitives.Log10, x);

    /// <summary>ln(1 + x), exact near 0.</summary>
    public static Node Log1p(Node x) => Elementwise.Apply(Primitives.Log1p, x);

    /// <summary>eˣ − 1, exact near 0.</summary>
    public static Node Expm1(Node x) => Elementwise.Apply(Primitives.Expm1, x);

    /// <summary>√x.</summary>
    public static Node Sqrt(Node x) => Elementwise.Apply(Primitives.Sqrt, x);

    /// <summary>1/√x.</summary>
    public static Node Rsqrt(Node x) => Elementwise.Apply(Primitives.Rsqrt, x);

    /// <summary>x².</summary>
    public static Node Square(Node x) => Elementwise.Apply(Primitives.Square, x);

    /// <summary>1/x.</summary>
    public static Node Reciprocal(Node x) => Elementwise.Apply(Primitives.Reciprocal, x);

    /// <summary>The sine of x radians.</summary>
    public static Node Sin(Node x) => Elementwise.Apply(Primitives.Sin, x);

    /// <summary>The cosine of x radians.</summary>
    public static Node Cos(Node x) => Elementwise.Apply(Primitives.Cos, x);

    /// <summary>The tangent of x radians.</summary>
    public static Node Tan(Node x) => Elementwise.Apply(Primitives.Tan, x);

    /// <summary>The inverse sine, in radians.</summary>
    public static Node Asin(Node x) => Elementwise.Apply(Primitives.Asin, x);

    /// <summary>The inverse cosine, in radians.</summary>
    public static Node Acos(Node x) => Elementwise.Apply(Primitives.Acos, x);

    /// <summary>The inverse tangent, in radians.</summary>
    public static Node Atan(Node x) => Elementwise.Apply(Primitives.Atan, x);

    /// <summary>The hyperbolic sine.</summary>
    public static Node Sinh(Node x) => Elementwise.Apply(Primitives.Sinh, x);

    /// <summary>The hyperbolic cosine.</summary>
    public static Node Cosh(Node x) => Elementwise.Apply(Primitives.Cosh, x);

    /// <summary>The inverse hyperbolic sine.</summary>
    public static Node Asinh(Node x) => Elementwise.Apply(Primitives.Asinh, x);

    /// <summary>The inverse hyperbolic cosine.</summary>
    public static Node Acosh(Node x) => Elementwise.Apply(Primitives.Acosh, x);

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static Node Atanh(Node x) => Elementwise.Apply(Primitives.Atanh, x);

    /// <summary>2/√π · ∫₀ˣ exp(−t²) dt.</summary>
    public static Node Erf(Node x) => Elementwise.Apply(Primitives.Erf, x);

    /// <summary>1 − erf(x), exact in the upper tail.</summary>
    public static Node Erfc(Node x) => Elementwise.Apply(Primitives.Erfc, x);

    /// <summary>The derivative of the sigmoid, σ(x)·σ(−x): exact in both tails.</summary>
    public static Node SigmoidSlope(Node x) => Elementwise.Apply(Primitives.SigmoidSlope, x);

    /// <summary>tanh(softplus(x)), the gate of <see cref="Mish(Node)"/>: exact in the lower tail.</summary>
    public static Node TanhSoftplus(Node x) => Elementwise.Apply(Primitives.TanhSoftplus, x);

    /// <summary>The derivative of tanh(softplus(x)): exact in both tails.</summary>
    public static Node TanhSoftplusSlope(Node x) => Elementwise.Apply(Primitives.TanhSoftplusSlope, x);

    /// <summary>exp(−x²), exact in both tails.</summary>
    public static Node Gaussian(Node x) => Elementwise.Apply(Primitives.Gaussian, x);

    /// <summary>|x|; its derivative at 0 is 0.</summary>
    public static Node Abs(Node x) => Elementwise.Apply(Primitives.Abs, x);

    /// <summary>−1, 0 or 1 with the sign of x; its derivative is 0.</summary>
    public static Node Sign(Node x) => Elementwise.Apply(Primitives.Sign, x);

    /// <summary>The largest integer not above x; its derivative is 0.</summary>
    public static Node Floor(Node x) => Elementwise.Apply(Primitives.Floor, x);

    /// <summary>The smallest integer not below x; its derivative is 0.</summary>
    public static Node Ceiling(Node x) => Elementwise.Apply(Primitives.Ceiling, x);

    /// <summary>x without its fraction; its derivative is 0.</summary>
    public static Node Truncate(Node x) => Elementwise.Apply(Primitives.Truncate, x);

    /// <summary>The nearest integer, halves to even; its derivative is 0.</summary>
    public static Node Round(Node x) => Elementwise.Apply(Primitives.Round, x);
}
