using System.Collections.Immutable;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>
/// What a call means to a formula: a known method, a method whose body is written out, or a formula that another assembly carries. C#'s
/// own choice cannot be asked: overloads are missing before generation, and there are too many after it.
/// </summary>
internal sealed class OverloadChoice
{
    // Costs of conversions: of an omitted default, of int to double, of mapping a row through a function of numbers.
    private const int Omitted = 1, Widened = 10, Mapped = 1000;

    private OverloadChoice(IReadOnlyList<Argument> arguments) => Arguments = arguments;

    /// <summary>The arguments, one a parameter, in the order of the parameters.</summary>
    public IReadOnlyList<Argument> Arguments { get; }

    public KnownMethod? Known { get; private init; }

    /// <summary>The type of the known method.</summary>
    public INamedTypeSymbol? Host { get; private init; }

    public IMethodSymbol? Method { get; private init; }

    public MethodDeclarationSyntax? Declaration { get; private init; }

    public Formula? Formula { get; private init; }

    /// <summary>Whether a row is given for a number, so that the result is a row.</summary>
    public bool MapsRow { get; private init; }

    /// <summary>Whether C# could choose another overload for these arguments: one that the generator adds, or one that formulas do not know.</summary>
    public bool IsUncertain { get; private init; }

    /// <summary>Why there is no choice; empty if there is one.</summary>
    public string WhyNot { get; private init; } = "";

    public static OverloadChoice Of(IReadOnlyList<IMethodSymbol> group, IReadOnlyList<Argument> arguments, ParseContext context, ExpressionSyntax at)
    {
        OverloadChoice? best = null;
        int lowest = int.MaxValue;
        foreach (var method in group)
        {
            bool isKnown = KnownMethods.IsHost(method.ContainingType) && KnownMethods.Find(method.Name, arguments.Count) is not null;
            if (isKnown || CSharpTypes.IsGenerated(method) || !CSharpTypes.Qualifies(method) || context.DeclarationOf(method) is not { } declaration)
                continue;
            var parameters = method.Parameters.Select(p => new Slot(
                p.Name, CSharpTypes.OperandTypeOf(p.Type)!.Value, p.HasExplicitDefaultValue ? Operand.OfConstant(p.ExplicitDefaultValue) : null)).ToList();
            if (Arrange(parameters, arguments, at) is { } found && found.Cost < lowest)
            {
                lowest = found.Cost;
                best = new(found.Arguments)
                {
                    Method = method, Declaration = declaration, MapsRow = found.MapsRow,
                    IsUncertain = FunctionAttributes.IsFunction(method) ? FitFloat(arguments) : found.IsWidened && group.Any(other => IsUnknown(other, arguments.Count)),
                };
            }
        }
        return best ?? OfKnown(group, arguments) ?? OfFormulas(group, arguments, at) ?? new(arguments) { WhyNot = Explain(group, arguments, context) };
    }

    private static OverloadChoice? OfKnown(IReadOnlyList<IMethodSymbol> group, IReadOnlyList<Argument> arguments)
    {
        foreach (var method in group)
        {
            if (!KnownMethods.IsHost(method.ContainingType) || KnownMethods.Find(method.Name, arguments.Count) is not { } known)
                continue;
            bool isUncertain = method.ContainingType.Name == "Functions" && FitFloat(arguments) && group.Any(HasFloat);
            if (arguments.All(argument => argument.Name is null))
                return new(arguments) { Known = known, Host = method.ContainingType, IsUncertain = isUncertain };
            if (method.Parameters.Length == arguments.Count
                && InOrder([.. method.Parameters.Select(p => p.Name)], arguments) is { } ordered && ordered.All(a => a is not null))
                return new([.. ordered.Select(a => a!)]) { Known = known, Host = method.ContainingType, IsUncertain = isUncertain };
        }
        return null;
    }

    private static OverloadChoice? OfFormulas(IReadOnlyList<IMethodSymbol> group, IReadOnlyList<Argument> arguments, ExpressionSyntax at)
    {
        OverloadChoice? best = null;
        int lowest = int.MaxValue;
        var types = group.Select(method => method.ContainingType).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var method in types.SelectMany(type => type.GetMembers(group[0].Name)).OfType<IMethodSymbol>())
        {
            if (FormulaOf(method) is not { } formula)
                continue;
            var parameters = formula.Parameters.Select(p => new Slot(
                p.Variable.Name,
                CSharpTypes.OperandTypeOf(p.Variable.Kind),
                p.Default is { } value ? new Operand(CSharpTypes.OperandTypeOf(p.Variable.Kind), p.ValueOf(value)) : null)).ToList();
            if (Arrange(parameters, arguments, at) is { } found && found.Cost < lowest)
            {
                lowest = found.Cost;
                best = new(found.Arguments) { Formula = formula, MapsRow = found.MapsRow, IsUncertain = FitFloat(arguments) };
            }
        }
        return best;
    }

    private static Formula? FormulaOf(IMethodSymbol method)
    {
        if (CSharpTypes.Attribute(method, FunctionAttributes.Formula)?.ConstructorArguments is not [{ Value: string text }])
            return null;
        try
        {
            return Formula.Parse(text);
        }
        catch (FormatException)
        {
            // Written by a later version, which knows more than this one: as good as none.
            return null;
        }
    }

    // The overload for float, which is generated, is nearer to an int or a float than the one for double.
    private static bool FitFloat(IReadOnlyList<Argument> arguments) =>
        arguments.Any(argument => Operand.IsNumeric(argument.Value.Type)) && arguments.All(argument => argument.Value.Type is not (OperandType.Number or OperandType.Row));

    private static bool HasFloat(IMethodSymbol method) =>
        FunctionAttributes.IsFunction(method) || method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Single);

    // To a generic parameter, or one of another numeric type, an argument may be nearer than to a double.
    private static bool IsUnknown(IMethodSymbol method, int arguments) =>
        method.Parameters.Length >= arguments && !CSharpTypes.IsGenerated(method) && !CSharpTypes.Qualifies(method)
        && method.Parameters.Any(parameter => parameter.Type is ITypeParameterSymbol or { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Single });

    private static (IReadOnlyList<Argument> Arguments, int Cost, bool MapsRow, bool IsWidened)? Arrange(
        IReadOnlyList<Slot> parameters, IReadOnlyList<Argument> arguments, ExpressionSyntax at)
    {
        if (InOrder([.. parameters.Select(p => p.Name)], arguments) is not { } ordered)
            return null;
        var complete = new List<Argument>();
        int cost = 0;
        bool mapsRow = false, isWidened = false;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (ordered[i] is { } given)
            {
                if (CostOf(given.Value.Type, parameters[i].Type) is not { } conversion)
                    return null;
                cost += conversion;
                mapsRow |= conversion == Mapped;
                isWidened |= conversion == Widened;
                complete.Add(given);
            }
            else if (parameters[i].Default is { } value)
            {
                cost += Omitted;
                complete.Add(new(null, value, at));
            }
            else
                return null;
        }
        return (complete, cost, mapsRow, isWidened);
    }

    private static Argument?[]? InOrder(IReadOnlyList<string> names, IReadOnlyList<Argument> arguments)
    {
        var ordered = new Argument?[names.Count];
        for (int i = 0; i < arguments.Count; i++)
        {
            int place = i;
            if (arguments[i].Name is { } name)
                for (place = 0; place < names.Count && names[place] != name;)
                    place++;
            if (place >= ordered.Length || ordered[place] is not null)
                return null;
            ordered[place] = arguments[i];
        }
        return ordered;
    }

    private static int? CostOf(OperandType given, OperandType wanted) =>
        given == wanted ? 0
        : wanted == OperandType.Number && Operand.IsNumeric(given) ? Widened
        : wanted == OperandType.Number && given == OperandType.Row ? Mapped
        : null;

    private static string Explain(IReadOnlyList<IMethodSymbol> group, IReadOnlyList<Argument> arguments, ParseContext context)
    {
        if (group.Count == 0)
            return "no static method of this name is in sight; formulas call Math, double, AutoGrad.Functions, and static methods over double and Row";
        if (group.All(method => KnownMethods.IsHost(method.ContainingType) && context.DeclarationOf(method) is null))
        {
            string count = $"{arguments.Count} argument{(arguments.Count == 1 ? "" : "s")}";
            return $"{group[0].ContainingType.Name} has it, but the formula language has no such function of {count}; compose it of those that it has";
        }
        if (group.All(method => method.MethodKind == MethodKind.Ordinary && context.DeclarationOf(method) is null))
            return "it lies outside this project and carries no formula; mark it with [Activation] where it is declared, or copy it here";
        if (group[0].MethodKind == MethodKind.LocalFunction)
            return "it is a local function; make it a static method of the class";
        if (!group.Any(CSharpTypes.Qualifies))
            return "formulas call static, non-generic methods over double, int, bool and Row that return one of them";
        return $"no overload takes ({string.Join(", ", arguments.Select(argument => Operand.Describe(argument.Value.Type)))})";
    }

    /// <summary>A parameter to be filled.</summary>
    private sealed record Slot(string Name, OperandType Type, Operand? Default);
}
