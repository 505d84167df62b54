namespace AutoGrad;

/// <summary>
/// Ends a training when a measure has stopped falling, and goes back to the weights with which it was lowest, also at the end of the last epoch. A
/// training that is cancelled or fails keeps the weights that it has then.
/// </summary>
public sealed class EarlyStopping
{
    /// <summary>Early stopping.</summary>
    /// <param name="patience">How many epochs without progress are waited for.</param>
    /// <param name="threshold">By how much the measure has to fall to count as progress.</param>
    /// <param name="measure">What is to fall, from the result of an epoch; the validation loss without it. For an accuracy, take its negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public EarlyStopping(int patience = 5, double threshold = 0, Func<EpochResult, double>? measure = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        if (!(threshold >= 0))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "EarlyStopping: the threshold is 0 or a positive number.");
        (Patience, Threshold) = (patience, threshold);
        (Measure, IsOfValidation) = (measure ?? (static result => result.Validation!.Value.Loss), measure is null);
    }

    /// <summary>How many epochs without progress are waited for.</summary>
    public int Patience { get; }

    /// <summary>By how much the measure has to fall to count as progress.</summary>
    public double Threshold { get; }

    /// <summary>What is to fall.</summary>
    public Func<EpochResult, double> Measure { get; }

    /// <summary>Whether there must be validation samples.</summary>
    internal bool IsOfValidation { get; }
}
