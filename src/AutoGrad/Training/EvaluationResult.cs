namespace AutoGrad;

/// <summary>How good a model is on a dataset.</summary>
/// <param name="Loss">The mean loss a sample.</param>
/// <param name="Accuracy">The share of samples classified correctly, from 0 to 1; null where nothing is classified.</param>
public readonly record struct EvaluationResult(double Loss, double? Accuracy)
{
    /// <summary>e^loss, for a cross-entropy: among how many equally likely answers the model is undecided, as it were.</summary>
    public double Perplexity => Math.Exp(Loss);
}
