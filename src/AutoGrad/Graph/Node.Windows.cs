namespace AutoGrad;

public partial class Node
{
    /// <summary>
    /// All windows along an axis, which may overlap: […, n, …] → […, windows, …, size], element k of window w being element
    /// w · stride + k · dilation of the axis. There are (n − dilation · (size − 1) − 1) / stride + 1 windows. Nothing is copied.
    /// </summary>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="size">The number of elements of a window.</param>
    /// <param name="stride">How far apart windows begin.</param>
    /// <param name="dilation">How far apart the elements of a window stand.</param>
    /// <exception cref="ShapeException">No window fits the axis, or a number is not positive.</exception>
    public Node Windows(int axis, int size, int stride = 1, int dilation = 1) =>
        Windows([Axes.Resolve(axis, Shape.Rank, "Windows")], [size], [stride], [dilation]);

    /// <summary>
    /// Puts windows back where <see cref="Windows(int, int, int, int)"/> took them from and adds up where they overlap:
    /// […, windows, …, size] → […, extent, …]. Elements that are in no window are 0.
    /// </summary>
    /// <param name="axis">The axis that counts the windows; a negative one counts from the end of the result.</param>
    /// <param name="extent">The extent of that axis in the result.</param>
    /// <param name="stride">How far apart windows begin.</param>
    /// <param name="dilation">How far apart the elements of a window stand.</param>
    /// <exception cref="ShapeException">An axis of that extent has another number of such windows, or a number is not positive.</exception>
    public Node Fold(int axis, int extent, int stride = 1, int dilation = 1)
    {
        if (Shape.Rank < 2)
            throw new ShapeException($"Fold: {Shape} has no axis that counts windows and one of their elements after it.");
        return Fold([Axes.Resolve(axis, Shape.Rank - 1, "Fold")], [extent], [Shape[^1]], [stride], [dilation]);
    }

    /// <summary>All windows along several axes, whose elements follow as last axes in the same order.</summary>
    internal Node Windows(ReadOnlySpan<int> axes, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, ReadOnlySpan<int> dilations, string operation = "Windows")
    {
        var grid = WindowGrid.Create(axes, sizes, strides, dilations, operation);
        // Checked here too, where the operation that asks is known.
        grid.Apply(Shape, operation);
        return Create(new Windows(grid), this);
    }

    /// <summary>Windows along several axes added up on axes of these extents.</summary>
    internal Node Fold(ReadOnlySpan<int> axes, ReadOnlySpan<int> extents, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, ReadOnlySpan<int> dilations) =>
        Create(new Fold(Shape.Create(extents), WindowGrid.Create(axes, sizes, strides, dilations, "Fold")), this);
}
