namespace AutoGrad;

/// <summary>Windows of any sizes along the last axes of a tensor.</summary>
/// <param name="counts">How many there are along each axis.</param>
/// <param name="starts">Where each begins: those of the first axis, then of the next.</param>
/// <param name="sizes">How many elements each has, likewise.</param>
/// <param name="dilations">How far apart the elements of a window stand along each axis.</param>
internal sealed class WindowSpans(Shape counts, int[] starts, int[] sizes, Shape dilations) : IEquatable<WindowSpans>
{
    public Shape Counts { get; } = counts;

    public ReadOnlySpan<int> Starts => starts;

    public ReadOnlySpan<int> Sizes => sizes;

    public Shape Dilations { get; } = dilations;

    /// <summary>The number of elements that all windows have together.</summary>
    public long Elements
    {
        get
        {
            long elements = 1;
            int first = 0;
            foreach (int count in Counts)
            {
                long along = 0;
                foreach (int size in Sizes.Slice(first, count))
                    along += size;
                elements *= along;
                first += count;
            }
            return elements;
        }
    }

    public bool Equals(WindowSpans? other) =>
        other is not null && Counts == other.Counts && Dilations == other.Dilations && Starts.SequenceEqual(other.Starts) && Sizes.SequenceEqual(other.Sizes);

    public override bool Equals(object? obj) => Equals(obj as WindowSpans);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Counts);
        hash.Add(Dilations);
        foreach (int start in starts)
            hash.Add(start);
        foreach (int size in sizes)
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary><c>[2, 3] windows at [0, 2, 0, 2, 4] of [2, 2, 2, 2, 1]</c>.</summary>
    public override string ToString() =>
        $"{Counts} windows at [{string.Join(", ", starts)}] of [{string.Join(", ", sizes)}]{(Dilations.All(dilation => dilation == 1) ? "" : $", dilation {Dilations}")}";
}
