namespace AutoGrad;

/// <summary>What a piece of memory holds.</summary>
internal enum StorageKind
{
    /// <summary>What is computed: a place in the arena, for as long as it is needed.</summary>
    Arena,

    /// <summary>What is given at every run.</summary>
    Input,

    /// <summary>A parameter's own values.</summary>
    Parameter,

    /// <summary>What one iteration of a loop is given, or gives: it lies elsewhere at the next.</summary>
    Argument,

    /// <summary>Numbers known when the graph was compiled.</summary>
    Constant,
}

/// <summary>Memory that a tensor lies in, alone. Several views can read it.</summary>
internal sealed class Storage(StorageKind kind, ElementType elementType, long elements, Node? node)
{
    public StorageKind Kind { get; } = kind;

    public ElementType ElementType { get; } = elementType;

    public long Elements { get; } = elements;

    /// <summary>The input, parameter or constant, or what is computed into it.</summary>
    public Node? Node { get; } = node;

    public long Bytes => Elements * ElementType.Bytes;

    /// <summary>The values of a constant that no node holds.</summary>
    public double[]? Values { get; init; }

    /// <summary>Where it begins in the arena, in bytes; planned.</summary>
    public long Offset { get; set; }
}
