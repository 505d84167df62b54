using System.Collections;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>The extents of a tensor along its axes, row-major; <c>[]</c> is a single number. Written as a collection: <c>[64, 784]</c>.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    private readonly int[] extents;

    private Shape(int[] extents)
    {
        this.extents = extents;
        long size = 1;
        foreach (int extent in extents)
        {
            if (extent < 0)
                throw new ShapeException($"The shape {this} has a negative extent: an axis has 0 or more elements.");
            try
            {
                size = checked(size * extent);
            }
            catch (OverflowException)
            {
                throw new ShapeException($"The shape {this} has more elements than 64 bits can count.");
            }
        }
        Size = size;
    }

    /// <summary>The shape of a single number: no axes, one element.</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>The number of axes.</summary>
    public int Rank => extents.Length;

    /// <summary>The number of elements: the product of the extents.</summary>
    public long Size { get; }

    /// <summary>The number of axes, as <see cref="Rank"/>: so that list patterns fit, <c>shape is [var rows, var columns]</c>.</summary>
    public int Count => extents.Length;

    /// <summary>The extent of an axis.</summary>
    public int this[int axis] => extents[axis];

    /// <summary>The extent of an axis; <c>^1</c> is the last.</summary>
    public int this[Index axis] => extents[axis];

    /// <summary>Two shapes are equal when all their extents are.</summary>
    public static bool operator ==(Shape? a, Shape? b) => Equals(a, b);

    /// <summary>Two shapes differ when any extent does.</summary>
    public static bool operator !=(Shape? a, Shape? b) => !Equals(a, b);

    /// <summary>The shape with these extents.</summary>
    /// <exception cref="ShapeException">An extent is negative, or the number of elements overflows.</exception>
    public static Shape Create(ReadOnlySpan<int> extents) => extents.Length == 0 && Scalar is { } scalar ? scalar : new(extents.ToArray());

    /// <summary>The extents.</summary>
    public ReadOnlySpan<int> AsSpan() => extents;

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && extents.AsSpan().SequenceEqual(other.extents);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int extent in extents)
            hash.Add(extent);
        return hash.ToHashCode();
    }

    /// <summary>The extents in order.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)extents).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary><c>[64, 784]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", extents)}]";

    /// <summary>The shape that both broadcast to, as in NumPy: aligned at the last axis, an extent of 1 stretches. Null if they do not fit.</summary>
    internal static Shape? Broadcast(Shape a, Shape b)
    {
        if (a == b)
            return a;
        int rank = Math.Max(a.Rank, b.Rank);
        var extents = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= a.Rank ? a[^i] : 1, y = i <= b.Rank ? b[^i] : 1;
            if (x != y && x != 1 && y != 1)
                return null;
            extents[^i] = x == 1 ? y : x;
        }
        return Create(extents);
    }

    /// <summary>The extent of an axis that is made.</summary>
    /// <exception cref="ShapeException">No axis can have so many elements.</exception>
    internal static int Extent(long elements, string operation) => elements <= int.MaxValue
        ? (int)elements
        : throw new ShapeException($"{operation}: an axis would have {elements} elements; at most {int.MaxValue} fit.");

    /// <summary>The row-major strides, in elements.</summary>
    internal long[] Strides()
    {
        var strides = new long[Rank];
        long stride = 1;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= extents[axis];
        }
        return strides;
    }

    /// <summary>The shape with one axis set to another extent.</summary>
    internal Shape With(int axis, int extent)
    {
        var changed = (int[])extents.Clone();
        changed[axis] = extent;
        return Create(changed);
    }
}
