using System.Runtime.ExceptionServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Threads that wait for jobs and share their pieces with the thread that brings one. Nothing is allocated for a job, but for a thread's first.
/// </summary>
/// <remarks>
/// How a job is cut into pieces is the job's business and must not depend on <see cref="ThreadCount"/>: then the results are the
/// same bits for any number of threads. A job brought while another one runs, from inside a piece or from another thread, is done
/// by the thread that brings it alone: nobody ever waits for the pool.
/// </remarks>
internal sealed class WorkerPool : IDisposable
{
    private const int SpinsBeforeSleep = 200;

    [ThreadStatic]
    private static bool hasWaited;

    private readonly object gate = new();
    private readonly Thread[] workers;
    private volatile int generation;
    private volatile int working;
    private volatile ExceptionDispatchInfo? failure;
    private IJob? job;
    private int pieceCount;
    private int nextPiece;
    private int isTaken;
    private bool isDisposed;

    /// <summary>A pool in which <paramref name="threadCount"/> threads work, the calling one included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public WorkerPool(int threadCount)
    {
        if (threadCount < 1)
            throw new ArgumentOutOfRangeException(nameof(threadCount), $"A pool needs at least 1 thread, not {threadCount}.");
        workers = new Thread[threadCount - 1];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = new Thread(Work) { IsBackground = true, Name = $"AutoGrad worker {i + 1}" };
            workers[i].Start();
        }
    }

    /// <summary>The number of threads that share a job, the calling one included.</summary>
    public int ThreadCount => workers.Length + 1;

    /// <summary>Does all pieces of the job and returns when they are done.</summary>
    /// <remarks>After a piece has thrown no further piece is begun; the exception reaches the caller with its stack trace.</remarks>
    public void Run(IJob job, int pieceCount)
    {
        if (pieceCount <= 1 || workers.Length == 0 || Interlocked.CompareExchange(ref isTaken, 1, 0) != 0)
        {
            for (int piece = 0; piece < pieceCount; piece++)
                job.Run(piece);
            return;
        }

        if (!hasWaited)
            WaitOnce();
        lock (gate)
        {
            this.job = job;
            this.pieceCount = pieceCount;
            nextPiece = 0;
            generation++;
            Monitor.PulseAll(gate);
        }
        RunPieces(job, pieceCount);
        var thrown = WaitForWorkers();
        Volatile.Write(ref isTaken, 0);
        thrown?.Throw();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            generation++;
            Monitor.PulseAll(gate);
        }
        foreach (var worker in workers)
            worker.Join();
    }

    // The runtime allocates what a thread waits on when it first has to: better with its first job than with any one later.
    private void WaitOnce()
    {
        lock (gate)
            Monitor.Wait(gate, 0);
        hasWaited = true;
    }

    private ExceptionDispatchInfo? WaitForWorkers()
    {
        var spin = new SpinWait();
        while (working > 0 && spin.Count < SpinsBeforeSleep)
            spin.SpinOnce(sleep1Threshold: -1);
        lock (gate)
        {
            // From here on a worker that wakes late finds nothing to do.
            job = null;
            while (working > 0)
                Monitor.Wait(gate);
            var thrown = failure;
            failure = null;
            return thrown;
        }
    }

    private void Work()
    {
        int seen = 0;
        while (true)
        {
            var spin = new SpinWait();
            while (generation == seen && spin.Count < SpinsBeforeSleep)
                spin.SpinOnce(sleep1Threshold: -1);

            IJob? current;
            int count;
            lock (gate)
            {
                while (generation == seen)
                    Monitor.Wait(gate);
                seen = generation;
                if (isDisposed)
                    return;
                (current, count) = (job, pieceCount);
                if (current is null)
                    continue;
                working++;
            }
            RunPieces(current, count);
            lock (gate)
            {
                working--;
                Monitor.PulseAll(gate);
            }
        }
    }

    private void RunPieces(IJob current, int count)
    {
        try
        {
            while (failure is null)
            {
                int piece = Interlocked.Increment(ref nextPiece) - 1;
                if (piece >= count)
                    return;
                current.Run(piece);
            }
        }
        catch (Exception exception)
        {
            failure ??= ExceptionDispatchInfo.Capture(exception);
        }
    }
}
