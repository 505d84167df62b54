using System.Globalization;

namespace AutoGrad;

/// <summary>
/// A loop over the first axis of its sequences. The body's arguments are the carries before a step, the slices of the sequences at it, and
/// what was captured; its results are the carries after the step, outputs, and terms. Everything comes out packed in one flat tensor: for each
/// carry its states, the initial one included, for each term its sum over the steps, for each output its values at every step.
/// </summary>
/// <param name="Body">What one step computes.</param>
/// <param name="Carries">How many carries there are.</param>
/// <param name="Sequences">How many sequences there are.</param>
/// <param name="Outputs">How many outputs there are.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Reverse">Whether the steps go from the last position to the first.</param>
internal sealed record ScanOperation(GraphFunction Body, int Carries, int Sequences, int Outputs, int Steps, bool Reverse) : Operation
{
    public override string Name => "scan";

    public override string Attributes => string.Create(CultureInfo.InvariantCulture, $"{Steps} steps{(Reverse ? ", reverse" : "")}");

    /// <summary>How many terms are summed.</summary>
    public int Sums => Body.Results.Count - Carries - Outputs;

    /// <summary>How the results lie.</summary>
    public ScanPacking Packing => new(this);

    public override IEnumerable<OperationBody> Bodies =>
    [
        new(
            Body,
            argument => argument < Carries ? $"carry{argument}" : argument < Carries + Sequences ? $"slice{argument - Carries}" : null,
            result => result < Carries ? $"next carry{result}" : result < Carries + Outputs ? $"output{result - Carries}" : $"sum{result - Carries - Outputs}"),
    ];

    public override bool IsFinite(IReadOnlyList<Node> inputs) =>
        inputs.All(input => input.IsFinite || !input.ElementType.IsFloatingPoint) && Body.Results.All(result => result.IsFinite);

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            var placeholder = Body.Placeholders[i];
            bool isSequence = i >= Carries && i < Carries + Sequences;
            Shape expected = isSequence ? [Steps, .. placeholder.Shape] : placeholder.Shape;
            if (inputs[i].Shape != expected || inputs[i].ElementType != placeholder.ElementType)
                throw new ShapeException($"Scan: argument {i} is {inputs[i].ElementType.Text} {inputs[i].Shape}; the body expects {placeholder.ElementType.Text} {expected}.");
        }
        long size = Packing.Size;
        return size <= Array.MaxLength
            ? new([(int)size], Body.Results[0].ElementType)
            : throw new ShapeException($"Scan: the results of {Steps} steps have {size} elements together; {Array.MaxLength} is the most.");
    }

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => Adjoints(node, [input], new(upstream, null))[0]?.Value;

    public override Adjoint?[] Adjoints(Node node, IReadOnlyList<int> inputs, Adjoint upstream) => new ScanGradient(node, inputs, upstream).Adjoints();
}
