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
        return PReLU(x, weight.Reshape([weight.Shape[0], .. Enumerable.Repeat(1, x.Shape.Rank - along - 1)]));
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
