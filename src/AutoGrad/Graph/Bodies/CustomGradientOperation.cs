namespace AutoGrad;

/// <summary>
/// A body whose gradient is another body. The inputs are those that were passed, then what the first body captured, then what the second
/// one captured.
/// </summary>
/// <param name="Body">What is computed.</param>
/// <param name="Backward">Of the inputs that were passed, the result, the upstream gradient and what it captured: the gradient of each floating-point input.</param>
/// <param name="Inputs">How many inputs were passed.</param>
internal sealed record CustomGradientOperation(GraphFunction Body, GraphFunction Backward, int Inputs) : InlinedOperation(Body)
{
    public override string Name => "custom_gradient";

    protected override IEnumerable<OperationBody> MoreBodies =>
    [
        new(
            Backward,
            argument => argument < Inputs ? $"input{argument}" : argument == Inputs ? "output" : argument == Inputs + 1 ? "upstream" : $"captured{argument - Inputs - 2}",
            result => $"gradient{result}"),
    ];

    public override Adjoint?[] Adjoints(Node node, IReadOnlyList<int> inputs, Adjoint upstream)
    {
        Node[] arguments = [.. node.Inputs.Take(Inputs), node, upstream.Value, .. node.Inputs.Skip(Body.Placeholders.Count)];
        var gradients = new Lazy<Node[]>(() => Backward.Apply(arguments));
        return [.. inputs.Select(input => GradientBy(node, input, gradients))];
    }

    private Adjoint? GradientBy(Node node, int input, Lazy<Node[]> gradients)
    {
        // What only the backward function reads does not change the result.
        if (!node.Inputs[input].ElementType.IsFloatingPoint || input >= Body.Placeholders.Count)
            return null;
        if (input >= Inputs)
            throw new DifferentiationException(
                $"Gradient.Custom: the forward function uses {node.Inputs[input]}, which is none of its inputs, so that the backward function gives no gradient by it. Pass it as an input, or use its StopGradient().");
        return new(gradients.Value[node.Inputs.Take(input).Count(before => before.ElementType.IsFloatingPoint)], null);
    }
}
