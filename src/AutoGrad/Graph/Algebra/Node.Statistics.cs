using AutoGrad.Symbolics;

namespace AutoGrad;

public partial class Node
{
    /// <summary>
    /// The variance over the axes, Σ (x − mean)² / max(0, n − correction): all of the axes by default. NaN or infinite where n is not more
    /// than the correction.
    /// </summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    /// <param name="correction">What is taken from the number of elements: 1, as in PyTorch, for the estimate without bias from a sample; 0 for the mean square.</param>
    /// <exception cref="ArgumentOutOfRangeException">The correction is negative.</exception>
    public Node Variance(Axes axes = default, bool keepDims = false, int correction = 1)
    {
        if (correction < 0)
            throw new ArgumentOutOfRangeException(nameof(correction), $"Variance: a correction of {correction}; it is taken from the number of elements, 0 or more.");
        int[] resolved = axes.Resolve(Shape.Rank, nameof(Variance));
        double count = resolved.Aggregate(1.0, (product, axis) => product * Shape[axis]);
        return Functions.Square(this - Mean(axes, keepDims: true)).Sum(axes, keepDims) / Math.Max(0, count - correction);
    }

    /// <summary>The standard deviation over the axes, the root of the <see cref="Variance"/>. Its gradient is 0 where it is 0, as in PyTorch.</summary>
    /// <inheritdoc cref="Variance"/>
    public Node StandardDeviation(Axes axes = default, bool keepDims = false, int correction = 1) => RootOrZero(Variance(axes, keepDims, correction));

    /// <summary>
    /// The p-norm over the axes, (Σ |x|ᵖ)^(1/p), all of the axes by default: the largest |x| for p = ∞, the smallest for −∞, the number of
    /// elements other than 0 for p = 0.
    /// </summary>
    /// <remarks>
    /// Its gradient is that of PyTorch: 0 where the norm is 0, 0 for an element that is 0, and for p = ±∞ shared equally between ties.
    /// </remarks>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    /// <param name="p">The order of the norm, any number.</param>
    /// <exception cref="ArgumentException">The order is NaN.</exception>
    /// <exception cref="ShapeException">The smallest or largest of no elements is asked for.</exception>
    public Node Norm(Axes axes = default, bool keepDims = false, double p = 2)
    {
        if (double.IsNaN(p))
            throw new ArgumentException("Norm: the order p is NaN; it is a number, or ±∞.", nameof(p));
        if (!(p is >= 0 and < double.PositiveInfinity) && axes.Resolve(Shape.Rank, nameof(Norm)).Any(axis => Shape[axis] == 0))
            throw new ShapeException($"Norm: of order {FormulaWriter.Write(p)} over axes {axes} of {Shape}: no elements have no such norm.");
        return p switch
        {
            0 => Elementwise.Apply(v => Primitives.Select(Expression.Apply(Primitives.EqualTo, v[0], 0), 0, 1), this).Sum(axes, keepDims),
            1 => Functions.Abs(this).Sum(axes, keepDims),
            2 => RootOrZero(Functions.Square(this).Sum(axes, keepDims)),
            double.PositiveInfinity => Functions.Abs(this).Max(axes, keepDims),
            double.NegativeInfinity => Functions.Abs(this).Min(axes, keepDims),
            > 0 => PowerOrZero(Elementwise.Apply(v => PowerOr(0, v[0], Abs(v[0]), p), this).Sum(axes, keepDims), 1 / p),
            _ => Functions.Pow(Elementwise.Apply(v => PowerOr(double.PositiveInfinity, v[0], Abs(v[0]), p), this).Sum(axes, keepDims), 1 / p),
        };
    }

    // The slope of a root at 0 is infinite: where the whole is 0 it is left out.
    private static Node RootOrZero(Node x) => Elementwise.Apply(v => Primitives.Select(Expression.Apply(Primitives.EqualTo, v[0], 0), 0, Expression.Apply(Primitives.Sqrt, v[0])), x);

    private static Node PowerOrZero(Node x, double exponent) => Elementwise.Apply(v => PowerOr(0, v[0], v[0], exponent), x);

    // |0|ᵖ and its slope, of which one can be infinite.
    private static Expression PowerOr(double atZero, Expression x, Expression magnitude, double exponent) =>
        Primitives.Select(Expression.Apply(Primitives.EqualTo, x, 0), atZero, Expression.Apply(Primitives.Pow, magnitude, exponent));

    private static Expression Abs(Expression x) => Expression.Apply(Primitives.Abs, x);
}
