namespace AutoGrad.Kernels;

/// <summary>Copies a matrix into the panels that a product reads as its second factor, all of them, one after the other.</summary>
internal sealed unsafe class PanelPackingKernel<T, V>(int columns, int depth, MatMulOperand b) : NodeKernel
    where T : unmanaged
    where V : struct, IProductLanes<V, T>
{
    private readonly int tileColumns = 2 * V.Count;

    /// <summary>The number of elements of so many columns.</summary>
    public static long Elements(int columns, int depth) => (columns + 2L * V.Count - 1) / (2 * V.Count) * (2 * V.Count) * depth;

    public override int PieceCount(int phase) => (columns + tileColumns - 1) / tileColumns;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        int column = piece * tileColumns;
        MatMulPacking.PackPanel<T, V>(
            arguments.Input<T>(0) + b.BatchOffsets[0], b, column, Math.Min(tileColumns, columns - column), 0, depth,
            arguments.Output<T>(0) + (long)piece * tileColumns * depth);
    }
}
