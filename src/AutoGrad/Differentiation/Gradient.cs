namespace AutoGrad;

/// <summary>What to do with a target that the output does not depend on.</summary>
public enum Disconnected
{
    /// <summary>It is an error: usually a forgotten term, or a StopGradient too many.</summary>
    Error,

    /// <summary>Its gradient is zero.</summary>
    Zero,
}

/// <summary>Derivatives of graphs, as graphs: print them, compile them, differentiate them again.</summary>
public static partial class Gradient
{
    /// <summary>∂output/∂target of a single number.</summary>
    /// <param name="output">One number, such as a loss.</param>
    /// <param name="target">Any node that the output is computed from.</param>
    /// <exception cref="DifferentiationException">The output is no single number or does not depend on the target, or an operation between them has no derivative.</exception>
    public static Node Of(Node output, Node target) => Of(output, [target])[0];

    /// <summary>∂output/∂target of a single number for several targets, in one walk.</summary>
    /// <param name="output">One number, such as a loss.</param>
    /// <param name="targets">Nodes that the output is computed from.</param>
    /// <exception cref="DifferentiationException">The output is no single number or does not depend on a target, or an operation between them has no derivative.</exception>
    public static Node[] Of(Node output, params ReadOnlySpan<Node> targets) => Of(output, targets, Disconnected.Error);

    /// <inheritdoc cref="Of(Node, ReadOnlySpan{Node})"/>
    /// <param name="output">One number, such as a loss.</param>
    /// <param name="targets">Nodes that the output is computed from.</param>
    /// <param name="disconnected">What to do with a target that it does not depend on.</param>
    public static Node[] Of(Node output, ReadOnlySpan<Node> targets, Disconnected disconnected)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Shape.Size != 1)
            throw new DifferentiationException(
                $"The gradient of {output}: only a single number has a gradient. Reduce it with Sum() or Mean(), or call Gradient.Vjp with an upstream gradient of shape {output.Shape}.");
        return Vjp(output, targets, Node.Full(1, output.Shape, output.ElementType), disconnected);
    }

    /// <summary>The vector-Jacobian product: the gradients of Σ output·upstream.</summary>
    /// <param name="output">A tensor of floating-point numbers.</param>
    /// <param name="targets">Nodes that the output is computed from.</param>
    /// <param name="upstream">The weight of each of the output's elements: of its shape and type.</param>
    /// <param name="disconnected">What to do with a target that the output does not depend on.</param>
    public static Node[] Vjp(Node output, ReadOnlySpan<Node> targets, Node upstream, Disconnected disconnected = Disconnected.Error)
    {
        Check(output, "The output");
        foreach (var target in targets)
            Check(target, "The target");
        Check(upstream, output, "upstream gradient");
        var gradients = ReverseMode.Standard.Gradients(output, targets, upstream);
        for (int i = 0; i < gradients.Length; i++)
            gradients[i] ??= disconnected == Disconnected.Zero || IsReached(output, targets[i])
                ? Node.Full(0, targets[i].Shape, targets[i].ElementType)
                : throw new DifferentiationException(
                    $"{output} does not depend on {targets[i]}. If that is meant, pass Disconnected.Zero.");
        return gradients!;
    }

    /// <inheritdoc cref="Vjp(Node, ReadOnlySpan{Node}, Node, Disconnected)"/>
    public static Node Vjp(Node output, Node target, Node upstream) => Vjp(output, [target], upstream)[0];

    /// <summary>The Jacobian-vector product: how the output changes when the target moves along a direction. Forward mode, by reversing twice.</summary>
    /// <param name="output">A tensor of floating-point numbers.</param>
    /// <param name="target">A node that it is computed from.</param>
    /// <param name="direction">Of the target's shape and type.</param>
    public static Node Jvp(Node output, Node target, Node direction) => Jvp(output, [target], [direction]);

    /// <summary>The Jacobian-vector product when several targets move at once: the sum of what each does to the output.</summary>
    /// <param name="output">A tensor of floating-point numbers.</param>
    /// <param name="targets">Nodes that it is computed from.</param>
    /// <param name="directions">One a target, of its shape and type.</param>
    /// <exception cref="DifferentiationException">The output does not depend on a target, or an operation between them has no derivative.</exception>
    public static Node Jvp(Node output, ReadOnlySpan<Node> targets, ReadOnlySpan<Node> directions)
    {
        Check(output, "The output");
        Check(targets, directions);
        // The product is linear in the upstream gradient: its own gradient by that is what is asked for, whatever value it has.
        var upstream = Node.Input("upstream", output.Shape, output.ElementType);
        return Of(Along(Vjp(output, targets, upstream), directions), [upstream], Disconnected.Zero)[0];
    }

    /// <summary>The Hessian-vector product of a single number: how its gradient changes along a direction.</summary>
    /// <param name="output">One number, such as a loss.</param>
    /// <param name="target">A node that it is computed from.</param>
    /// <param name="direction">Of the target's shape and type.</param>
    public static Node Hvp(Node output, Node target, Node direction) => Hvp(output, [target], [direction])[0];

    /// <summary>The Jacobian, compiled: ∂output/∂target for every element of either, of shape [output's axes…, target's axes…].</summary>
    /// <param name="output">A tensor of floating-point numbers.</param>
    /// <param name="target">A node that it is computed from.</param>
    /// <param name="disconnected">What to do if the output does not depend on the target.</param>
    /// <param name="threads">How many threads share the work of a row; 0 for one a processor.</param>
    /// <exception cref="DifferentiationException">The output does not depend on the target, or an operation between them has no derivative.</exception>
    public static CompiledJacobian Jacobian(Node output, Node target, Disconnected disconnected = Disconnected.Error, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(target);
        return new(output, target, disconnected, threads);
    }

    /// <summary>The Hessian of a single number, compiled: ∂²output/∂target² for every two elements of the target, of shape [target's axes…, target's axes…].</summary>
    /// <param name="output">One number, such as a loss.</param>
    /// <param name="target">A node that it is computed from.</param>
    /// <param name="threads">How many threads share the work of a row; 0 for one a processor.</param>
    /// <exception cref="DifferentiationException">The output is no single number or does not depend on the target, or an operation between them has no derivative.</exception>
    public static CompiledJacobian Hessian(Node output, Node target, int threads = 0) =>
        // Where the gradient no longer depends on the target, the Hessian is zero.
        new(Of(output, target), target, Disconnected.Zero, threads);

    /// <summary>The Hessian-vector product over several targets that move at once: how the gradient of each changes.</summary>
    /// <param name="output">One number, such as a loss.</param>
    /// <param name="targets">Nodes that it is computed from.</param>
    /// <param name="directions">One a target, of its shape and type.</param>
    /// <exception cref="DifferentiationException">The output is no single number or does not depend on a target, or an operation between them has no derivative.</exception>
    public static Node[] Hvp(Node output, ReadOnlySpan<Node> targets, ReadOnlySpan<Node> directions)
    {
        Check(targets, directions);
        return Of(Along(Of(output, targets), directions), targets, Disconnected.Zero);
    }

    // Connected, and yet without a gradient: every path is locally constant. That is a true zero.
    private static bool IsReached(Node output, Node target) =>
        GraphWalk.Ordered(output, stopAt: node => node.Operation is StopGradient).Contains(target);

    private static Node Along(ReadOnlySpan<Node> gradients, ReadOnlySpan<Node> directions)
    {
        Node? sum = null;
        for (int i = 0; i < gradients.Length; i++)
        {
            var along = (gradients[i] * directions[i]).Sum();
            sum = sum is null ? along : sum + along;
        }
        return sum!;
    }

    private static void Check(ReadOnlySpan<Node> targets, ReadOnlySpan<Node> directions)
    {
        if (targets.Length == 0 || targets.Length != directions.Length)
            throw new ArgumentException($"{targets.Length} targets and {directions.Length} directions: each target needs its direction, and there must be one at least.");
        for (int i = 0; i < targets.Length; i++)
        {
            Check(targets[i], "The target");
            Check(directions[i], targets[i], "direction");
        }
    }

    private static void Check(Node node, string role)
    {
        if (node is null)
            throw new ArgumentNullException(null, $"{role} of the derivative is null; a node was expected.");
        if (!node.ElementType.IsFloatingPoint)
            throw new DifferentiationException($"{role} {node} has no derivatives: it is {node.ElementType.Text}; only float32 and float64 have.");
    }

    private static void Check(Node given, Node like, string role)
    {
        if (given is null)
            throw new ArgumentNullException(null, $"The {role} is null; a node was expected.");
        if (given.Shape != like.Shape || given.ElementType != like.ElementType)
            throw new ShapeException($"The {role} is {given.ElementType.Text} {given.Shape}; it must be {like.ElementType.Text} {like.Shape}, as {like}.");
    }
}
