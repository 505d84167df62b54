namespace AutoGrad.Kernels;

/// <summary>Runs kernels on a pool; made once, used for one kernel after another, not by several threads.</summary>
internal sealed class KernelJob(WorkerPool pool) : IJob
{
    private NodeKernel? kernel;
    private KernelArguments arguments;
    private int phase;

    /// <summary>Runs all phases of the kernel.</summary>
    public void Run(NodeKernel kernel, in KernelArguments arguments)
    {
        this.kernel = kernel;
        this.arguments = arguments;
        for (phase = 0; phase < kernel.PhaseCount; phase++)
            pool.Run(this, kernel.PieceCount(phase));
    }

    void IJob.Run(int piece) => kernel!.Run(phase, piece, arguments);
}
