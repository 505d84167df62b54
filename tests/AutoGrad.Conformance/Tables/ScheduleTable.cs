namespace AutoGrad.Conformance;

/// <summary>The schedules: from a case's parameters to the learning rate of each step.</summary>
internal static class ScheduleTable
{
    public static IReadOnlyDictionary<string, Func<GoldenParameters, Func<int, double>>> All { get; } = new Dictionary<string, Func<GoldenParameters, Func<int, double>>>
    {
    };
}
