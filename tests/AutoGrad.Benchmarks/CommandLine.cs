using System.CommandLine;
using static ExampleSupport.ExampleOptions;

namespace AutoGrad.Benchmarks;

/// <summary>The command line: a command a family of benchmarks, each of which writes a line of JSON as soon as it is measured.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Threads = AtLeast("--threads", "How many threads compute.", 1, 1);
    private static readonly Option<string> Filter = new("--filter") { Description = "Only what has this text in its name.", DefaultValueFactory = _ => "" };
    private static readonly Option<int?> Runs = AtLeast("--runs", "How often each is timed. Default: as often as the peers time it.", 1);
    private static readonly Option<bool> Profile = new("--profile") { Description = "Where the time of each step goes, kernel by kernel, instead of lines." };
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
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Measures the library. Each line is {\"name\", \"threads\", \"median_us\", \"allocated_bytes\"}.");
        foreach (var (name, (description, benchmarks)) in Families)
        {
            var command = new Command(name, description) { Threads, Filter, Runs };
            command.SetAction(result => Measure(name, benchmarks, result, output, error));
            root.Add(command);
        }
        var steps = root.Subcommands.Single(command => command.Name == "steps");
        steps.Add(Profile);
        steps.SetAction(result => result.GetValue(Profile) ? WriteProfiles(result, output) : Measure("steps", Steps.Benchmarks, result, output, error));
        var compile = root.Subcommands.Single(command => command.Name == "compile");
        compile.Add(Once);
        compile.SetAction(result => result.GetValue(Once) ? First(result, output) : Measure("compile", Compilations.Benchmarks, result, output, error));
        var kernels = new Command("kernels", "Micro-benchmarks of single kernels, by BenchmarkDotNet.") { Filter };
        kernels.SetAction(result => KernelRun.Run(result.GetValue(Filter)!));
        root.Add(kernels);
        root.Add(ComparisonCommand.Create(output, error));
        return root.Parse(arguments).Invoke(new() { Output = output, Error = error });
    }

    private static int Measure(string family, IEnumerable<Benchmark> benchmarks, ParseResult result, TextWriter output, TextWriter error)
    {
        string filter = result.GetValue(Filter)!;
        bool any = false;
        foreach (var benchmark in benchmarks.Where(benchmark => benchmark.Name.Contains(filter, StringComparison.Ordinal)))
        {
            output.WriteLine((benchmark with { Runs = result.GetValue(Runs) ?? benchmark.Runs }).Run(result.GetValue(Threads)));
            any = true;
        }
        if (any)
            return 0;
        error.WriteLine($"--filter: none of the {family} benchmarks has '{filter}' in its name. There are:");
        foreach (var benchmark in benchmarks)
            error.WriteLine($"  {benchmark.Name}");
        return 1;
    }

    private static int WriteProfiles(ParseResult result, TextWriter output)
    {
        foreach (var workload in Steps.All.Where(workload => workload.Name.Contains(result.GetValue(Filter)!, StringComparison.Ordinal)))
            output.WriteLine(StepProfile.Write(workload, result.GetValue(Threads), result.GetValue(Runs) ?? workload.Runs));
        return 0;
    }

    private static int First(ParseResult result, TextWriter output)
    {
        output.WriteLine(Compilations.First(Steps.All.First(step => step.Name.Contains(result.GetValue(Filter)!, StringComparison.Ordinal)), result.GetValue(Threads)));
        return 0;
    }
}
