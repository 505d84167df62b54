namespace AutoGrad;

public static partial class Gradient
{
    private static readonly PlaceholderRole CheckpointRole = new("Gradient.Checkpoint"), CustomRole = new("Gradient.Custom");

    /// <summary>
    /// The body applied to the input, with a gradient that computes the body a second time: nothing in it is kept until then, which takes less
    /// memory and more time. Values and gradients are the same as without.
    /// </summary>
    /// <param name="input">What the body works on, and what is kept.</param>
    /// <param name="body">What is computed; it may use other nodes, such as weights.</param>
    /// <exception cref="ArgumentException">The body does not depend on the input.</exception>
    public static Node Checkpoint(Node input, Func<Node, Node> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Checkpoint([input], inputs => body(inputs[0]));
    }

    /// <inheritdoc cref="Checkpoint(Node, Func{Node, Node})"/>
    /// <param name="inputs">What the body works on, and what is kept.</param>
    /// <param name="body">What is computed; it may use other nodes, such as weights.</param>
    public static Node Checkpoint(ReadOnlySpan<Node> inputs, Func<Node[], Node> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Node[] leaves = Leaves(inputs, CheckpointRole);
        var result = body([.. leaves]) ?? throw new ArgumentException("Gradient.Checkpoint: the body returned null; a node was expected.");
        var (function, captured) = GraphFunction.Close(leaves, [result]);
        if (captured.Contains(result))
            throw new ArgumentException($"Gradient.Checkpoint: the body gives {result}, which does not depend on its inputs: there is nothing to compute a second time. Pass what it works on as inputs.");
        return Node.Create(new CheckpointOperation(function, leaves.Length), [.. inputs, .. captured]);
    }

    /// <summary>A function of one node with a gradient of one's own, such as a straight-through estimator.</summary>
    /// <remarks>Where a selection leaves the result out, the upstream gradient is 0, and what the backward function makes of that is the gradient.</remarks>
    /// <param name="input">What the function is applied to: float32 or float64.</param>
    /// <param name="forward">What is computed.</param>
    /// <param name="backward">From the input, the result and the upstream gradient the gradient by the input, in its shape and type. It is a graph, and differentiated as such.</param>
    /// <exception cref="ShapeException">The gradient has another shape or type than the input.</exception>
    public static Node Custom(Node input, Func<Node, Node> forward, Func<Node, Node, Node, Node> backward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        return Custom([input], inputs => forward(inputs[0]), (inputs, output, upstream) => [backward(inputs[0], output, upstream)]);
    }

    /// <summary>A function of several nodes with a gradient of one's own.</summary>
    /// <param name="inputs">What the function is applied to, of any element types.</param>
    /// <param name="forward">What is computed: float32 or float64. What it uses besides its inputs has no gradient: asking for one is an error.</param>
    /// <param name="backward">
    /// From the inputs, the result and the upstream gradient the gradient by each input, in its shape and type; null for none, which is what
    /// inputs that are no floating-point numbers have. It is a graph, and differentiated as such.
    /// </param>
    /// <exception cref="ArgumentException">There are not as many gradients as inputs.</exception>
    /// <exception cref="ShapeException">A gradient has another shape or type than its input, or the result is not of a floating-point type.</exception>
    public static Node Custom(ReadOnlySpan<Node> inputs, Func<Node[], Node> forward, Func<Node[], Node, Node, Node?[]> backward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        Node[] leaves = Leaves(inputs, CustomRole);
        var result = forward([.. leaves]) ?? throw new ArgumentException("Gradient.Custom: the forward function returned null; a node was expected.");
        if (!result.ElementType.IsFloatingPoint)
            throw new ShapeException($"Gradient.Custom: the forward function gives {result.ElementType.Text}; only float32 and float64 have gradients.");
        var (function, captured) = GraphFunction.Close(leaves, [result]);

        TensorType type = new(result.Shape, result.ElementType);
        Node output = GraphFunction.Fresh("output", type, CustomRole), upstream = GraphFunction.Fresh("upstream", type, CustomRole);
        Node[] gradients = [.. Checked(leaves, backward([.. leaves], output, upstream))];
        var (reverse, capturedByReverse) = GraphFunction.Close([.. leaves, output, upstream], gradients);
        return Node.Create(new CustomGradientOperation(function, reverse, leaves.Length), [.. inputs, .. captured, .. capturedByReverse]);
    }

    private static IEnumerable<Node> Checked(Node[] inputs, Node?[]? gradients)
    {
        if (gradients?.Length != inputs.Length)
            throw new ArgumentException($"Gradient.Custom: the backward function gives {gradients?.Length.ToString() ?? "no"} gradients for {inputs.Length} inputs; give one for each, null for none.");
        for (int i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i];
            if (gradients[i] is { } gradient && (gradient.Shape != input.Shape || gradient.ElementType != input.ElementType || !input.ElementType.IsFloatingPoint))
                throw new ShapeException(input.ElementType.IsFloatingPoint
                    ? $"Gradient.Custom: the gradient by input {i} is {gradient.ElementType.Text} {gradient.Shape}; it must be {input.ElementType.Text} {input.Shape}, as the input."
                    : $"Gradient.Custom: input {i} is {input.ElementType.Text}, which has no gradient; give null for it.");
            if (input.ElementType.IsFloatingPoint)
                yield return gradients[i] ?? Node.Full(0, input.Shape, input.ElementType);
        }
    }

    private static Node[] Leaves(ReadOnlySpan<Node> inputs, PlaceholderRole role)
    {
        var leaves = new Node[inputs.Length];
        for (int i = 0; i < leaves.Length; i++)
        {
            if (inputs[i] is null)
                throw new ArgumentNullException(null, $"{role.Owner}: input {i} is null; a node was expected.");
            leaves[i] = GraphFunction.Fresh($"input {i}", new(inputs[i].Shape, inputs[i].ElementType), role, inputs[i].IsFinite);
        }
        return leaves;
    }
}
