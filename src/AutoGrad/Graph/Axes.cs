using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>Some axes of a tensor: <c>[0, 1]</c>, or one number. Negative numbers count from the end, −1 is the last. The default is all of them.</summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public readonly struct Axes
{
    private readonly int[]? axes;

    private Axes(int[] axes) => this.axes = axes;

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis]);

    /// <summary>These axes.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes.ToArray());

    /// <summary>The axes as they were given.</summary>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => ((ReadOnlySpan<int>)axes).GetEnumerator();

    /// <summary><c>[0, 1]</c>, or <c>all</c>.</summary>
    public override string ToString() => axes is null ? "all" : $"[{string.Join(", ", axes)}]";

    /// <summary>Whether none is named, so that all of them are meant.</summary>
    internal bool IsAll => axes is null;

    /// <summary>One axis of a tensor of this rank, counted from the start.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    internal static int Resolve(int axis, int rank, string operation) =>
        axis >= -rank && axis < rank
            ? axis < 0 ? axis + rank : axis
            : throw new ShapeException(
                rank == 0
                    ? $"{operation}: axis {axis} of a single number, which has no axes."
                    : $"{operation}: axis {axis} of a tensor with {rank} axes: they are numbered 0 to {rank - 1}, or −1 to −{rank} from the end.");

    /// <summary>The axes in rising order, counted from the start.</summary>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    internal int[] Resolve(int rank, string operation)
    {
        if (axes is null)
            return [.. Enumerable.Range(0, rank)];
        int[] resolved = [.. axes.Select(axis => Resolve(axis, rank, operation)).Order()];
        for (int i = 1; i < resolved.Length; i++)
            if (resolved[i] == resolved[i - 1])
                throw new ShapeException($"{operation}: axis {resolved[i]} is named twice in {this}.");
        return resolved;
    }
}
