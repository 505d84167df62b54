namespace AutoGrad.Conformance;

/// <summary>The schedules.</summary>
internal static class ScheduleTable
{
    public static IReadOnlyDictionary<string, Func<GoldenParameters, Schedule>> All { get; } = new Dictionary<string, Func<GoldenParameters, Schedule>>
    {
        ["Step"] = p => Schedules.Step(Rate(p), p.Integer("stepSize", 1), p.Number("gamma", 0.1)),
        ["MultiStep"] = p => Schedules.MultiStep(Rate(p), p.Integers("milestones"), p.Number("gamma", 0.1)),
        ["Exponential"] = p => Schedules.Exponential(Rate(p), p.Number("gamma", 0.9)),
        ["Linear"] = p => Schedules.Linear(Rate(p), p.Integer("steps", 5), p.Number("startFactor", 1.0 / 3), p.Number("endFactor", 1)),
        ["Polynomial"] = p => Schedules.Polynomial(Rate(p), p.Integer("totalSteps", 5), p.Number("power", 1)),
        ["CosineAnnealing"] = p => Schedules.CosineAnnealing(Rate(p), p.Integer("period", 1), p.Number("minimum", 0)),
        ["CosineAnnealingWarmRestarts"] = p =>
            Schedules.CosineAnnealingWarmRestarts(Rate(p), p.Integer("period", 1), p.Integer("multiplier", 1), p.Number("minimum", 0)),
        // These two say themselves how high and low they go.
        ["OneCycle"] = p => Schedules.OneCycle(
            p.Number("maximum", 1), p.Integer("totalSteps", 2), p.Number("rising", 0.3), p.Number("startDivisor", 25), p.Number("endDivisor", 1e4)),
        ["Cyclic"] = p => Schedules.Cyclic(p.Number("minimum", 0), p.Number("maximum", 1), p.Integer("stepUp", 2000), p.Has("stepDown") ? p.Integer("stepDown", 2000) : null),
    };

    private static double Rate(GoldenParameters parameters) => parameters.Number("baseLearningRate", 1);
}
