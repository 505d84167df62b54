using System.Diagnostics;

namespace AutoGrad.Kernels;

/// <summary>Runs kernels on a pool; made once, used for one kernel after another, not by several threads.</summary>
internal sealed class KernelJob(WorkerPool pool) : IJob
{
    private NodeKernel? kernel;
    private KernelArguments arguments;
    private int phase;

    /// <summary>Runs all phases of the kernel.</summary>
    /// <param name="kernel">What runs.</param>
    /// <param name="arguments">What it runs on.</param>
    /// <param name="ticks">Where the time of each phase goes; null where nobody asks.</param>
    public void Run(NodeKernel kernel, in KernelArguments arguments, long[]? ticks = null)
    {
        this.kernel = kernel;
        this.arguments = arguments;
        for (phase = 0; phase < kernel.PhaseCount; phase++)
        {
            long start = ticks is null ? 0 : Stopwatch.GetTimestamp();
            pool.Run(this, kernel.PieceCount(phase));
            if (ticks is not null)
                ticks[phase] = Stopwatch.GetTimestamp() - start;
        }
    }

    void IJob.Run(int piece) => kernel!.Run(phase, piece, arguments);
}
