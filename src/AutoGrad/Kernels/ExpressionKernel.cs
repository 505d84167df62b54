using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Stores the numbers of element-wise expressions, or the conditions of one.</summary>
internal sealed unsafe class ExpressionKernel<T>(ElementSource<T> source, TileInput[] inputs, int results, bool yieldsTruth) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int ElementsPerPiece = 1 << 13, TruthsPerTile = 1 << 10;

    public override int PieceCount(int phase) => checked((int)((source.Size + ElementsPerPiece - 1) / ElementsPerPiece));

    // What is read of a result's elements is read before they are written.
    public override bool CanOverwriteInput(int input) =>
        inputs[input].Layout is { IsContiguous: true, Offset: 0 } && inputs[input].IsTruth == yieldsTruth;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        long start = (long)piece * ElementsPerPiece, count = Math.Min(ElementsPerPiece, source.Size - start);
        if (yieldsTruth)
        {
            StoreTruths(arguments, start, count);
            return;
        }
        nint* places = stackalloc nint[results];
        for (int i = 0; i < results; i++)
            places[i] = (nint)(arguments.Output<T>(i) + start);
        source.Compute(arguments, start, count, places);
    }

    [SkipLocalsInit]
    private void StoreTruths(in KernelArguments arguments, long start, long count)
    {
        T* masks = stackalloc T[TruthsPerTile];
        for (long end = start + count; start < end; start += TruthsPerTile)
        {
            int length = (int)Math.Min(TruthsPerTile, end - start);
            nint place = (nint)masks;
            source.Compute(arguments, start, length, &place);
            Truths.FromMasks(masks, arguments.Output<byte>(0) + start, length);
        }
    }
}
