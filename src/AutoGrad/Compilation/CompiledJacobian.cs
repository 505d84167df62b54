using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>
/// All derivatives of a tensor by another, row after row: one compiled vector-Jacobian product that runs once for each element of the
/// output. Its graph and its memory do not grow with the number of rows.
/// </summary>
public sealed class CompiledJacobian : IDisposable
{
    private readonly Executable executable;
    private readonly Node upstream, row;
    private readonly bool readsUpstream;

    internal CompiledJacobian(Node output, Node target, Disconnected disconnected, int threads)
    {
        upstream = Node.Input("upstream", output.Shape, output.ElementType);
        row = Gradient.Vjp(output, [target], upstream, disconnected)[0];
        executable = Executable.Compile(row, threads);
        readsUpstream = executable.Inputs.Contains(upstream);
        Inputs = [.. executable.Inputs.Where(input => input != upstream)];
        Shape = [.. output.Shape, .. target.Shape];
        Rows = checked((int)output.Shape.Size);
        RowLength = checked((int)target.Shape.Size);
    }

    /// <summary>The output's axes, then the target's: element (i…, j…) is ∂output[i…]/∂target[j…].</summary>
    public Shape Shape { get; }

    /// <summary>The type of the derivatives: the target's.</summary>
    public ElementType ElementType => row.ElementType;

    /// <summary>The number of rows: of elements of the output.</summary>
    public int Rows { get; }

    /// <summary>The number of columns: of elements of the target.</summary>
    public int RowLength { get; }

    /// <summary>The inputs that have to be given.</summary>
    public IReadOnlyList<Node> Inputs { get; }

    /// <inheritdoc cref="Executable.Feed{T}(Node, ReadOnlySpan{T})"/>
    public void Feed<T>(Node input, ReadOnlySpan<T> values)
        where T : unmanaged => executable.Feed(input, values);

    /// <inheritdoc cref="Executable.Feed{T}(Node, ReadOnlySpan{T})"/>
    public void Feed<T>(Node input, T[] values)
        where T : unmanaged => executable.Feed(input, values);

    /// <inheritdoc cref="Executable.Feed{T}(Node, T)"/>
    public void Feed<T>(Node input, T value)
        where T : unmanaged => executable.Feed(input, value);

    /// <summary>Computes all rows at the values that were fed, row-major, allocating nothing.</summary>
    /// <typeparam name="T">The target's element type in C#.</typeparam>
    /// <param name="destination">As many elements as <see cref="Shape"/> has.</param>
    /// <exception cref="ArgumentException">The destination has another length, or elements of another type.</exception>
    /// <exception cref="InvalidOperationException">An input was never given its values.</exception>
    public void Compute<T>(Span<T> destination)
        where T : unmanaged
    {
        if (destination.Length != Shape.Size)
            throw new ArgumentException($"Compute: a destination of {destination.Length} elements for derivatives of shape {Shape}, which has {Shape.Size}.");
        for (int i = 0; i < Rows; i++)
        {
            if (upstream.ElementType == ElementType.Float64)
                Choose<double>(i);
            else
                Choose<float>(i);
            executable.Run();
            executable.Fetch<T>(row).CopyTo(destination.Slice(i * RowLength, RowLength));
        }
    }

    /// <summary>Computes all rows at the values that were fed, as a tensor of shape <see cref="Shape"/>, [1] for a single derivative.</summary>
    /// <inheritdoc cref="Compute{T}(Span{T})"/>
    public Tensor<T> Compute<T>()
        where T : unmanaged
    {
        var values = new T[Shape.Size];
        Compute<T>(values);
        return Tensor.Create(values, Shape.Rank == 0 ? [1] : [.. Shape.Select(extent => (nint)extent)]);
    }

    /// <summary>Ends the use of it.</summary>
    public void Dispose() => executable.Dispose();

    // 1 for the row that is asked for, 0 for the others.
    private void Choose<T>(int index)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        if (!readsUpstream)
            return;
        var values = executable.InputValues<T>(upstream);
        values.Clear();
        values[index] = T.One;
    }
}
