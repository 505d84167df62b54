using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>Parameters as they are declared and passed on.</summary>
internal static class Declarations
{
    /// <summary>The parameter's name in C#.</summary>
    public static string Identifier(this FormulaParameter parameter) => CSharpNames.Identifier(parameter.Variable.Name);

    public static IEnumerable<string> Identifiers(this IEnumerable<FormulaParameter> parameters) => parameters.Select(Identifier);

    /// <summary>The values as doubles, which kernels and formulas take them as.</summary>
    public static IEnumerable<string> Numbers(this IEnumerable<FormulaParameter> parameters) =>
        parameters.Select(parameter => parameter.Variable.IsTruth ? $"{parameter.Identifier()} ? 1 : 0" : parameter.Identifier());

    /// <summary>The values as arguments of the user's own method.</summary>
    public static IEnumerable<string> Widened(this IEnumerable<FormulaParameter> parameters) =>
        parameters.Select(parameter => parameter.Variable.IsTruth ? parameter.Identifier() : $"(double){parameter.Identifier()}");

    /// <summary>The parameters, each of the type.</summary>
    public static IEnumerable<string> As(this IEnumerable<FormulaParameter> parameters, string type) =>
        parameters.Select(parameter => $"{type} {parameter.Identifier()}");

    /// <summary>The hyper-parameters as <c>float</c> or <c>double</c>, a truth as <c>bool</c>, with their defaults.</summary>
    public static IEnumerable<string> Optional(this IEnumerable<FormulaParameter> parameters, string element) =>
        parameters.Select(parameter => $"{(parameter.Variable.IsTruth ? "bool" : element)} {parameter.Identifier()} = {Default(parameter, element)}");

    /// <summary>The defaults, as arguments.</summary>
    public static IEnumerable<string> Defaults(this IEnumerable<FormulaParameter> parameters) => parameters.Select(parameter => Default(parameter, "double"));

    public static string List(params IEnumerable<string>[] parts) => string.Join(", ", parts.SelectMany(part => part));

    private static string Default(FormulaParameter parameter, string element) =>
        parameter.Variable.IsTruth ? parameter.Default == 0 ? "false" : "true"
        : element == "float" ? CSharpLiteral.OfSingle(parameter.Default!.Value) : CSharpLiteral.Of(parameter.Default!.Value);
}
