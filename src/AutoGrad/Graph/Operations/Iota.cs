using System.Globalization;

namespace AutoGrad;

/// <summary>0, 1, 2, … along one axis, the same everywhere else.</summary>
internal sealed record Iota(int Axis, TensorType Type) : LeafOperation(Type)
{
    public override string Name => "iota";

    public override bool IsFinite(IReadOnlyList<Node> inputs) => true;

    public override string Attributes => string.Create(CultureInfo.InvariantCulture, $"axis {Axis}");
}
