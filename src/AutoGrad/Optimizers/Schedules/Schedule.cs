namespace AutoGrad;

/// <summary>
/// The learning rate as a function of the number of a step, or of an epoch, from 0: a value without state. <see cref="Schedules"/> has the
/// usual ones; any function makes another.
/// </summary>
public sealed class Schedule
{
    private readonly Func<long, double> rate;
    private readonly string text;

    /// <summary>A schedule by its function.</summary>
    /// <param name="rate">From the number of the step to the rate: 0 or a positive number.</param>
    /// <param name="text">How text calls it.</param>
    public Schedule(Func<long, double> rate, string text = "Schedule")
    {
        ArgumentNullException.ThrowIfNull(rate);
        ArgumentNullException.ThrowIfNull(text);
        (this.rate, this.text) = (rate, text);
    }

    /// <summary>The rate of a step.</summary>
    /// <param name="step">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="InvalidOperationException">The function gave a rate that is negative, infinite or NaN.</exception>
    public double Rate(long step)
    {
        if (step < 0)
            throw new ArgumentOutOfRangeException(nameof(step), step, $"{text}: steps are numbered from 0.");
        double value = rate(step);
        return value >= 0 && double.IsFinite(value)
            ? value
            : throw new InvalidOperationException(FormattableString.Invariant($"{text}: the rate of step {step} is {value}; it must be 0 or a positive number."));
    }

    /// <summary>This schedule for some steps, then another one, which begins at its own step 0.</summary>
    /// <param name="steps">How many steps this one has, 0 or more.</param>
    /// <param name="next">What follows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is negative.</exception>
    public Schedule Then(long steps, Schedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (steps < 0)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"{text}: Then follows after 0 or more steps.");
        return new(step => step < steps ? Rate(step) : next.Rate(step - steps), $"{text} for {steps}, then {next.text}");
    }

    /// <summary>The product of both at each step: a schedule of rates times one of shares, such as <see cref="Schedules.WarmUp"/>.</summary>
    public static Schedule operator *(Schedule a, Schedule b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new(step => a.Rate(step) * b.Rate(step), $"{a.text} · {b.text}");
    }

    /// <summary>Its name and numbers.</summary>
    public override string ToString() => text;
}
