namespace AutoGrad;

/// <summary>
/// What a body computes with, of whatever value it has when the body runs. While a body is being built its placeholders are themselves only;
/// in a closed body they are numbered, so that bodies that compute the same are equal.
/// </summary>
/// <param name="Number">Which argument of the body it stands for.</param>
/// <param name="Type">Shape and element type.</param>
/// <param name="MayBeTakenForFinite">Whether its values can be taken for finite.</param>
/// <param name="Role">What it is called while the body is built, and what the body belongs to; null in closed bodies.</param>
internal sealed record Placeholder(int Number, TensorType Type, bool MayBeTakenForFinite, PlaceholderRole? Role) : LeafOperation(Type)
{
    public override string Name => $"argument{Number}";

    public override bool IsFinite(IReadOnlyList<Node> inputs) => MayBeTakenForFinite;

    /// <summary>The error for a placeholder that is met where no body runs.</summary>
    public static InvalidOperationException Escaped(Node placeholder) => new(
        $"{placeholder} stands for a value inside the body of {((Placeholder)placeholder.Operation).Role?.Owner ?? "an operation"}, and has none outside of it: "
        + "have the body return what is needed outside, rather than keep a node that was made in it.");
}

/// <summary>Tells the placeholders of one body from those of any other: compared by reference.</summary>
/// <param name="owner">What the body belongs to, in messages.</param>
internal sealed class PlaceholderRole(string owner)
{
    public string Owner { get; } = owner;
}
