using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>A tensor given from outside. Every one is itself only, whatever its name.</summary>
internal sealed record InputOperation(TensorType Type) : LeafOperation(Type)
{
    public override string Name => "input";

    public bool Equals(InputOperation? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
