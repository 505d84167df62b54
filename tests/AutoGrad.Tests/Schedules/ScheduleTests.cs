using AutoGrad.Conformance;
using AutoGrad.Tests.Golden;

namespace AutoGrad.Tests;

public sealed class ScheduleTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, GoldenCases.Schedules.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rates_are_those_of_PyTorch_to_the_last_digits(int number)
    {
        var golden = GoldenCases.Schedules[number];
        Assert.Empty(ScheduleReplay.Run(golden, ScheduleTable.All[golden.Name](golden.Parameters), 1e-14));
    }

    [Fact]
    public void Every_golden_schedule_is_among_them() => Assert.Equal(
        ["Step", "Exponential", "CosineAnnealing", "MultiStep", "OneCycle", "Linear", "CosineAnnealingWarmRestarts", "Polynomial", "Cyclic"],
        GoldenCases.Schedules.Select(golden => golden.Name));

    [Fact]
    public void A_schedule_follows_another_from_its_own_beginning()
    {
        var schedule = Schedules.Linear(1, 4, 0.25).Then(4, Schedules.Exponential(8, 0.5).Then(2, Schedules.Constant(3)));
        Assert.Equal([0.25, 0.4375, 0.625, 0.8125, 8, 4, 3, 3], Rates(schedule, 8));
        Assert.Equal("Linear(1, 4, 0.25, 1) for 4, then Exponential(8, 0.5) for 2, then Constant(3)", schedule.ToString());
    }

    [Fact]
    public void Schedules_are_multiplied_step_by_step()
    {
        var schedule = Schedules.WarmUp(4) * Schedules.Step(8, 3, 0.5);
        Assert.Equal([2, 4, 6, 4, 4, 4, 2], Rates(schedule, 7));
        Assert.Equal("WarmUp(4) · Step(8, 3, 0.5)", schedule.ToString());
    }

    [Fact]
    public void Any_function_is_a_schedule() => Assert.Equal([1, 0.5, 0.25], Rates(new(step => 1.0 / (1 << (int)step)), 3));

    [Fact]
    public void The_rate_of_transformers_rises_to_its_top_and_falls_with_the_root() =>
        Assert.Equal([0.25, 0.5, 0.75, 1, Math.Sqrt(0.8)], Rates(Schedules.InverseSquareRoot(1, 4), 5));

    [Fact]
    public void Cycles_may_fall_at_another_pace_and_shrink()
    {
        Assert.Equal([0, 1, 0.75, 0.5, 0.25, 0, 1], Rates(Schedules.Cyclic(0, 1, 1, 4), 7));
        Assert.Equal([1, 3, 1, 2, 1, 1.5], Rates(Schedules.Cyclic(1, 3, 1, height: CycleHeight.Halved), 6));
        Assert.Equal([1, 1 + 2 * 0.5, 1, 1 + 2 * 0.125], Rates(Schedules.Cyclic(1, 3, 1, height: CycleHeight.Exponential, gamma: 0.5), 4));
    }

    [Fact]
    public void One_cycle_stays_at_its_end_and_may_be_linear()
    {
        var schedule = Schedules.OneCycle(1, 11, rising: 0.5454545454545454, startDivisor: 2, endDivisor: 2, isLinear: true);
        GoldenAssert.Close([0.5, 0.6, 0.7, 0.8, 0.9, 1, 0.85, 0.7, 0.55, 0.4, 0.25, 0.25], Rates(schedule, 12), "linear", 1e-14);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_after_its_patience_and_a_cooldown()
    {
        var plateau = new Plateau(factor: 0.5, patience: 1, cooldown: 1, minimum: 0.2);
        double rate = 1;
        var rates = new List<double>();
        foreach (double loss in new[] { 5.0, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3 })
            rates.Add(rate = plateau.Next(rate, loss));
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2], rates);
    }

    [Fact]
    public void A_fall_below_the_threshold_is_no_progress()
    {
        var plateau = new Plateau(factor: 0.5, patience: 0, threshold: 0.1);
        Assert.Equal(1, plateau.Next(1, 10));
        Assert.Equal(0.5, plateau.Next(1, 9.5));
        Assert.Equal(1, plateau.Next(1, 8.9));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_measure_that_is_no_number_is_no_progress(double measure)
    {
        var plateau = new Plateau(factor: 0.5, patience: 0);
        Assert.Equal(0.5, plateau.Next(1, measure));
        Assert.Equal(0.5, plateau.Next(0.5, 2));
        Assert.Equal(0.25, plateau.Next(0.5, measure));
        Assert.Equal(0.25, plateau.Next(0.25, 1));
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => Schedules.Step(0, 3), "Step: rate is 0; a positive number is expected." },
        { () => Schedules.Step(1, 0), "Step: stepSize is 0; a positive number is expected." },
        { () => Schedules.MultiStep(1, [3], -1), "MultiStep: gamma is -1; 0 or a positive number is expected." },
        { () => Schedules.CosineAnnealing(double.NaN, 3), "CosineAnnealing: rate is NaN; a positive number is expected." },
        { () => Schedules.CosineAnnealing(1, 3, -1), "CosineAnnealing: minimum is -1; 0 or a positive number is expected." },
        { () => Schedules.Cyclic(0, 1, 3, 0), "Cyclic: stepDown is 0; a positive number is expected." },
        { () => Schedules.OneCycle(1, 1), "OneCycle: 1 steps; a cycle has at least 2." },
        { () => Schedules.OneCycle(1, 10, 1), "OneCycle: the share of the steps in which the rate rises lies between 0 and 1." },
        { () => Schedules.OneCycle(1, 4, 0.125), "OneCycle: of 4 steps, a share of 0.125 is no rise; the rate needs more than one step for it." },
        { () => Schedules.WarmUp(5).Rate(-1), "WarmUp(5): steps are numbered from 0." },
        { () => Schedules.WarmUp(5).Then(-1, Schedules.WarmUp(5)), "WarmUp(5): Then follows after 0 or more steps." },
        { () => new Schedule(step => 1 - step, "Falling").Rate(2), "Falling: the rate of step 2 is -1; it must be 0 or a positive number." },
        { () => new Plateau(1), "Plateau: the factor lies between 0 and 1." },
        { () => new Plateau(threshold: 1), "Plateau: the threshold lies from 0 to below 1." },
        { () => new Plateau(minimum: double.NaN), "Plateau: the lowest rate is 0 or a positive number." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_makes_no_schedule_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);

    private static double[] Rates(Schedule schedule, int count) => [.. Enumerable.Range(0, count).Select(step => schedule.Rate(step))];
}
