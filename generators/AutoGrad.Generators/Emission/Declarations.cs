using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>Parameters as they are declared and passed on.</summary>
internal static class Declarations
{
    /// <summary>The parameter's name in C#.</summary>
    public static string Identifier(this FormulaParameter parameter) => CSharpNames.Identifier(parameter.Variable.Name);

    public static IEnumerable<string> Identifiers(this IEnumerable<FormulaParameter> parameters) => parameters.Select(Identifier);

    /// <summary>The name with its first letter as a capital, as part of another name.</summary>
    public static string Capitalised(this FormulaParameter parameter) =>
        char.ToUpperInvariant(parameter.Variable.Name[0]) + parameter.Variable.Name.Substring(1);

    /// <summary>The parameters, each of the type.</summary>
    public static IEnumerable<string> As(this IEnumerable<FormulaParameter> parameters, string type) =>
        parameters.Select(parameter => $"{type} {parameter.Identifier()}");

    /// <summary>The hyper-parameters as <c>float</c> or <c>double</c>, with their defaults.</summary>
    public static IEnumerable<string> Optional(this IEnumerable<FormulaParameter> parameters, string element) =>
        parameters.Select(parameter => $"{element} {parameter.Identifier()} = {Default(parameter, element)}");

    /// <summary>The defaults, as arguments.</summary>
    public static IEnumerable<string> Defaults(this IEnumerable<FormulaParameter> parameters) => parameters.Select(parameter => Default(parameter, "double"));

    public static string List(params IEnumerable<string>[] parts) => string.Join(", ", parts.SelectMany(part => part));

    private static string Default(FormulaParameter parameter, string element) =>
        element == "float" ? CSharpLiteral.OfSingle(parameter.Default!.Value) : CSharpLiteral.Of(parameter.Default!.Value);
}
