using System.Text;

namespace AutoGrad.Symbolics;

/// <summary>A parameter of a formula: an input, or a hyper-parameter with its default.</summary>
/// <param name="Variable">The variable that stands for it in the body.</param>
/// <param name="Default">The default of a hyper-parameter, of a truth 0 or 1; null for an input.</param>
internal sealed record FormulaParameter(Variable Variable, double? Default)
{
    /// <summary>Whether it is set once for a whole call rather than given for each element.</summary>
    public bool IsHyperParameter => Default is not null;

    /// <summary>The value of a hyper-parameter as an expression.</summary>
    public Expression ValueOf(double number) => Variable.IsTruth ? Primitives.Truth(number != 0) : number;

    /// <summary>Whether a gradient with respect to it can be asked for.</summary>
    public bool IsDifferentiable => !IsHyperParameter && Variable.Kind is VariableKind.Number or VariableKind.Row;
}

/// <summary>
/// An expression with the parameters that it is a function of. Its text, <c>(row x, a = 1) => a * x - max(x)</c>, is how it travels: in
/// generated code and across assemblies.
/// </summary>
internal sealed record Formula(IReadOnlyList<FormulaParameter> Parameters, Expression Body)
{
    /// <summary>Whether the formula works along rows rather than on each element alone.</summary>
    public bool IsRowFormula => Parameters.Any(parameter => parameter.Variable.Kind == VariableKind.Row);

    /// <summary>The inputs: the parameters that are given for each element or row.</summary>
    public IEnumerable<FormulaParameter> Inputs => Parameters.Where(parameter => !parameter.IsHyperParameter);

    /// <summary>The formula that <see cref="ToText"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no formula; the message says where and why.</exception>
    public static Formula Parse(string text) => new FormulaReader(text).ReadFormula();

    /// <summary>
    /// The gradient by one input: upstream · ∂body/∂input, summed over the row where it has to be. Its parameters are the inputs, then
    /// <c>upstream</c>, then the hyper-parameters.
    /// </summary>
    public Formula Gradient(FormulaParameter by, Differentiation? differentiation = null)
    {
        var upstream = Expression.Variable("upstream", Body.IsRow ? VariableKind.Row : VariableKind.Number);
        if (Parameters.Any(parameter => parameter.Variable.Name == upstream.Name))
            throw new ArgumentException("A formula whose gradient is asked for cannot have a parameter called 'upstream': that is the name of the gradient that comes from above.");
        var body = (differentiation ?? Differentiation.Standard).Gradients(Simplification.Simplify(Body), [by.Variable], upstream)[0];
        return new([.. Inputs, new(upstream, null), .. Parameters.Where(parameter => parameter.IsHyperParameter)], body);
    }

    public string ToText() => $"{Signature()} => {FormulaWriter.Write(Body)}";

    /// <summary>The formula as the definition of a name: <c>snake(x, a = 1) = x + square(sin(a * x)) / a</c>.</summary>
    public string ToDefinition(string name) => $"{name}{Signature()} = {FormulaWriter.Write(Body)}";

    public override string ToString() => ToText();

    private string Signature()
    {
        var text = new StringBuilder("(");
        foreach (var parameter in Parameters)
        {
            if (text.Length > 1)
                text.Append(", ");
            if (parameter.Variable.Kind != VariableKind.Number)
                text.Append(FormulaReader.KindNames[parameter.Variable.Kind]).Append(' ');
            text.Append(parameter.Variable.Name);
            if (parameter.Default is { } value)
                text.Append(" = ").Append(FormulaWriter.Write(value));
        }
        return text.Append(')').ToString();
    }
}
