using System.CommandLine;
using static ExampleSupport.ExampleOptions;

namespace AutoGrad.Benchmarks;

/// <summary>The command line: a command a family of benchmarks, each of which writes a line of JSON as soon as it is measured.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Threads = AtLeast("--threads", "How many threads compute.", 1, 1);
    private static readonly Option<string> Filter = new("--filter") { Description = "Only what has this text in its name.", DefaultValueFactory = _ => "" };
    private static readonly Option<bool> Once = new("--once") { Description = "Only the first compilation, in this process.", Hidden = true };

    /// <summary>The families, by the names of their commands.</summary>
    public static IReadOnlyDictionary<string, (string Description, IEnumerable<Benchmark> Benchmarks)> Families { get; } = new Dictionary<string, (string, IEnumerable<Benchmark>)>
    {
        ["steps"] = ("Steps of training: forward, gradient and update, one executable each.", Steps.Benchmarks),
        ["functions"] = ("Functions with their gradients, over vectors and over rows.", FunctionWorkloads.Benchmarks),
        ["matmul"] = ("Products of two square matrices.", Products.Benchmarks),
        ["compile"] = ("From a model to its compiled step, first in a process and again, and for graphs of more and more nodes.", Compilations.Benchmarks),
    };

    /// <returns>The exit code: 0, or 1 after an error, which has been said.</returns>
    public static int Run(string[] arguments)
    {
        var root = new RootCommand("Measures the library. Each line is {\"name\", \"threads\", \"median_us\", \"allocated_bytes\"}.");
        foreach (var (name, (description, benchmarks)) in Families)
        {
            var command = new Command(name, description) { Threads, Filter };
            command.SetAction(result => Measure(name, benchmarks, result.GetValue(Filter)!, result.GetValue(Threads)));
            root.Add(command);
        }
        var compile = root.Subcommands.Single(command => command.Name == "compile");
        compile.Add(Once);
        compile.SetAction(result => result.GetValue(Once)
            ? Write([.. Steps.All.Where(step => step.Name == result.GetValue(Filter)).Select(step => Compilations.First(step, result.GetValue(Threads)))])
            : Measure("compile", Compilations.Benchmarks, result.GetValue(Filter)!, result.GetValue(Threads)));
        return root.Parse(arguments).Invoke();
    }

    private static int Measure(string family, IEnumerable<Benchmark> benchmarks, string filter, int threads)
    {
        Benchmark[] chosen = [.. benchmarks.Where(benchmark => benchmark.Name.Contains(filter, StringComparison.Ordinal))];
        if (chosen.Length > 0)
            return Write(chosen.Select(benchmark => benchmark.Run(threads)));
        Console.Error.WriteLine($"--filter: none of the {family} benchmarks has '{filter}' in its name. There are:");
        foreach (var benchmark in benchmarks)
            Console.Error.WriteLine($"  {benchmark.Name}");
        return 1;
    }

    private static int Write(IEnumerable<Measurement> measurements)
    {
        foreach (var measurement in measurements)
            Console.WriteLine(measurement);
        return 0;
    }
}
