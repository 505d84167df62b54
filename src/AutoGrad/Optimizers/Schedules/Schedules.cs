using System.Globalization;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>
/// Learning rates over time, as PyTorch defines them, for steps or epochs t = 0, 1, …: <c>Schedules.WarmUp(100) * Schedules.CosineAnnealing(1e-3, 5000)</c>.
/// </summary>
public static class Schedules
{
    /// <summary>The same rate always.</summary>
    public static Schedule Constant(double rate) => new(_ => rate, Text($"Constant({Rate(rate)})"));

    /// <summary>rate · gamma^⌊t / stepSize⌋.</summary>
    /// <param name="rate">The rate at first, positive.</param>
    /// <param name="stepSize">After how many steps it falls.</param>
    /// <param name="gamma">What it is multiplied by then.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule Step(double rate, int stepSize, double gamma = 0.1)
    {
        Require(stepSize);
        Share(gamma);
        return new(step => rate * Math.Pow(gamma, step / stepSize), Text($"Step({Rate(rate)}, {stepSize}, {gamma})"));
    }

    /// <summary>rate · gamma^(the number of milestones reached).</summary>
    /// <param name="rate">The rate at first, positive.</param>
    /// <param name="milestones">The steps at which it falls.</param>
    /// <param name="gamma">What it is multiplied by there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule MultiStep(double rate, ReadOnlySpan<int> milestones, double gamma = 0.1)
    {
        Share(gamma);
        int[] falls = milestones.ToArray();
        return new(
            step => rate * Math.Pow(gamma, falls.Count(fall => fall <= step)), Text($"MultiStep({Rate(rate)}, [{string.Join(", ", falls)}], {gamma})"));
    }

    /// <summary>rate · gammaᵗ.</summary>
    /// <param name="rate">The rate at first, positive.</param>
    /// <param name="gamma">What it is multiplied by at each step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule Exponential(double rate, double gamma)
    {
        Share(gamma);
        return new(step => rate * Math.Pow(gamma, step), Text($"Exponential({Rate(rate)}, {gamma})"));
    }

    /// <summary>rate times a share that goes from one number to another in equal steps, and stays there.</summary>
    /// <param name="rate">The full rate, positive.</param>
    /// <param name="steps">After how many steps the last share is reached.</param>
    /// <param name="startFactor">The first share.</param>
    /// <param name="endFactor">The last share.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule Linear(double rate, int steps = 5, double startFactor = 1.0 / 3, double endFactor = 1)
    {
        Require(steps);
        Share(startFactor);
        Share(endFactor);
        return new(
            step => rate * (startFactor + (endFactor - startFactor) * Math.Min(step, steps) / steps),
            Text($"Linear({Rate(rate)}, {steps}, {startFactor}, {endFactor})"));
    }

    /// <summary>rate · (1 − t / totalSteps)^power, then 0.</summary>
    /// <param name="rate">The rate at first, positive.</param>
    /// <param name="totalSteps">After how many steps it is 0.</param>
    /// <param name="power">The power.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule Polynomial(double rate, int totalSteps, double power = 1)
    {
        Require(totalSteps);
        Share(power);
        return new(step => rate * Math.Pow(1 - Fraction(step, totalSteps), power), Text($"Polynomial({Rate(rate)}, {totalSteps}, {power})"));
    }

    /// <summary>minimum + (rate − minimum) · ½(1 + cos(π · t / period)) (Loshchilov and Hutter 2017); beyond the period it rises again.</summary>
    /// <param name="rate">The rate at first, positive.</param>
    /// <param name="period">After how many steps the minimum is reached.</param>
    /// <param name="minimum">The lowest rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule CosineAnnealing(double rate, int period, double minimum = 0)
    {
        Require(period);
        Share(minimum);
        return new(step => Cosine(rate, minimum, (double)step / period), Text($"CosineAnnealing({Rate(rate)}, {period}, {minimum})"));
    }

    /// <summary>Cosine annealing that begins anew whenever the minimum would be reached, each time with a period longer by a factor.</summary>
    /// <param name="rate">The rate at the start of each period, positive.</param>
    /// <param name="period">The steps of the first period.</param>
    /// <param name="multiplier">How many times as long each further period is.</param>
    /// <param name="minimum">The lowest rate, which is never quite reached.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule CosineAnnealingWarmRestarts(double rate, int period, int multiplier = 1, double minimum = 0)
    {
        Require(period);
        Require(multiplier);
        Share(minimum);
        return new(
            step =>
            {
                long length = period, within = step;
                if (multiplier == 1)
                    within %= length;
                else
                    for (; within >= length; length *= multiplier)
                        within -= length;
                return Cosine(rate, minimum, (double)within / length);
            },
            Text($"CosineAnnealingWarmRestarts({Rate(rate)}, {period}, {multiplier}, {minimum})"));
    }

    /// <summary>
    /// One cycle (Smith and Topin 2018): up from maximum / startDivisor to the maximum, then down to maximum / (startDivisor · endDivisor),
    /// both along a cosine. It stays there.
    /// </summary>
    /// <param name="maximum">The highest rate, positive.</param>
    /// <param name="totalSteps">How many steps there are, at least 2.</param>
    /// <param name="rising">The share of the steps in which the rate rises, between 0 and 1.</param>
    /// <param name="startDivisor">How many times lower the first rate is.</param>
    /// <param name="endDivisor">How many times lower than the first the last rate is.</param>
    /// <param name="isLinear">Whether the rate goes along straight lines instead.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule OneCycle(
        double maximum, int totalSteps, double rising = 0.3, double startDivisor = 25, double endDivisor = 1e4, bool isLinear = false)
    {
        if (totalSteps < 2)
            throw new ArgumentOutOfRangeException(nameof(totalSteps), totalSteps, $"OneCycle: {totalSteps} steps; a cycle has at least 2.");
        if (!(rising > 0 && rising < 1))
            throw new ArgumentOutOfRangeException(nameof(rising), rising, "OneCycle: the share of the steps in which the rate rises lies between 0 and 1.");
        Rate(startDivisor);
        Rate(endDivisor);
        double first = maximum / startDivisor, last = first / endDivisor, top = rising * totalSteps - 1, end = totalSteps - 1;
        if (top <= 0)
            throw new ArgumentOutOfRangeException(nameof(rising), rising, $"OneCycle: of {totalSteps} steps, a share of {rising} is no rise; the rate needs more than one step for it.");
        return new(
            step =>
            {
                double t = Math.Min(step, end);
                var (from, to, fraction) = t <= top ? (first, maximum, t / top) : (maximum, last, (t - top) / (end - top));
                return isLinear ? from + (to - from) * fraction : Cosine(from, to, fraction);
            },
            Text($"OneCycle({Rate(maximum)}, {totalSteps})"));
    }

    /// <summary>Up and down again along straight lines (Smith 2017).</summary>
    /// <param name="minimum">The lowest rate, where each cycle begins.</param>
    /// <param name="maximum">The highest rate, positive.</param>
    /// <param name="stepUp">How many steps the rate rises.</param>
    /// <param name="stepDown">How many steps it falls; as many as it rises without it.</param>
    /// <param name="height">How high the peaks are.</param>
    /// <param name="gamma">The factor a step by which <see cref="CycleHeight.Exponential"/> peaks shrink.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule Cyclic(
        double minimum, double maximum, int stepUp = 2000, int? stepDown = null, CycleHeight height = CycleHeight.Constant, double gamma = 1)
    {
        Share(minimum);
        Share(gamma);
        Require(stepUp);
        int down = stepDown ?? stepUp;
        Require(down, nameof(stepDown));
        return new(
            step =>
            {
                long cycle = Math.DivRem(step, stepUp + down, out long within);
                double share = within <= stepUp ? (double)within / stepUp : 1 - (double)(within - stepUp) / down;
                double scale = height switch
                {
                    CycleHeight.Halved => Math.Pow(0.5, cycle),
                    CycleHeight.Exponential => Math.Pow(gamma, step),
                    _ => 1,
                };
                return minimum + (maximum - minimum) * share * scale;
            },
            Text($"Cyclic({minimum}, {Rate(maximum)}, {stepUp}, {down}, {height})"));
    }

    /// <summary>The share min(1, (t + 1) / steps), to be multiplied with a schedule of rates: the first steps of a training made smaller.</summary>
    /// <param name="steps">The step, from 1, that is the first of full size.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static Schedule WarmUp(int steps)
    {
        Require(steps);
        return new(step => Math.Min(1, (step + 1.0) / steps), Text($"WarmUp({steps})"));
    }

    /// <summary>rate · min((t + 1) / warmUp, √(warmUp / (t + 1))): the schedule of the first transformers (Vaswani et al. 2017).</summary>
    /// <param name="rate">The highest rate, positive.</param>
    /// <param name="warmUp">The step, from 1, at which it is reached.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public static Schedule InverseSquareRoot(double rate, int warmUp)
    {
        Require(warmUp);
        return new(
            step => rate * Math.Min((step + 1.0) / warmUp, Math.Sqrt(warmUp / (step + 1.0))), Text($"InverseSquareRoot({Rate(rate)}, {warmUp})"));
    }

    private static double Cosine(double from, double to, double fraction) => to + (from - to) * (1 + Math.Cos(Math.PI * fraction)) / 2;

    private static double Fraction(long step, int steps) => (double)Math.Min(step, steps) / steps;

    private static void Require(int steps, [CallerArgumentExpression(nameof(steps))] string name = "", [CallerMemberName] string schedule = "")
    {
        if (steps <= 0)
            throw new ArgumentOutOfRangeException(name, steps, $"{schedule}: {name} is {steps}; a positive number is expected.");
    }

    private static double Rate(double rate, [CallerArgumentExpression(nameof(rate))] string name = "", [CallerMemberName] string schedule = "") =>
        rate > 0 && double.IsFinite(rate)
            ? rate
            : throw new ArgumentOutOfRangeException(name, rate, FormattableString.Invariant($"{schedule}: {name} is {rate}; a positive number is expected."));

    private static void Share(double value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string schedule = "")
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{schedule}: {name} is {value}; 0 or a positive number is expected."));
    }

    private static string Text(DefaultInterpolatedStringHandler text) => string.Create(CultureInfo.InvariantCulture, ref text);
}
