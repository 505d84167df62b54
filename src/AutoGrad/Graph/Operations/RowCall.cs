using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// A generated row function applied along the last axis: its row inputs have one shape, labels and numbers that shape without the last axis,
/// and so has the result if it is a number a row.
/// </summary>
internal sealed record RowCall(FusedFunction Function, double[] HyperParameters) : Operation
{
    public override string Name => Function.TextName;

    public override string Attributes => string.Join(", ", [.. Describe(), "axis -1"]);

    /// <summary>The formula over a0, a1, …, with the hyper-parameters put in.</summary>
    public Expression Body { get; } = Function.Body(HyperParameters);

    /// <summary>What each input is.</summary>
    public IReadOnlyList<VariableKind> Kinds { get; } = [.. Function.Formula.Inputs.Select(parameter => parameter.Variable.Kind)];

    /// <summary>The shape of the rows among the inputs.</summary>
    public Shape RowShape(IReadOnlyList<Node> inputs) => inputs[Kinds.ToList().IndexOf(VariableKind.Row)].Shape;

    /// <summary>The number of rows.</summary>
    public long RowCount(IReadOnlyList<Node> inputs) => Shape.Create(RowShape(inputs).AsSpan()[..^1]).Size;

    // FunctionCalls is the only way here, and it has brought the inputs to their shapes.
    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var rows = RowShape(inputs);
        var type = inputs.First(input => input.ElementType.IsFloatingPoint).ElementType;
        return new(Function.YieldsRow ? rows : Shape.Create(rows.AsSpan()[..^1]), type);
    }

    public override IReadOnlyList<WorkPart> Work(Node node) => WorkPart.OfRows(Body, RowCount(node.Inputs), RowShape(node.Inputs)[^1]);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream)
    {
        if (Kinds[input] == VariableKind.Label)
            return null;
        if (Function.Gradient(input) is { } gradient)
            return gradient.Formula.Body.IsConstant(0) ? null : Repeated(gradient.Call([.. node.Inputs, upstream], HyperParameters), node.Inputs[input].Shape);

        var variable = FusedFunction.Variable(input, Kinds[input]);
        var weight = FusedFunction.Variable(Kinds.Count, Function.YieldsRow ? VariableKind.Row : VariableKind.Number);
        // A number that was repeated along the row has the sum of the row's upstream gradients.
        var adjoint = Symbolics.Differentiation.Standard.Gradients(
            Body, [variable], weight.IsRow && !Body.IsRow ? Expression.Apply(Primitives.Sum, weight) : weight)[0];
        return adjoint.IsConstant(0) ? null : RowLowering.Lower(adjoint, [.. Kinds, weight.Kind], [.. node.Inputs, upstream], variable.IsRow);
    }

    // Whatever comes to a row can reach all of it.
    public override Node? Support(Node node, int input, Node support)
    {
        var rows = RowShape(node.Inputs);
        var numbers = rows.With(rows.Rank - 1, 1);
        var any = Function.YieldsRow ? GradientSupport.SumTo(support, numbers) : support.ReshapeTo(numbers);
        return Kinds[input] == VariableKind.Row ? any.BroadcastTo(rows) : any.ReshapeTo(node.Inputs[input].Shape);
    }

    public bool Equals(RowCall? other) =>
        other is not null && other.Function == Function && other.HyperParameters.AsSpan().SequenceEqual(HyperParameters);

    public override int GetHashCode() => HashCode.Combine(Function, Body);

    private string[] Describe() => Function.Describe(HyperParameters) is { Length: > 0 } text ? [text] : [];

    // The gradient by a row can be the same at all positions, and then be yielded once.
    private static Node Repeated(Node gradient, Shape shape) => gradient.Shape == shape ? gradient
        : gradient.ReshapeTo(shape.With(shape.Rank - 1, 1)).BroadcastTo(shape);
}
