using System.Globalization;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Whole numbers as they are. A run that meets one out of bounds ends with an error that calls it by its meaning.</summary>
internal sealed record Bounded(NumberBounds Bounds) : Operation
{
    public override string Name => "bounded";

    public override string Attributes => string.Create(CultureInfo.InvariantCulture, $"{Bounds.Least} to {Bounds.Most}");

    /// <summary>The numbers, to be read by who needs them to be within bounds.</summary>
    /// <param name="numbers">int32 or int64.</param>
    /// <param name="method">Who asks, in messages.</param>
    /// <param name="meaning">What the numbers are, in messages.</param>
    /// <param name="least">The least that one may be.</param>
    /// <param name="most">The most that one may be.</param>
    public static Node Within(Node numbers, string method, string meaning, int least, int most) =>
        Node.Create(new Bounded(new NumberBounds(method, meaning, least, most)), numbers);

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape, inputs[0].ElementType);

    // Whole numbers have no gradient.
    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => null;
}
