using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>A function with its formula read, differentiated, and its parameters sorted by what they are: what the emitters read.</summary>
internal sealed class Function
{
    public Function(FunctionModel model, string kernels)
    {
        Model = model;
        Kernels = kernels;
        Formulas = [.. model.Formulas.Select(Formula.Parse)];
    }

    public FunctionModel Model { get; }

    /// <summary>The nested class that holds the kernels.</summary>
    public string Kernels { get; }

    /// <summary>One, or one a result of an update.</summary>
    public IReadOnlyList<Formula> Formulas { get; }

    public Formula Formula => Formulas[0];

    public string Name => Model.Name;

    /// <summary>The method's name in C#.</summary>
    public string Method => CSharpNames.Identifier(Model.Name);

    /// <summary>What is given for each element or row.</summary>
    public IReadOnlyList<FormulaParameter> Inputs => [.. Formula.Inputs];

    /// <summary>What is given once a call.</summary>
    public IReadOnlyList<FormulaParameter> HyperParameters => [.. Formula.Parameters.Where(parameter => parameter.IsHyperParameter)];

    public bool IsRowFunction => Formula.IsRowFormula;

    /// <summary>The name of a parameter that the generator adds, out of the way of the user's.</summary>
    public string Extra(string name) => new CSharpNames(Model.Parameters.Select(parameter => parameter.Name)).Unique(name);

    /// <summary>The input as part of another name: with a capital, and unlike inputs that differ in nothing else.</summary>
    public string InName(FormulaParameter input)
    {
        var names = new CSharpNames("With");
        return Inputs.Select(each => (each, Name: names.Unique(char.ToUpperInvariant(each.Variable.Name[0]) + each.Variable.Name.Substring(1))))
            .First(pair => pair.each.Variable == input.Variable).Name;
    }

    /// <summary>The formula of the gradient by an input: the user's derivative if there is one, else the symbolic.</summary>
    public Formula Gradient(FormulaParameter by)
    {
        var symbolic = Formula.Gradient(by);
        if (Model.CustomGradients.FirstOrDefault(custom => custom.Input == by.Variable.Name) is not { } custom)
            return symbolic;

        var derivative = Formula.Parse(custom.Formula);
        if (derivative.Parameters.Count != Formula.Parameters.Count)
            throw new EmissionException($"The gradient of '{Name}' by '{custom.Input}' has {derivative.Parameters.Count} parameters, '{Name}' has {Formula.Parameters.Count}: it takes the same ones.");
        var arguments = derivative.Parameters.Zip(Formula.Parameters, (own, of) => (own.Variable, of.Variable)).ToDictionary(pair => (Expression)pair.Item1, pair => pair.Item2);
        var body = Walk.Rewrite(derivative.Body, node => arguments.TryGetValue(node, out var argument) ? argument : null);
        return symbolic with { Body = Simplification.Simplify(Upstream(symbolic) * body) };
    }

    /// <summary>The variable of a gradient formula that stands for the gradient from above.</summary>
    public static Variable Upstream(Formula gradient) => gradient.Parameters.First(parameter => parameter.Variable.Name == "upstream").Variable;
}
