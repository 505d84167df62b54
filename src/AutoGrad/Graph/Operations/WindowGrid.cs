namespace AutoGrad;

/// <summary>
/// Windows along some axes of a tensor: their sizes, how far apart they begin, and how far apart the elements of one stand. Element k of
/// window w along an axis is element w · stride + k · dilation.
/// </summary>
internal sealed record WindowGrid(Shape Axes, Shape Sizes, Shape Strides, Shape Dilations)
{
    /// <summary>The grid as it stands in text: numbers that are 1 on all axes are left out.</summary>
    public string Text => $"axes {Axes}, size {Sizes}{Unless(1, "stride", Strides)}{Unless(1, "dilation", Dilations)}";

    /// <summary>The elements from the first of a window to its last.</summary>
    public long Span(int i) => (long)Dilations[i] * (Sizes[i] - 1) + 1;

    /// <summary>How many windows fit an axis: (extent − dilation · (size − 1) − 1) / stride + 1; 0 or less where none does.</summary>
    public int Count(int i, int extent) => extent < Span(i) ? 0 : checked((int)((extent - Span(i)) / Strides[i] + 1));

    /// <summary>The shape of all windows of a tensor: each axis counts its windows, and their elements follow as last axes.</summary>
    /// <exception cref="ShapeException">No window fits.</exception>
    public Shape Apply(Shape shape, string operation)
    {
        int[] extents = shape.ToArray();
        for (int i = 0; i < Axes.Rank; i++)
        {
            int axis = Axes[i];
            if (shape[axis] < Span(i))
                throw new ShapeException(
                    $"{operation}: no window fits axis {axis} of {shape}: a window of {Sizes[i]} with dilation {Dilations[i]} spans {Dilations[i]} · ({Sizes[i]} − 1) + 1 = {Span(i)} elements, the axis has {shape[axis]}.");
            extents[axis] = Count(i, shape[axis]);
        }
        return [.. extents, .. Sizes];
    }

    /// <summary>Checks the numbers of a grid and makes one.</summary>
    /// <exception cref="ShapeException">A size, stride or dilation is not positive.</exception>
    public static WindowGrid Create(ReadOnlySpan<int> axes, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, ReadOnlySpan<int> dilations, string operation)
    {
        Require(sizes, "size");
        Require(strides, "stride");
        Require(dilations, "dilation");
        return new(Shape.Create(axes), Shape.Create(sizes), Shape.Create(strides), Shape.Create(dilations));

        void Require(ReadOnlySpan<int> values, string name)
        {
            foreach (int value in values)
                if (value < 1)
                    throw new ShapeException($"{operation}: the {name} {value} of a window is not positive; along an axis there are (extent − dilation · (size − 1) − 1) / stride + 1 windows.");
        }
    }

    private static string Unless(int value, string name, Shape numbers) => numbers.All(number => number == value) ? "" : $", {name} {numbers}";
}
