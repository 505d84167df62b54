namespace AutoGrad;

/// <summary>What came of one epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">The mean training loss a sample, measured while the weights changed.</param>
/// <param name="Accuracy">The share of training samples classified correctly, measured while the weights changed; null where nothing is classified.</param>
/// <param name="Validation">How good the model was on the validation data after the epoch; null without such data.</param>
public sealed record EpochResult(int Epoch, double Loss, double? Accuracy, EvaluationResult? Validation);
