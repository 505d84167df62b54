using AutoGrad.Conformance;

namespace AutoGrad.Tests.Golden;

/// <summary>The golden cases that lie beside this file, as the conformance runner reads them.</summary>
internal static class GoldenCases
{
    public static IReadOnlyList<GoldenCase> All { get; } = GoldenFile.ReadDirectory(Path.Combine(AppContext.BaseDirectory, "Golden"));

    public static IReadOnlyList<GraphCase> Graphs { get; } = [.. All.OfType<GraphCase>()];

    public static IReadOnlyList<OptimizerCase> Optimizers { get; } = [.. All.OfType<OptimizerCase>()];

    public static IReadOnlyList<ScheduleCase> Schedules { get; } = [.. All.OfType<ScheduleCase>()];

    /// <summary>The cases of a function.</summary>
    public static IEnumerable<GraphCase> Of(string name) => Graphs.Where(golden => golden.Name == name);

    /// <summary>Asserts that a case is what a function computes, in every way that the runner knows.</summary>
    public static void Hold(GraphCase golden, GoldenFunction function) => Assert.Empty(GraphCheck.Run(golden, function, []));
}
