using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>The step of an optimizer: a formula for each target, all of the same parameters.</summary>
internal sealed class FormulaUpdate(params string[] formulas)
{
    private readonly Formula[] formulas = [.. formulas.Select(Formula.Parse)];

    /// <summary>The updates of the targets, which are the weight and its states.</summary>
    /// <param name="targets">One a formula.</param>
    /// <param name="gradient">The weight's gradient.</param>
    /// <param name="scalars">Single numbers given each run; they are computed with in double precision until they meet a tensor.</param>
    /// <param name="hyperParameters">Single numbers given once.</param>
    public IReadOnlyList<Update> Apply(Parameter[] targets, Node gradient, Node[] scalars, double[] hyperParameters) =>
        [.. formulas.Select((formula, i) => Update.Assign(targets[i], Value(formula, [targets[0], gradient, .. targets[1..], .. scalars], hyperParameters)))];

    private static Node Value(Formula formula, Node[] inputs, double[] hyperParameters)
    {
        var type = inputs[0].ElementType;
        var values = new Dictionary<Variable, Expression>();
        var nodes = new Dictionary<Variable, Node>();
        int next = 0;
        foreach (var (parameter, i) in formula.Parameters.Select((parameter, i) => (parameter, i)))
            if (parameter.IsHyperParameter)
                values[parameter.Variable] = hyperParameters[next++];
            else
                nodes[parameter.Variable] = inputs[i].Cast(type);
        return Elementwise.Of(Walk.Rewrite(formula.Body, e => e is Variable variable ? values.GetValueOrDefault(variable) : null), nodes);
    }
}
