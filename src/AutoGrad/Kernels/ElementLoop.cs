using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// The loop of all element kernels: full vectors, and the last elements in one padded vector more, so that the same body computes every
/// element and none differs from its neighbours. An output may be an input.
/// </summary>
internal static unsafe class ElementLoop
{
    private const int WidestVector = 64;

    /// <summary>Runs the body at the widest vectors that the hardware has.</summary>
    public static void Run<B, T>(B body, T** inputs, T** outputs, nint count)
        where B : struct, IElementBody
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            float** x = (float**)inputs, y = (float**)outputs;
            if (Vector512.IsHardwareAccelerated)
                Run<B, Float512, float>(body, x, y, count);
            else if (Vector256.IsHardwareAccelerated)
                Run<B, Float256, float>(body, x, y, count);
            else if (Vector128.IsHardwareAccelerated)
                Run<B, Float128, float>(body, x, y, count);
            else
                Run<B, Float1, float>(body, x, y, count);
        }
        else if (typeof(T) == typeof(double))
        {
            double** x = (double**)inputs, y = (double**)outputs;
            if (Vector512.IsHardwareAccelerated)
                Run<B, Double512, double>(body, x, y, count);
            else if (Vector256.IsHardwareAccelerated)
                Run<B, Double256, double>(body, x, y, count);
            else if (Vector128.IsHardwareAccelerated)
                Run<B, Double128, double>(body, x, y, count);
            else
                Run<B, Double1, double>(body, x, y, count);
        }
        else
        {
            throw new NotSupportedException($"Kernels run on float and double, not on {typeof(T).Name}.");
        }
    }

    /// <summary>Runs the body at one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<B, V, T>(B body, T** inputs, T** outputs, nint count)
        where B : struct, IElementBody
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        nint i = 0, width = V.Count;
        for (; i <= count - width; i += width)
            body.At<V, T>(inputs, outputs, i);
        if (i < count)
            RunRest<B, V, T>(body, inputs, outputs, i, count);
    }

    // In a method of its own: the JIT inlines into one method only so much, and the body should be inlined there once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunRest<B, V, T>(B body, T** inputs, T** outputs, nint i, nint count)
        where B : struct, IElementBody
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        byte* blocks = stackalloc byte[(B.Inputs + B.Outputs) * WidestVector];
        T** padded = stackalloc T*[B.Inputs + B.Outputs];
        long rest = (count - i) * sizeof(T);
        for (int k = 0; k < B.Inputs + B.Outputs; k++)
        {
            padded[k] = (T*)(blocks + k * WidestVector);
            if (k < B.Inputs)
                Buffer.MemoryCopy(inputs[k] + i, padded[k], WidestVector, rest);
        }
        body.At<V, T>(padded, padded + B.Inputs, 0);
        for (int k = 0; k < B.Outputs; k++)
            Buffer.MemoryCopy(padded[B.Inputs + k], outputs[k] + i, rest, rest);
    }
}
