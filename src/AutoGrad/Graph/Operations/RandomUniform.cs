namespace AutoGrad;

/// <summary>
/// Random numbers from [0, 1): a function of the state (int64: seed, step), of the number that tells this node from the others of
/// its graph, and of the position, whatever the threads.
/// </summary>
internal sealed record RandomUniform(TensorType Type, int Number) : Operation
{
    public override string Name => "random_uniform";

    public override string Attributes => $"number {Number}";

    public override bool IsFinite(IReadOnlyList<Node> inputs) => true;

    public override TensorType Infer(IReadOnlyList<Node> inputs) => Type.Element.IsFloatingPoint
        ? Type
        : throw new ShapeException($"Uniform: random numbers are float32 or float64, not {Type.Element.Text}.");

    // Indices have no gradient, and neither has what is drawn by them.
    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => null;
}
