using AutoGrad.Symbolics;

namespace AutoGrad.Kernels;

public sealed partial class FusedFunction
{
    /// <summary>The function applied to nodes. Element by element the inputs are broadcast to a common shape; a row function works along one axis.</summary>
    /// <param name="inputs">The formula's inputs, in order.</param>
    /// <param name="hyperParameters">The formula's hyper-parameters, in order.</param>
    /// <param name="axis">The axis along which a row function's rows lie; negative ones count from the end.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    public Node Call(ReadOnlySpan<Node> inputs, ReadOnlySpan<double> hyperParameters, int axis = -1)
    {
        foreach (var input in inputs)
            ArgumentNullException.ThrowIfNull(input);
        CheckCounts(inputs.Length, hyperParameters.Length);
        return Formula.IsRowFormula
            ? FunctionCalls.Rows(this, inputs.ToArray(), hyperParameters.ToArray(), axis)
            : FunctionCalls.Elements(this, inputs.ToArray(), hyperParameters.ToArray());
    }

    /// <summary>The loss of a prediction: of each element, of each row against a row, or of each row against a label, and then their reduction.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="target">A tensor of the prediction's shape; for a loss of rows against labels, integers of that shape without its last axis.</param>
    /// <param name="hyperParameters">The formula's hyper-parameters, in order.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    public Node CallLoss(Node prediction, Node target, ReadOnlySpan<double> hyperParameters, Reduction reduction) =>
        CallLoss([prediction, target], hyperParameters, reduction);

    /// <summary>The loss of a prediction and a target, and of more inputs, which are broadcast to them; then the reduction.</summary>
    /// <param name="inputs">The formula's inputs, in order.</param>
    /// <param name="hyperParameters">The formula's hyper-parameters, in order.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    public Node CallLoss(ReadOnlySpan<Node> inputs, ReadOnlySpan<double> hyperParameters, Reduction reduction)
    {
        foreach (var input in inputs)
            ArgumentNullException.ThrowIfNull(input);
        CheckCounts(inputs.Length, hyperParameters.Length);
        LossChecks.Check(this, inputs);
        return LossReduction.Of(Name, Call(inputs, hyperParameters), reduction);
    }

    /// <summary>The loss of rows against labels where the targets are integers, against rows where they are not.</summary>
    /// <exception cref="ShapeException">There is no such loss, or shapes or element types do not fit.</exception>
    public static Node CallLoss(
        FusedFunction? withLabels, FusedFunction? withRows, Node prediction, Node target, ReadOnlySpan<double> hyperParameters, Reduction reduction) =>
        CallLoss(withLabels, withRows, [prediction, target], hyperParameters, reduction);

    /// <inheritdoc cref="CallLoss(FusedFunction, FusedFunction, Node, Node, ReadOnlySpan{double}, Reduction)"/>
    public static Node CallLoss(
        FusedFunction? withLabels, FusedFunction? withRows, ReadOnlySpan<Node> inputs, ReadOnlySpan<double> hyperParameters, Reduction reduction)
    {
        ArgumentNullException.ThrowIfNull(inputs[0]);
        ArgumentNullException.ThrowIfNull(inputs[1]);
        // What is shaped like labels is meant as labels, and told so if it is none.
        bool isLabels = inputs[1].ElementType.IsInteger || inputs[0].Shape.SkipLast(1).SequenceEqual(inputs[1].Shape);
        var function = (isLabels ? withLabels ?? withRows : withRows ?? withLabels)
            ?? throw new ArgumentException("A loss needs a function of labels or one of rows.");
        return function.CallLoss(inputs, hyperParameters, reduction);
    }

    private void CheckCounts(int inputs, int hyperParameters)
    {
        int expected = Formula.Inputs.Count(), expectedHyper = Formula.Parameters.Count - expected;
        if (inputs != expected || hyperParameters != expectedHyper)
            throw new ArgumentException($"{Name}: {inputs} inputs and {hyperParameters} hyper-parameters; the formula {Formula} has {expected} and {expectedHyper}.");
    }
}
