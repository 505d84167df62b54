using AutoGrad.Symbolics;

namespace AutoGrad;

public static partial class Functions
{
    /// <summary>x, but not below <paramref name="min"/> and not above <paramref name="max"/>. Its derivative is 1 from end to end, both ends included, and 0 beyond, as in PyTorch.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="min">The lower end; −∞ for none.</param>
    /// <param name="max">The upper end; ∞ for none.</param>
    /// <exception cref="ArgumentException">The lower end lies above the upper one, or one is NaN.</exception>
    public static Node Clip(Node x, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        CheckEnds(nameof(Clip), min, max);
        return Elementwise.Apply(v => Clipped(v[0], min, max), x);
    }

    /// <summary>x between other tensors, broadcast; where the lower end lies above the upper one it is the upper one, and where an end is NaN it is NaN. Beyond an end the gradient goes to that end.</summary>
    public static Node Clip(Node x, Node min, Node max) => Elementwise.Apply(v => OrNaN(OrNaN(Clipped(v[0], v[1], v[2]), v[2]), v[1]), x, min, max);

    /// <summary>All products of the elements of two vectors: [m], [n] → [m, n].</summary>
    /// <exception cref="ShapeException">One is no vector.</exception>
    public static Node Outer(Node a, Node b)
    {
        CheckVectors(nameof(Outer), a, b);
        return a.ReshapeTo([a.Shape[0], 1]) * b;
    }

    /// <summary>Σ a·b of two vectors of one length.</summary>
    /// <exception cref="ShapeException">One is no vector, or they differ in length.</exception>
    public static Node Dot(Node a, Node b)
    {
        CheckVectors(nameof(Dot), a, b);
        return a.Shape == b.Shape ? (a * b).Sum() : throw new ShapeException($"Dot: {a.Shape} and {b.Shape}: vectors of one length are needed.");
    }

    /// <summary>On the way from <paramref name="start"/> (weight 0) to <paramref name="end"/> (weight 1): start + weight·(end − start), exact at both.</summary>
    public static Node Lerp(Node start, Node end, double weight) => Elementwise.Apply(v => Between(v[0], v[1], weight), start, end);

    /// <inheritdoc cref="Lerp(Node, Node, double)"/>
    public static Node Lerp(Node start, Node end, Node weight) => Elementwise.Apply(v => Between(v[0], v[1], v[2]), start, end, weight);

    /// <summary>The cosine of the angle between vectors along an axis: a·b / (max(‖a‖, ε)·max(‖b‖, ε)).</summary>
    /// <remarks>As in PyTorch, axis 1 is the default, and the gradient is that of the norms even where ε takes their place.</remarks>
    /// <param name="a">A tensor.</param>
    /// <param name="b">A tensor that broadcasts with it.</param>
    /// <param name="axis">The axis along which the vectors lie; it is gone in the result.</param>
    /// <param name="epsilon">The least norm that is divided by.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast, or there is no such axis.</exception>
    public static Node CosineSimilarity(Node a, Node b, int axis = 1, double epsilon = 1e-8)
    {
        var shape = Elementwise.CommonShape([a ?? throw new ArgumentNullException(nameof(a)), b ?? throw new ArgumentNullException(nameof(b))], nameof(CosineSimilarity));
        int along = Axes.Resolve(axis, shape.Rank, nameof(CosineSimilarity));
        return (Direction(a) * Direction(b)).Sum(along);

        Node Direction(Node x)
        {
            x = x.BroadcastTo(shape);
            var norm = x.Norm(along, keepDims: true);
            return x / (norm + (Max(norm, epsilon) - norm).StopGradient());
        }
    }

    /// <summary>The p-norm of a − b + ε along the last axis. The ε keeps the gradient of equal vectors finite, as in PyTorch.</summary>
    /// <param name="a">A tensor.</param>
    /// <param name="b">A tensor that broadcasts with it.</param>
    /// <param name="p">The order of the norm.</param>
    /// <param name="epsilon">What is added to every difference.</param>
    /// <param name="keepDims">Whether the last axis remains, with extent 1.</param>
    public static Node PairwiseDistance(Node a, Node b, double p = 2, double epsilon = 1e-6, bool keepDims = false) => (a - b + epsilon).Norm(-1, keepDims, p);

    internal static Expression Clipped(Expression x, Expression min, Expression max)
    {
        // An infinite end is none; integers could not be compared with it.
        var raised = min.IsConstant(double.NegativeInfinity) ? x : Primitives.Select(Expression.Apply(Primitives.Less, x, min), min, x);
        return max.IsConstant(double.PositiveInfinity) ? raised : Primitives.Select(Expression.Apply(Primitives.Greater, raised, max), max, raised);
    }

    private static Expression OrNaN(Expression x, Expression end) => Primitives.Select(Expression.Apply(Primitives.EqualTo, end, end), x, end);

    internal static void CheckEnds(string function, double min, double max)
    {
        if (!(min <= max))
            throw new ArgumentException($"{function}: from {FormulaWriter.Write(min)} to {FormulaWriter.Write(max)}; the lower end must not lie above the upper one, and neither is NaN.");
    }

    // From the nearer end, so that rounding leaves both exact.
    private static Expression Between(Expression start, Expression end, Expression weight) => Primitives.Select(
        Expression.Apply(Primitives.Less, Expression.Apply(Primitives.Abs, weight), 0.5),
        start + weight * (end - start),
        end - (end - start) * (1 - weight));

    private static void CheckVectors(string function, Node a, Node b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Shape.Rank != 1 || b.Shape.Rank != 1)
            throw new ShapeException($"{function}: {a.Shape} and {b.Shape}: both must be vectors, with one axis; Einsum multiplies along any.");
    }
}
