namespace AutoGrad.Benchmarks;

/// <summary>Something that can be measured.</summary>
/// <param name="Name">What its line is called.</param>
/// <param name="Runs">How often it is timed.</param>
/// <param name="Measure">Measures it, under this name and so often, with so many threads.</param>
internal sealed record Benchmark(string Name, int Runs, Func<Benchmark, int, Measurement> Measure)
{
    /// <summary>What does the same at every run: some runs to warm up, a tenth of the timed ones and three at least, then the timed ones.</summary>
    /// <param name="name">What its line is called.</param>
    /// <param name="runs">How often it is timed.</param>
    /// <param name="prepare">Makes all that is not timed, for so many threads, and gives what is.</param>
    public static Benchmark Repeated(string name, int runs, Func<int, Action> prepare) => new(name, runs, (benchmark, threads) =>
    {
        var run = prepare(threads);
        for (int i = 0; i < Math.Max(3, benchmark.Runs / 10); i++)
            run();
        return Measurement.Of(benchmark.Name, threads, benchmark.Runs, run);
    });

    public Measurement Run(int threads) => Measure(this, threads);
}
