using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>Whether a prediction and a target fit a loss: nothing is broadcast between them, since that is a mistake far more often than meant.</summary>
internal static class LossChecks
{
    /// <exception cref="ShapeException">They do not fit; the message says what would.</exception>
    public static void Check(FusedFunction loss, Node prediction, Node target)
    {
        if (loss.Formula.Inputs.Any(parameter => parameter.Variable.Kind == VariableKind.Label))
            CheckLabels(loss, prediction, target);
        else if (target.ElementType.IsInteger)
            throw new ShapeException(
                $"{loss.Name}: the target is {target.ElementType.Text}, but this loss takes no labels; cast it with Cast(ElementType.{prediction.ElementType}).");
        else if (prediction.Shape != target.Shape)
            throw new ShapeException(
                $"{loss.Name}: the prediction is {prediction.Shape}, the target {target.Shape}: they must have the same shape.{Suggestion(prediction.Shape, target)}");
    }

    private static void CheckLabels(FusedFunction loss, Node prediction, Node target)
    {
        if (prediction.Shape.Rank == 0)
            throw new ShapeException($"{loss.Name}: the prediction is a single number; a loss of rows against labels needs at least one axis.");
        var expected = Shape.Create(prediction.Shape.AsSpan()[..^1]);
        if (!target.ElementType.IsInteger)
            throw new ShapeException($"{loss.Name}: the target is {target.ElementType.Text}; labels must be int32 or int64, of shape {expected}.");
        if (target.Shape != expected)
            throw new ShapeException(
                $"{loss.Name}: the prediction is {prediction.Shape}, the labels {target.Shape}: each row has one label, so they must be {expected}.{Suggestion(expected, target)}");
    }

    private static string Suggestion(Shape shape, Node target) =>
        shape.Size == target.Shape.Size ? $" Did you mean target.Reshape({string.Join(", ", shape)})?"
        : Shape.Broadcast(shape, target.Shape) == shape ? $" If the target is meant to repeat, say target.BroadcastTo({shape})."
        : "";
}
