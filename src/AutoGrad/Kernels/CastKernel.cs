using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The same numbers in another type. Fractions are cut off on the way to integers, where what is too large becomes the largest and NaN 0.
/// </summary>
internal sealed unsafe class CastKernel<TFrom, TTo>(long size) : NodeKernel
    where TFrom : unmanaged, INumberBase<TFrom>
    where TTo : unmanaged, INumberBase<TTo>
{
    private const int ElementsPerPiece = 1 << 14;

    public override int PieceCount(int phase) => (int)((size + ElementsPerPiece - 1) / ElementsPerPiece);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        TFrom* x = arguments.Input<TFrom>(0);
        TTo* y = arguments.Output<TTo>(0);
        long end = Math.Min(size, (piece + 1L) * ElementsPerPiece);
        for (long i = (long)piece * ElementsPerPiece; i < end; i++)
            y[i] = TTo.CreateSaturating(x[i]);
    }
}

/// <summary>Conditions from numbers: all that are not 0, NaN included.</summary>
internal sealed unsafe class TruthKernel<TFrom>(long size) : NodeKernel
    where TFrom : unmanaged, INumberBase<TFrom>
{
    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        TFrom* x = arguments.Input<TFrom>(0);
        bool* y = arguments.Output<bool>(0);
        for (long i = 0; i < size; i++)
            y[i] = !TFrom.IsZero(x[i]);
    }
}

/// <summary>Chooses the kernel of a cast.</summary>
internal static class CastKernel
{
    public static NodeKernel Create(ElementType from, ElementType to, long size) => from switch
    {
        ElementType.Float32 => From<float>(to, size),
        ElementType.Float64 => From<double>(to, size),
        ElementType.Int32 => From<int>(to, size),
        ElementType.Int64 => From<long>(to, size),
        _ => From<byte>(to, size),
    };

    private static NodeKernel From<T>(ElementType to, long size)
        where T : unmanaged, INumberBase<T> => to switch
    {
        ElementType.Float32 => new CastKernel<T, float>(size),
        ElementType.Float64 => new CastKernel<T, double>(size),
        ElementType.Int32 => new CastKernel<T, int>(size),
        ElementType.Int64 => new CastKernel<T, long>(size),
        _ => new TruthKernel<T>(size),
    };
}
