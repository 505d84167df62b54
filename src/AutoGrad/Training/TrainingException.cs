using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>A training cannot go on: its loss is no number any more. The message says when, and what the likely reasons are.</summary>
public sealed class TrainingException : Exception
{
    internal TrainingException(double loss, int epoch, int step, int stepsPerEpoch, Optimizer optimizer, Layer model)
        : base(Explain(loss, epoch, step, stepsPerEpoch, optimizer, model)) => (Epoch, Step) = (epoch, step);

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The mini-batch within the epoch, from 1.</summary>
    public int Step { get; }

    private static string Explain(double loss, int epoch, int step, int stepsPerEpoch, Optimizer optimizer, Layer model)
    {
        string value = double.IsNaN(loss) ? "NaN" : loss > 0 ? "+∞" : "−∞";
        string[] broken = [.. model.Parameters.Where(pair => !IsFinite(pair.Parameter)).Select(pair => $"'{pair.Path}'").Take(3)];
        string weights = broken.Length == 0 ? "The weights are still finite." : $"{string.Join(", ", broken)} are no longer finite; load or initialize the model before going on.";
        return FormattableString.Invariant(
            $"The loss is {value} in epoch {epoch}, step {step} of {stepsPerEpoch}. Likely reasons: a learning rate that is too high ({optimizer.LearningRate} now); features of very different or large scale, which a Standardizer brings to one; a logarithm, root or division at 0 in the model or the loss. {weights}");
    }

    private static bool IsFinite(Parameter parameter) => parameter.ElementType switch
    {
        // The largest magnitude is finite exactly when every value is.
        ElementType.Float32 => parameter.Shape.Size == 0 || float.IsFinite(TensorPrimitives.MaxMagnitude<float>(parameter.Values<float>())),
        ElementType.Float64 => parameter.Shape.Size == 0 || double.IsFinite(TensorPrimitives.MaxMagnitude<double>(parameter.Values<double>())),
        _ => true,
    };
}
