using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>Which inputs, results and names a function of each kind can have.</summary>
internal static class SignatureRules
{
    private const int MostNumbers = 3, MostRowsOfLoss = 3, MostResults = 4;

    private static readonly Dictionary<string, string> NamesInText = new()
    {
        ["and"] = "in a formula's text it is an operator",
        ["or"] = "in a formula's text it is an operator",
        ["infinity"] = "in a formula's text it is a number",
        ["nan"] = "in a formula's text it is a number",
    };

    private static readonly Dictionary<FunctionKind, string[]> NamesOfGenerated = new()
    {
        [FunctionKind.Activation] = ["destination", "axis", "rowLength"],
        [FunctionKind.Loss] = ["gradient", "losses", "reduction", "rowLength", "labels"],
        [FunctionKind.Update] = [],
    };

    /// <summary>Why a parameter of the method cannot have the name; null if it can.</summary>
    public static string? WhyReserved(string name, FunctionKind kind, string method) =>
        name == method || name.StartsWith(method + GeneratedNames.Kernels, StringComparison.Ordinal) ? "generated overloads call the method, or its kernels, by this name"
        : name == "upstream" ? "that is the gradient that comes from above, in the generated gradient"
        : NamesOfGenerated[kind].Contains(name) ? "a generated overload has a parameter of this name"
        : NamesInText.TryGetValue(name, out string? why) ? why : null;

    /// <summary>What is wrong with the inputs; null if nothing is.</summary>
    public static string? WrongInputs(FunctionKind kind, Signature signature)
    {
        var kinds = signature.Parameters.Where(p => !p.IsHyperParameter).Select(p => p.Variable.Kind).ToList();
        int rows = kinds.Count(k => k == VariableKind.Row), labels = kinds.Count(k => k == VariableKind.Label);
        switch (kind)
        {
            case FunctionKind.Loss:
                return WhyNoLoss(kinds, rows);
            case FunctionKind.Update:
                return rows + labels > 0 ? "an update works element by element: all its inputs are doubles"
                    : kinds.Count < 2 ? "an update has a weight and a gradient, then its state"
                    : null;
        }
        if (labels > 0)
            return "only a loss has a label; write a hyper-parameter as a double with a default, or make the method a [Loss]";
        if (kinds.Count == 0)
            return "a function has at least one; a parameter with a default is a hyper-parameter";
        if (rows == 0)
            return kinds.Count > MostNumbers
                ? $"a function of numbers has at most {MostNumbers}; give the others a default, which makes them hyper-parameters" : null;
        if (rows < kinds.Count)
            return "beside rows a number is a hyper-parameter; give it a default";
        int most = signature.YieldsRow ? 2 : 3;
        return rows > most ? $"a function of rows that returns a {(signature.YieldsRow ? "row" : "number")} has at most {most}" : null;
    }

    // What a row kernel reads: three rows and two numbers, of which the upstream gradient is one.
    private static string? WhyNoLoss(List<VariableKind> kinds, int rows) =>
        kinds.Count < 2 || (rows == 0 ? kinds.Contains(VariableKind.Label) : kinds[0] != VariableKind.Row)
            ? "a loss compares a prediction with a target: two doubles, two rows, a row and the int that is its label, or a row and a double"
        : rows == 0 && kinds.Count > MostNumbers
            ? $"a loss of numbers has at most {MostNumbers}; give the others a default, which makes them hyper-parameters"
        : rows > MostRowsOfLoss ? $"a loss has at most {MostRowsOfLoss} rows"
        : rows > 0 && kinds.Count - rows > 1 ? "beside its rows a loss has one number or label a row; give the others a default, which makes them hyper-parameters"
        : null;

    /// <summary>What is wrong with the type of the result; null if nothing is.</summary>
    public static string? WrongResult(FunctionKind kind, ITypeSymbol type, Signature signature)
    {
        var result = CSharpTypes.OperandTypeOf(type);
        switch (kind)
        {
            case FunctionKind.Loss:
                return result == OperandType.Number ? null : "a loss returns a double";
            case FunctionKind.Update:
                int count = type is INamedTypeSymbol { IsTupleType: true } tuple
                    && tuple.TupleElements.All(element => element.Type.SpecialType == SpecialType.System_Double)
                    ? tuple.TupleElements.Length : result == OperandType.Number ? 1 : 0;
                int inputs = signature.Parameters.Count(p => !p.IsHyperParameter);
                return count is < 1 or > MostResults
                    ? $"an update returns the new weight, a double, or a tuple of the weight and its state, at most {MostResults} doubles"
                    : inputs < count + 1 ? $"an update that returns {count} values takes as many, and the gradient: weight, gradient, then the state"
                    : null;
            default:
                bool hasRows = signature.Parameters.Any(p => p.Variable.Kind == VariableKind.Row);
                return result == OperandType.Number || (result == OperandType.Row && hasRows) ? null
                    : hasRows ? "a function of rows returns a Row or a double" : "a function of numbers returns a double";
        }
    }
}
