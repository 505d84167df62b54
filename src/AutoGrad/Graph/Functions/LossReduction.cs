namespace AutoGrad;

/// <summary>From the losses of elements or rows to what was asked for.</summary>
internal static class LossReduction
{
    /// <summary>The losses, reduced.</summary>
    /// <param name="loss">The loss's name, for messages.</param>
    /// <param name="losses">The losses: their first axis is that of the samples.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="weights">How much each loss counts in the mean; null for all the same. The losses have been multiplied by them.</param>
    public static Node Of(string loss, Node losses, Reduction reduction, Node? weights = null) => reduction switch
    {
        Reduction.None => losses,
        Reduction.Sum => losses.Sum(),
        Reduction.Mean => weights is null ? losses.Mean() : losses.Sum() / weights.Sum(),
        Reduction.BatchMean => losses.Sum() / (losses.Shape.Rank == 0 ? 1 : losses.Shape[0]),
        _ => throw new ArgumentOutOfRangeException(nameof(reduction), $"{loss}: there is no reduction {reduction}."),
    };
}
