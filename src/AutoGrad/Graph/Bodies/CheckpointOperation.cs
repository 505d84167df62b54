namespace AutoGrad;

/// <summary>A body that keeps nothing for its gradient but its inputs: the gradient computes it again, when its upstream gradient is there.</summary>
/// <param name="Body">What is computed.</param>
/// <param name="Inputs">How many of the arguments were passed; the others were captured, and nothing in the body is computed from them alone.</param>
internal sealed record CheckpointOperation(GraphFunction Body, int Inputs) : InlinedOperation(Body)
{
    private static readonly PlaceholderRole Role = new("the gradient of a checkpoint");

    public override string Name => "checkpoint";

    public override Adjoint?[] Adjoints(Node node, IReadOnlyList<int> inputs, Adjoint upstream)
    {
        Node[] leaves = [.. node.Inputs.Select((input, i) => GraphFunction.Fresh($"a{i}", new(input.Shape, input.ElementType), Role, input.IsFinite))];
        var gradients = ReverseMode.Standard.Adjoints(Body.Apply(leaves), [upstream], [.. inputs.Select(input => leaves[input])]);
        var again = leaves.Select((leaf, i) => (leaf, i)).ToDictionary(
            pair => pair.leaf, pair => pair.i < Inputs ? Node.Create(new BarrierOperation(), node.Inputs[pair.i], upstream.Value) : node.Inputs[pair.i]);
        Node Replaced(Node inBody) => GraphRewrite.Replace([inBody], again)[0];
        return [.. gradients.Select(gradient => gradient is { } adjoint
            ? new Adjoint(Replaced(adjoint.Value), adjoint.Support is { } support ? Replaced(support) : null)
            : (Adjoint?)null)];
    }
}
