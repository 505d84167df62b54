namespace AutoGrad;

/// <summary>How good a model is on a dataset.</summary>
/// <param name="Loss">The mean loss a sample.</param>
/// <param name="Accuracy">The share of samples classified correctly, from 0 to 1; null where nothing is classified.</param>
public readonly record struct EvaluationResult(double Loss, double? Accuracy);
