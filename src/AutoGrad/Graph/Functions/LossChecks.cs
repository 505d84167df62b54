using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Whether a prediction and a target fit a loss: nothing is broadcast between them, since that is a mistake far more often than meant.
/// What else a loss takes, such as weights, is broadcast to them.
/// </summary>
internal static class LossChecks
{
    /// <exception cref="ShapeException">They do not fit; the message says what would.</exception>
    public static void Check(FusedFunction loss, ReadOnlySpan<Node> inputs)
    {
        var (prediction, target) = (inputs[0], inputs[1]);
        VariableKind[] kinds = [.. loss.Formula.Inputs.Select(parameter => parameter.Variable.Kind)];
        if (kinds[0] == VariableKind.Row && prediction.Shape.Rank == 0)
            throw new ShapeException($"{loss.Name}: the prediction is a single number; a loss of rows needs at least one axis.");
        var perRow = kinds[0] == VariableKind.Row ? Shape.Create(prediction.Shape.AsSpan()[..^1]) : prediction.Shape;
        CheckTarget(loss, kinds[1], prediction, target, perRow);
        for (int i = 2; i < inputs.Length; i++)
        {
            var expected = kinds[i] == VariableKind.Row ? prediction.Shape : perRow;
            if (kinds[i] == VariableKind.Label ? inputs[i].Shape != expected : Shape.Broadcast(inputs[i].Shape, expected) != expected)
                throw new ShapeException($"{loss.Name}: '{FunctionCalls.Name(loss, i)}' is {inputs[i].Shape}; it must be {expected}{(kinds[i] == VariableKind.Label ? "" : ", or be broadcast to it")}.");
        }
    }

    private static void CheckTarget(FusedFunction loss, VariableKind kind, Node prediction, Node target, Shape perRow)
    {
        var expected = kind == VariableKind.Row ? prediction.Shape : perRow;
        if (kind == VariableKind.Label && !target.ElementType.IsInteger)
            throw new ShapeException($"{loss.Name}: the target is {target.ElementType.Text}; labels must be int32 or int64, of shape {expected}.");
        if (kind == VariableKind.Label && target.Shape != expected)
            throw new ShapeException(
                $"{loss.Name}: the prediction is {prediction.Shape}, the labels {target.Shape}: each row has one label, so they must be {expected}.{Suggestion(expected, target)}");
        if (kind != VariableKind.Label && target.ElementType.IsInteger)
            throw new ShapeException(
                $"{loss.Name}: the target is {target.ElementType.Text}, but this loss takes no labels; cast it with Cast(ElementType.{prediction.ElementType}).");
        if (target.Shape != expected)
            throw new ShapeException(expected == prediction.Shape
                ? $"{loss.Name}: the prediction is {prediction.Shape}, the target {target.Shape}: they must have the same shape.{Suggestion(expected, target)}"
                : $"{loss.Name}: the prediction is {prediction.Shape}, the target {target.Shape}: each row has one, so they must be {expected}.{Suggestion(expected, target)}");
    }

    private static string Suggestion(Shape shape, Node target) =>
        shape.Size == target.Shape.Size ? $" Did you mean target.Reshape({string.Join(", ", shape)})?"
        : Shape.Broadcast(shape, target.Shape) == shape ? $" If the target is meant to repeat, say target.BroadcastTo({shape})."
        : "";
}
