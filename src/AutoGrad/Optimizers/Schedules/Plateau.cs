namespace AutoGrad;

/// <summary>
/// Lowers the learning rate when a measure stops falling, as PyTorch's ReduceLROnPlateau does: give it the measure after every epoch.
/// </summary>
public sealed class Plateau
{
    private readonly double factor, threshold, minimum;
    private readonly int patience, cooldown;
    private double best = double.PositiveInfinity;
    private int waited, resting;

    /// <summary>A plateau.</summary>
    /// <param name="factor">What the rate is multiplied by, between 0 and 1.</param>
    /// <param name="patience">How many epochs without progress are waited for.</param>
    /// <param name="threshold">By which share the measure has to fall to count as progress.</param>
    /// <param name="cooldown">How many epochs are not counted after the rate was lowered.</param>
    /// <param name="minimum">The lowest rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public Plateau(double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double minimum = 0)
    {
        if (!(factor > 0 && factor < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Plateau: the factor lies between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        if (!(threshold is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Plateau: the threshold lies from 0 to below 1.");
        if (!(minimum >= 0 && double.IsFinite(minimum)))
            throw new ArgumentOutOfRangeException(nameof(minimum), minimum, "Plateau: the lowest rate is 0 or a positive number.");
        (this.factor, this.patience, this.threshold, this.cooldown, this.minimum) = (factor, patience, threshold, cooldown, minimum);
    }

    /// <summary>The rate of the next epoch.</summary>
    /// <param name="rate">The rate of the last one.</param>
    /// <param name="measure">What is to fall, such as a validation loss, after it.</param>
    public double Next(double rate, double measure)
    {
        if (measure < (double.IsPositiveInfinity(best) ? best : best - threshold * Math.Abs(best)))
            (best, waited) = (measure, 0);
        else
            waited++;
        if (resting > 0)
            (resting, waited) = (resting - 1, 0);
        if (waited <= patience)
            return rate;
        (resting, waited) = (cooldown, 0);
        return Math.Max(rate * factor, Math.Min(rate, minimum));
    }
}
