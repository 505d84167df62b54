using System.ComponentModel;
using AutoGrad.Symbolics;

namespace AutoGrad.Kernels;

/// <summary>A generated update of parameters as graphs know it: a formula a result, and the kernel that computes them all in place.</summary>
/// <param name="name">The method's name.</param>
/// <param name="formulas">
/// The texts of the formulas, one a result: of the weight, its gradient, the states, the scalars that are given at each run, and the
/// hyper-parameters.
/// </param>
/// <param name="kernel">What computes them: made with the scalars, then the hyper-parameters.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FusedUpdate(string name, string[] formulas, FusedKernel kernel)
{
    private readonly Lazy<Formula[]> parsed = new(() => [.. formulas.Select(Formula.Parse)]);

    /// <summary>The update of these parameters.</summary>
    /// <param name="targets">The weight, then the states: of one shape and type.</param>
    /// <param name="gradient">The gradient of the weight, of its shape and type.</param>
    /// <param name="scalars">What is given at each run: single floating-point numbers.</param>
    /// <param name="hyperParameters">The formulas' hyper-parameters, in order.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    public Update Apply(ReadOnlySpan<Parameter> targets, Node gradient, ReadOnlySpan<Node> scalars, ReadOnlySpan<double> hyperParameters)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        Check(targets, gradient, scalars, hyperParameters.Length);
        var (weight, states) = (targets[0], targets.Length - 1);
        Node[] operands = [.. targets, gradient, .. scalars];
        var fused = new FusedOperands(
            name,
            weight.ElementType,
            [.. operands.Select(operand => (VariableKind.Number, operand.ElementType))],
            weight.Shape.Size,
            RowLength: 1,
            hyperParameters.ToArray())
        {
            // The kernel reads weight, gradient, states.
            Order = [0, states + 1, .. Enumerable.Range(1, states)],
        };
        return new(FunctionNames.ToText(name), targets.ToArray(), operands, () => kernel.Create(fused), Definitions(), Work(weight.Shape.Size, targets.Length + 1));
    }

    /// <summary>The new values as ordinary nodes: what the kernel is to compute.</summary>
    internal Node[] NewValues(ReadOnlySpan<Parameter> targets, Node gradient, ReadOnlySpan<Node> scalars, ReadOnlySpan<double> hyperParameters)
    {
        Check(targets, gradient, scalars, hyperParameters.Length);
        double[] hyper = hyperParameters.ToArray();
        Node[] inputs = [targets[0], gradient, .. targets[1..], .. scalars];
        return [.. parsed.Value.Select(formula => Elementwise.Of(
            Walk.Rewrite(formula.Body, node => Replacement(formula, node, hyper)),
            formula.Inputs.Select((parameter, i) => (parameter.Variable, Input: inputs[i].Cast(inputs[0].ElementType))).ToDictionary(pair => pair.Variable, pair => pair.Input)))];
    }

    // Called after what becomes new: the weight, and the states behind the gradient.
    private IEnumerable<string> Definitions() =>
        parsed.Value.Select((formula, i) => formula.ToDefinition($"{FunctionNames.ToText(name)}.{formula.Parameters[i == 0 ? 0 : i + 1].Variable.Name}"));

    // What only scalars determine is computed once.
    private IReadOnlyList<WorkPart> Work(long elements, int tensors)
    {
        var varying = parsed.Value[0].Inputs.Take(tensors).Select(parameter => (Expression)parameter.Variable).ToHashSet();
        return WorkPart.Of(parsed.Value.Select(formula => formula.Body), call =>
        {
            if (!call.Arguments.Any(varying.Contains))
                return 1;
            varying.Add(call);
            return elements;
        });
    }

    private static Expression? Replacement(Formula formula, Expression node, double[] hyperParameters)
    {
        int next = 0;
        foreach (var parameter in formula.Parameters.Where(parameter => parameter.IsHyperParameter))
        {
            if (parameter.Variable == node)
                return parameter.ValueOf(hyperParameters[next]);
            next++;
        }
        return null;
    }

    private void Check(ReadOnlySpan<Parameter> targets, Node gradient, ReadOnlySpan<Node> scalars, int hyperParameters)
    {
        var formula = parsed.Value[0];
        int inputs = formula.Inputs.Count();
        if (targets.Length != parsed.Value.Length || targets.Length + 1 + scalars.Length != inputs || hyperParameters != formula.Parameters.Count - inputs)
            throw new ArgumentException(
                $"{name}: {targets.Length} parameters, {scalars.Length} scalars and {hyperParameters} hyper-parameters do not fit the formula {formula} with {parsed.Value.Length} results.");
        var weight = targets[0];
        foreach (var target in targets)
            ArgumentNullException.ThrowIfNull(target, nameof(targets));
        if (!weight.ElementType.IsFloatingPoint)
            throw new ShapeException($"{name}: the parameter {weight} is no floating-point number; only float32 and float64 can be learned.");
        foreach (var state in targets[1..])
            CheckLike(weight, state, "state");
        CheckLike(weight, gradient, "gradient");
        for (int i = 0; i < scalars.Length; i++)
            if (scalars[i].Shape.Rank != 0 || !scalars[i].ElementType.IsFloatingPoint)
                throw new ShapeException(
                    $"{name}: '{formula.Inputs.ElementAt(targets.Length + 1 + i).Variable.Name}' is {scalars[i].ElementType.Text} {scalars[i].Shape}; it must be a single float32 or float64.");
    }

    private void CheckLike(Parameter weight, Node other, string role)
    {
        if (other.Shape != weight.Shape || other.ElementType != weight.ElementType)
            throw new ShapeException(
                $"{name}: the {role} is {other.ElementType.Text} {other.Shape}; it must be {weight.ElementType.Text} {weight.Shape}, as the parameter {weight.Name}.");
    }
}
