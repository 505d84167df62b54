namespace AutoGrad;

// Forms over nodes of activations that look at one axis: halves of it, or a weight for each of its channels.
public static partial class Functions
{
    /// <summary>The gated linear unit of the two halves of an axis: the first half times σ of the second (Dauphin 2016).</summary>
    /// <param name="x">What has a value and a gate along the axis, one behind the other.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">The axis has an odd number of elements, or is none of x.</exception>
    public static Node GLU(Node x, int axis = -1)
    {
        var (value, gate) = Halves(x, axis, "GLU");
        return GLU(value, gate);
    }

    /// <summary>The gated linear unit with swish of the two halves of an axis: SiLU of the first half times the second (Shazeer 2020).</summary>
    /// <param name="x">What has a gate and a value along the axis, one behind the other.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">The axis has an odd number of elements, or is none of x.</exception>
    public static Node SwiGLU(Node x, int axis = -1)
    {
        var (gate, value) = Halves(x, axis, "SwiGLU");
        return SwiGLU(gate, value);
    }

    /// <summary>The ReLU with learned slopes, one weight for all elements or one for each position of an axis (He 2015).</summary>
    /// <remarks>PyTorch's <c>prelu</c> is this with axis 1. <see cref="PReLU(Node, Node)"/> broadcasts the weight as every other function does.</remarks>
    /// <param name="x">The input.</param>
    /// <param name="weight">The slopes: one, or as many as the axis has elements.</param>
    /// <param name="axis">The axis of the channels; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">The weight has another number of elements, or the axis is none of x.</exception>
    public static Node PReLU(Node x, Node weight, int axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Shape.Size == 1)
            return PReLU(x, weight.Reshape());
        int along = Axes.Resolve(axis, x.Shape.Rank, "PReLU");
        if (weight.Shape.Rank != 1 || weight.Shape[0] != x.Shape[along])
            throw new ShapeException($"PReLU: the weight is {weight.Shape}; it must have one element, or one for each of the {x.Shape[along]} channels along axis {along} of {x.Shape}.");
        return PReLU(x, weight.Along(along, x.Shape.Rank));
    }

    /// <summary>The softmax over the channels of images, [N, C, H, W] or [C, H, W]: at each place the channels add up to 1.</summary>
    /// <exception cref="ShapeException">x has neither three nor four axes.</exception>
    public static Node Softmax2d(Node x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape.Rank is 3 or 4
            ? Softmax(x, -3)
            : throw new ShapeException($"Softmax2d: of {x.Shape}; it takes images, [N, C, H, W] or [C, H, W]. For another axis, use Softmax(x, axis).");
    }

    /// <summary>
    /// The distribution nearest to x along the axis, by Euclidean distance: max(0, x − τ), with the τ for which the sum is 1 (Martins 2016). Unlike a
    /// softmax it has zeros. Its derivative where an element just becomes 0 is that of 0.
    /// </summary>
    /// <param name="x">The scores.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">The axis is none of x.</exception>
    public static Node Sparsemax(Node x, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        int along = Axes.Resolve(axis, x.Shape.Rank, "Sparsemax");
        // Which elements stay above 0 is a matter of order, and has no derivative: the k largest, while 1 + k·xₖ is more than their sum.
        var shifted = x - x.Max(along, keepDims: true).StopGradient();
        var sorted = shifted.StopGradient().Sort(along, descending: true);
        var count = Arange(x.Shape[along], x.ElementType).Along(along, x.Shape.Rank) + 1;
        var isAbove = 1 + count * sorted > sorted.CumulativeSum(along);
        var isBelow = shifted <= Threshold(Where(isAbove, sorted, 0), isAbove.Cast(x.ElementType));
        return Where(isBelow, 0, shifted - Threshold(Where(isBelow, 0, shifted), (~isBelow).Cast(x.ElementType)));

        Node Threshold(Node kept, Node ones) => (kept.Sum(along, keepDims: true) - 1) / ones.Sum(along, keepDims: true);
    }

    private static (Node First, Node Second) Halves(Node x, int axis, string function)
    {
        ArgumentNullException.ThrowIfNull(x);
        int along = Axes.Resolve(axis, x.Shape.Rank, function);
        if (x.Shape[along] % 2 != 0)
            throw new ShapeException($"{function}: axis {along} of {x.Shape} has {x.Shape[along]} elements; it is cut into a value and a gate, so their number must be even.");
        var halves = x.Split(2, along);
        return (halves[0], halves[1]);
    }
}
