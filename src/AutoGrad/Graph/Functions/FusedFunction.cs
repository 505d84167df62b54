using System.ComponentModel;
using AutoGrad.Symbolics;

namespace AutoGrad.Kernels;

/// <summary>A generated function as graphs know it: its formula, the kernel that computes it, and the functions that are its gradients.</summary>
/// <param name="name">The method's name.</param>
/// <param name="formula">The text of the formula.</param>
/// <param name="kernel">What computes it.</param>
/// <param name="gradients">
/// The gradient by each input, in order; null by a label. A gradient's inputs are the function's, then the upstream gradient. None at all: the
/// formula is differentiated when a gradient is asked for.
/// </param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class FusedFunction(string name, string formula, FusedKernel kernel, params FusedFunction?[] gradients)
{
    // Parsed when it is first needed: generated types make their functions when they are loaded.
    private readonly Lazy<Formula> parsed = new(() => Formula.Parse(formula));
    private Expression? simplified;

    /// <summary>Whether a gradient was written by hand: then it is the only one, and is not derived from the formula.</summary>
    public bool HasCustomGradient { get; init; }

    /// <summary>The method's name, which messages begin with.</summary>
    internal string Name { get; } = name;

    /// <summary>The name in the text of graphs.</summary>
    internal string TextName { get; } = FunctionNames.ToText(name);

    internal Formula Formula => parsed.Value;

    internal FusedKernel Kernel { get; } = kernel;

    /// <summary>Whether the result of a row function is a row, rather than a number a row.</summary>
    internal bool YieldsRow => Kernel.YieldsRow;

    /// <summary>The variable that stands for an input in <see cref="Body"/>.</summary>
    internal static Variable Variable(int input, VariableKind kind) => Expression.Variable($"a{input}", kind);

    /// <summary>The gradient by an input; null if the function has none of its own.</summary>
    internal FusedFunction? Gradient(int input) => input < gradients.Length ? gradients[input] : null;

    /// <summary>The formula over a0, a1, … with these hyper-parameters: simplified for any of them, as the kernel is, and not for these.</summary>
    internal Expression Body(ReadOnlySpan<double> hyperParameters)
    {
        var replacements = new Dictionary<Expression, Expression>();
        int input = 0, next = 0;
        foreach (var parameter in Formula.Parameters)
            replacements[parameter.Variable] = parameter.IsHyperParameter
                ? parameter.ValueOf(hyperParameters[next++])
                : Variable(input++, parameter.Variable.Kind);
        return Walk.Rewrite(simplified ??= Simplification.Simplify(Formula.Body), expression => replacements.GetValueOrDefault(expression));
    }

    /// <summary>The hyper-parameters that differ from their defaults, as they stand in text: <c>slope = 0.1</c>.</summary>
    internal string Describe(ReadOnlySpan<double> hyperParameters)
    {
        var parts = new List<string>();
        int next = 0;
        foreach (var parameter in Formula.Parameters)
            if (parameter.IsHyperParameter && !parameter.Default.Equals(hyperParameters[next++]))
                parts.Add($"{parameter.Variable.Name} = {FormulaWriter.Write(hyperParameters[next - 1])}");
        return string.Join(", ", parts);
    }
}
