using System.Runtime.InteropServices;
using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>Runs one kernel on arrays.</summary>
internal static unsafe class KernelRun
{
    /// <summary>Runs the kernel; scratch memory begins full of NaN, so that none of it can be read by mistake.</summary>
    public static TOutput[] Run<TInput, TOutput>(NodeKernel kernel, int outputLength, int threads, params TInput[][] inputs)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        var output = new TOutput[outputLength];
        Run(kernel, threads, [output], inputs);
        return output;
    }

    /// <summary>Runs the kernel on arrays of any types.</summary>
    public static void Run(NodeKernel kernel, int threads, Array[] outputs, Array[] inputs)
    {
        using var pool = new WorkerPool(threads);
        var handles = inputs.Concat(outputs).Select(array => GCHandle.Alloc(array, GCHandleType.Pinned)).ToArray();
        byte* scratch = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(64, kernel.ScratchBytes), 64);
        try
        {
            new Span<byte>(scratch, (int)Math.Max(64, kernel.ScratchBytes)).Fill(0xFF);
            nint* addresses = stackalloc nint[handles.Length];
            for (int i = 0; i < handles.Length; i++)
                addresses[i] = handles[i].AddrOfPinnedObject();
            new KernelJob(pool).Run(kernel, new KernelArguments(addresses, addresses + inputs.Length, (nint)scratch));
        }
        finally
        {
            NativeMemory.AlignedFree(scratch);
            foreach (var handle in handles)
                handle.Free();
        }
    }
}
