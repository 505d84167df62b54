using AutoGrad.Kernels;

namespace AutoGrad.Tests;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_piece_runs_exactly_once(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (int pieces = 0; pieces < 200; pieces++)
        {
            var counts = new int[pieces];
            pool.Run(new Job(piece => Interlocked.Increment(ref counts[piece])), pieces);
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Two_threads_work_at_the_same_time()
    {
        using var pool = new WorkerPool(2);
        using var meeting = new Barrier(2);
        bool met = true;
        pool.Run(new Job(_ => met &= meeting.SignalAndWait(TimeSpan.FromSeconds(20))), 2);
        Assert.True(met);
    }

    [Fact]
    public void One_thread_is_the_calling_thread()
    {
        using var pool = new WorkerPool(1);
        int caller = Environment.CurrentManagedThreadId;
        var seen = new List<int>();
        pool.Run(new Job(_ => seen.Add(Environment.CurrentManagedThreadId)), 3);
        Assert.Equal([caller, caller, caller], seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_reaches_the_caller_and_the_pool_works_on(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (int i = 0; i < 20; i++)
        {
            var thrown = Assert.Throws<InvalidOperationException>(
                () => pool.Run(new Job(piece => { if (piece == 7) throw new InvalidOperationException("piece 7"); }), 16));
            Assert.Equal("piece 7", thrown.Message);
            int done = 0;
            pool.Run(new Job(_ => Interlocked.Increment(ref done)), 16);
            Assert.Equal(16, done);
        }
    }

    [Fact]
    public void A_job_inside_a_piece_is_done_by_that_piece()
    {
        using var pool = new WorkerPool(3);
        int done = 0;
        pool.Run(new Job(_ =>
        {
            int outer = Environment.CurrentManagedThreadId;
            pool.Run(new Job(_ =>
            {
                Assert.Equal(outer, Environment.CurrentManagedThreadId);
                Interlocked.Increment(ref done);
            }), 5);
        }), 8);
        Assert.Equal(40, done);
    }

    [Fact]
    public void Callers_at_the_same_time_all_get_their_work_done()
    {
        using var pool = new WorkerPool(2);
        long[] sums = new long[4];
        var callers = sums.Select((_, caller) => new Thread(() =>
        {
            for (int i = 0; i < 500; i++)
                pool.Run(new Job(piece => Interlocked.Add(ref sums[caller], piece)), 10);
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        Assert.All(sums, sum => Assert.Equal(500 * 45, sum));
    }

    [Fact]
    public void A_job_allocates_nothing()
    {
        using var pool = new WorkerPool(2);
        var job = new Job(_ => Thread.SpinWait(50));
        for (int i = 0; i < 50; i++)
            pool.Run(job, 8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++)
            pool.Run(job, 8);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_pool_without_threads_is_refused()
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(0));
        Assert.StartsWith("A pool needs at least 1 thread, not 0.", thrown.Message);
    }

    private sealed class Job(Action<int> piece) : IJob
    {
        public void Run(int index) => piece(index);
    }
}
