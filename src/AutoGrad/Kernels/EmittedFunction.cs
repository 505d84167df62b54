using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The loop of functions that were emitted at run time: full vectors, and the last elements in a vector that is not full.</summary>
internal sealed unsafe class EmittedFunction<F, T> : TileFunction
    where F : struct, IElementFunction
    where T : unmanaged
{
    public override void Run(nint* arguments, nint* results, nint count)
    {
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
                Run<Float512, float>((float**)arguments, (float**)results, count);
            else if (Vector256.IsHardwareAccelerated)
                Run<Float256, float>((float**)arguments, (float**)results, count);
            else if (Vector128.IsHardwareAccelerated)
                Run<Float128, float>((float**)arguments, (float**)results, count);
            else
                Run<Float1, float>((float**)arguments, (float**)results, count);
        }
        else
        {
            if (Vector512.IsHardwareAccelerated)
                Run<Double512, double>((double**)arguments, (double**)results, count);
            else if (Vector256.IsHardwareAccelerated)
                Run<Double256, double>((double**)arguments, (double**)results, count);
            else if (Vector128.IsHardwareAccelerated)
                Run<Double128, double>((double**)arguments, (double**)results, count);
            else
                Run<Double1, double>((double**)arguments, (double**)results, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V, U>(U** inputs, U** results, nint count)
        where V : struct, ILanes<V, U>
        where U : unmanaged
    {
        nint i = 0, width = V.Count;
        for (; i <= count - width; i += width)
            F.At<V, FullAccess<V, U>>(new(inputs, results, i));
        if (i < count)
            RunRest<V, U>(inputs, results, i, (int)(count - i));
    }

    // In a method of its own: the JIT inlines into one method only so much, and the function should be inlined there once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunRest<V, U>(U** inputs, U** results, nint index, int count)
        where V : struct, ILanes<V, U>
        where U : unmanaged =>
        F.At<V, RestAccess<V, U>>(new(inputs, results, index, count));
}
