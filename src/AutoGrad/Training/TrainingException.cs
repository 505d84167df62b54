using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>A training cannot go on: its loss or its weights are no numbers any more. The message says when, and what the likely reasons are.</summary>
public sealed class TrainingException : Exception
{
    private TrainingException(string message, int epoch, int step)
        : base(message) => (Epoch, Step) = (epoch, step);

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The mini-batch within the epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>The error of a loss that is no number.</summary>
    internal static TrainingException OfLoss(double loss, int epoch, int step, int stepsPerEpoch, Optimizer optimizer, Layer model)
    {
        string value = double.IsNaN(loss) ? "NaN" : loss > 0 ? "+∞" : "−∞";
        string weights = Broken(model) is { Length: > 0 } broken ? $"{broken} are no longer finite; load or initialize the model before going on." : "The weights are still finite.";
        return new($"The loss is {value} in epoch {epoch}, step {step} of {stepsPerEpoch}. {Reasons(optimizer)} {weights}", epoch, step);
    }

    /// <summary>The error of weights that are no numbers after an epoch, which no loss has shown yet; null where all are.</summary>
    internal static TrainingException? OfWeights(double loss, int epoch, int stepsPerEpoch, Optimizer optimizer, Layer model) => Broken(model) is { Length: > 0 } broken
        ? new(
            FormattableString.Invariant($"After epoch {epoch}, whose mean loss is {loss:0.####}, {broken} are no longer finite. {Reasons(optimizer)} Load or initialize the model before going on."),
            epoch,
            stepsPerEpoch)
        : null;

    private static string Reasons(Optimizer optimizer) => FormattableString.Invariant(
        $"Likely reasons: a learning rate that is too high ({optimizer.LearningRate} now); features of very different or large scale, which a Standardizer brings to one; a logarithm, root or division at 0 in the model or the loss.");

    private static string Broken(Layer model) => string.Join(
        ", ", model.Parameters.Where(pair => pair.Parameter.IsTrainable && !IsFinite(pair.Parameter)).Select(pair => $"'{pair.Path}'").Take(3));

    private static bool IsFinite(Parameter parameter) => parameter.ElementType switch
    {
        // The largest magnitude is finite exactly when every value is.
        ElementType.Float32 => parameter.Shape.Size == 0 || float.IsFinite(TensorPrimitives.MaxMagnitude<float>(parameter.Values<float>())),
        ElementType.Float64 => parameter.Shape.Size == 0 || double.IsFinite(TensorPrimitives.MaxMagnitude<double>(parameter.Values<double>())),
        _ => true,
    };
}
