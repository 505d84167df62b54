namespace AutoGrad.Kernels;

/// <summary>The pools that executables share: one for each number of threads. Their threads sleep while there is nothing to do.</summary>
internal static class WorkerPools
{
    private static readonly Dictionary<int, WorkerPool> Pools = [];

    /// <summary>The pool with this many threads; 0 is one for each processor.</summary>
    public static WorkerPool Of(int threads)
    {
        if (threads == 0)
            threads = Environment.ProcessorCount;
        lock (Pools)
        {
            if (!Pools.TryGetValue(threads, out var pool))
                Pools.Add(threads, pool = new WorkerPool(threads));
            return pool;
        }
    }
}
