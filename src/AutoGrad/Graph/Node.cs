using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// A tensor in a graph: an operation applied to other nodes. Nodes are immutable and compared by reference; equal computations
/// are the same node. Nothing is computed while a graph is built, but shapes and types are checked.
/// </summary>
public partial class Node
{
    private static readonly Interner<Node> Interned = new();
    private readonly Node[] inputs;

    private protected Node(Operation operation, Node[] inputs, TensorType type, string? name = null)
    {
        Operation = operation;
        this.inputs = inputs;
        Shape = type.Shape;
        ElementType = type.Element;
        Name = name;
        Layer = LayerPath.Current;
        // Weights are finite as long as there is anything to be learned; data may hold NaN on purpose, to be left out by a selection.
        IsFinite = this is Parameter || operation.IsFinite(inputs);
        IsOpen = operation is Placeholder { Role: not null } || Array.Exists(inputs, input => input.IsOpen);
    }

    /// <summary>The extents along the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public ElementType ElementType { get; }

    /// <summary>The name of an input or a parameter; null for what is computed.</summary>
    public string? Name { get; }

    /// <summary>The nodes that this one is computed from.</summary>
    public IReadOnlyList<Node> Inputs => inputs;

    internal Operation Operation { get; }

    /// <summary>The path of the layer that it was first built in, for messages; null outside of all.</summary>
    internal string? Layer { get; }

    /// <summary>Whether the values can be taken for finite.</summary>
    internal bool IsFinite { get; }

    /// <summary>Whether it is computed from a placeholder of a body that is being built: bodies end where nodes are not.</summary>
    internal bool IsOpen { get; }

    /// <summary>A tensor that is given at every run.</summary>
    /// <param name="name">How messages and text call it.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="type">The type of its elements.</param>
    public static Node Input(string name, Shape shape, ElementType type = ElementType.Float32)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(shape);
        return new(new InputOperation(new(shape, type)), [], new(shape, type), name);
    }

    /// <summary>A placeholder of a body that is being built: equal to no other.</summary>
    internal static Node Placeholder(string name, Placeholder operation) => new(operation, [], operation.Type, name);

    /// <summary>The operation applied to the inputs: the node known already for it, or a new one.</summary>
    internal static Node Create(Operation operation, params Node[] inputs)
    {
        foreach (var input in inputs)
            ArgumentNullException.ThrowIfNull(input);
        var node = new Node(operation, inputs, operation.Infer(inputs));
        var hash = new HashCode();
        hash.Add(operation);
        foreach (var input in inputs)
            hash.Add(input);
        return Interned.Intern(node, hash.ToHashCode(), static (a, b) => a.Operation.Equals(b.Operation) && a.inputs.AsSpan().SequenceEqual(b.inputs));
    }

    /// <summary>What the node is, in one line.</summary>
    public override string ToString() => $"{Name ?? Operation.Name} : {ElementType.Text} {Shape}";
}
