using System.Globalization;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>
/// A tensor as it lies in memory: element (i, j, …) stands <c>Offset + i · Strides[0] + j · Strides[1] + …</c> elements into the storage.
/// Broadcasting, transposing and slicing change what is said here, and move nothing.
/// </summary>
internal sealed record TensorView(Storage Storage, Shape Shape, long Offset, long[] Strides)
{
    /// <summary>The whole storage, row after row.</summary>
    public static TensorView Whole(Storage storage, Shape shape) => new(storage, shape, 0, shape.Strides());

    /// <summary>What has to be written before this is read, though it lies elsewhere.</summary>
    public IReadOnlyList<Storage> After { get; init; } = [];

    public ElementType ElementType => Storage.ElementType;

    /// <summary><c>[-4, 1]</c>: the strides as text, the same in every culture.</summary>
    public string StridesText => $"[{string.Join(", ", Strides.Select(stride => stride.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>Whether the elements follow one another without gaps.</summary>
    public bool IsContiguous
    {
        get
        {
            long stride = 1;
            for (int axis = Shape.Rank - 1; axis >= 0; axis--)
            {
                if (Shape[axis] != 1 && Strides[axis] != stride)
                    return Shape.Size == 0;
                stride *= Shape[axis];
            }
            return true;
        }
    }

    /// <summary>Whether it is all of its storage, in order.</summary>
    public bool IsWhole => Offset == 0 && Shape.Size == Storage.Elements && IsContiguous;

    /// <summary>How it lies in memory, for kernels.</summary>
    public StridedLayout Layout => new(Shape.AsSpan(), Strides, Offset);

    public TensorView BroadcastTo(Shape shape)
    {
        if (shape == Shape)
            return this;
        var strides = new long[shape.Rank];
        for (int axis = 1; axis <= Shape.Rank; axis++)
            strides[^axis] = Shape[^axis] == shape[^axis] ? Strides[^axis] : 0;
        return this with { Shape = shape, Strides = strides };
    }

    public TensorView Permute(Shape order) =>
        this with { Shape = [.. order.Select(axis => Shape[axis])], Strides = [.. order.Select(axis => Strides[axis])] };

    public TensorView Slice(Box box)
    {
        var (offset, strides) = box.In(Strides);
        return this with { Shape = box.Extents, Offset = Offset + offset, Strides = strides };
    }

    /// <summary>All windows of a grid, under the shape that they have.</summary>
    public TensorView Windows(WindowGrid grid, Shape shape)
    {
        long[] strides = [.. Strides, .. grid.Axes.Select((axis, i) => Strides[axis] * grid.Dilations[i])];
        for (int i = 0; i < grid.Axes.Rank; i++)
            strides[grid.Axes[i]] *= grid.Strides[i];
        return this with { Shape = shape, Strides = strides };
    }

    /// <summary>The same elements in the same order under another shape; null where no strides say it, so that they must be copied first.</summary>
    public TensorView? Reshape(Shape shape)
    {
        if (IsContiguous)
            return this with { Shape = shape, Strides = shape.Strides() };
        var strides = new long[shape.Rank];
        int from = 0;
        for (int to = 0; to < shape.Rank;)
        {
            // The fewest axes on either side that hold the same number of elements.
            int firstFrom = from, firstTo = to;
            long have = 1, want = shape[to++];
            while (have != want)
                if (have < want)
                    have *= Shape[from++];
                else
                    want *= shape[to++];
            if (!ShareStrides(firstFrom, from, firstTo, to, shape, strides))
                return null;
        }
        return this with { Shape = shape, Strides = strides };
    }

    /// <summary>
    /// For each axis of another shape of the same elements the axes, with their strides, that it joins; null where it cuts axes of this
    /// view apart. What can read axes in parts needs no copy.
    /// </summary>
    public (int Extent, long Stride)[][]? Parts(Shape shape)
    {
        if (Reshape(shape) is { } view)
            return [.. shape.Select((extent, axis) => new[] { (extent, view.Strides[axis]) })];
        var parts = new (int, long)[shape.Rank][];
        int from = 0;
        for (int axis = 0; axis < parts.Length; axis++)
        {
            int first = from;
            long extent = 1;
            while (extent < shape[axis])
                extent *= Shape[from++];
            if (extent != shape[axis])
                return null;
            parts[axis] = [.. Enumerable.Range(first, from - first).Select(part => (Shape[part], Strides[part]))];
        }
        return parts;
    }

    // Axes that follow one another without gaps can be cut anew.
    private bool ShareStrides(int firstFrom, int endFrom, int firstTo, int endTo, Shape shape, long[] strides)
    {
        int innermost = -1, inner = -1;
        for (int axis = endFrom - 1; axis >= firstFrom; axis--)
        {
            if (Shape[axis] == 1)
                continue;
            if (inner >= 0 && Strides[axis] != Strides[inner] * Shape[inner])
                return false;
            inner = axis;
            innermost = innermost < 0 ? axis : innermost;
        }
        long stride = innermost < 0 ? 0 : Strides[innermost];
        for (int axis = endTo - 1; axis >= firstTo; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return true;
    }
}
