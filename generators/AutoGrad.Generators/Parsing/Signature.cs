using System.Collections.Immutable;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>A function's parameters and result.</summary>
internal sealed record Signature(IReadOnlyList<FormulaParameter> Parameters, bool YieldsRow)
{
    /// <summary>Reads the signature, and reports all that a function of the kind cannot have.</summary>
    public static Signature Read(IMethodSymbol method, FunctionKind kind, ParseContext context, List<Diagnostic> diagnostics)
    {
        int before = diagnostics.Count;
        CheckMethod(method, context, diagnostics);
        if (diagnostics.Count > before)
            return new([], YieldsRow: false);
        var parameters = new List<FormulaParameter>();
        IParameterSymbol? hyperParameter = null;
        foreach (var parameter in method.Parameters)
        {
            if (Read(parameter, kind, context.Cancellation, diagnostics) is { } read)
                parameters.Add(read);
            if (parameter.HasExplicitDefaultValue)
                hyperParameter ??= parameter;
            else if (hyperParameter is not null)
                diagnostics.Add(Diagnostic.Create(
                    Diagnostics.InputAfterHyperParameter, FunctionParser.LocationOf(parameter), parameter.Name, hyperParameter.Name));
        }

        var result = new Signature(parameters, CSharpTypes.OperandTypeOf(method.ReturnType) == OperandType.Row);
        if (diagnostics.Count > before)
            return result;
        if (SignatureRules.WrongInputs(kind, result) is { } inputs)
        {
            string given = string.Join(", ", method.Parameters.Where(p => !p.HasExplicitDefaultValue).Select(p => $"{CSharpText.Short(p.Type)} {p.Name}"));
            diagnostics.Add(Diagnostic.Create(Diagnostics.WrongInputs, FunctionParser.LocationOf(method), method.Name, given, inputs));
        }
        else if (SignatureRules.WrongResult(kind, method.ReturnType, result) is { } why)
            diagnostics.Add(Diagnostic.Create(
                Diagnostics.WrongResult, ReturnTypeLocation(method, context), method.Name, CSharpText.Short(method.ReturnType), why));
        return result;
    }

    private static void CheckMethod(IMethodSymbol method, ParseContext context, List<Diagnostic> diagnostics)
    {
        string? why = method switch
        {
            _ when FunctionAttributes.KindsOf(method).Count > 1 => "it has several of [Activation], [Loss] and [Update]; it can have one",
            { IsStatic: false } => "it is not static",
            { IsGenericMethod: true } => "it is generic; write it over double or Row",
            { IsAsync: true } => "it is async",
            _ when FunctionAttributes.HasLayer(method) && !IsVisible(method) =>
                "its layer stands in the namespace and calls it; make the method, and the types around it, internal or public",
            _ when IsForbidden(method) => "it is obsolete to the point of an error, and generated code calls it",
            _ when context.DeclarationOf(method) is null => "it has no body",
            _ => null,
        };
        if (why is not null)
            diagnostics.Add(Diagnostic.Create(Diagnostics.WrongMethod, FunctionParser.LocationOf(method), method.Name, why));
    }

    private static bool IsVisible(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            if (type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return false;
        return method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal;
    }

    private static bool IsForbidden(IMethodSymbol method) =>
        CSharpTypes.Attribute(method, "System.ObsoleteAttribute") is { ConstructorArguments: [_, { Value: true }, ..] };

    private static FormulaParameter? Read(IParameterSymbol parameter, FunctionKind kind, CancellationToken cancellation, List<Diagnostic> diagnostics)
    {
        var syntax = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as ParameterSyntax;
        var type = CSharpTypes.OperandTypeOf(parameter.Type);
        string? why = type switch
        {
            _ when parameter.RefKind != RefKind.None => "it is passed by reference; formulas have values only",
            _ when parameter.IsParams => "it takes any number of values; a formula has a fixed number of inputs, or a Row",
            null or OperandType.Tuple =>
                $"its type is {CSharpText.Short(parameter.Type)}; write double for a number, Row for a row, int for a label, or bool for a choice",
            OperandType.Truth when !parameter.HasExplicitDefaultValue => "a bool chooses between forms of the function: it is a hyper-parameter, and has a default",
            OperandType.Row when parameter.HasExplicitDefaultValue => "a row is an input and has no default",
            OperandType.Integer when parameter.HasExplicitDefaultValue => "a hyper-parameter is a double; an int is the label of a loss and has no default",
            _ => null,
        };
        if (why is not null)
            diagnostics.Add(Diagnostic.Create(
                Diagnostics.WrongParameter, syntax?.Type?.GetLocation() ?? FunctionParser.LocationOf(parameter), parameter.Name, why));
        if (SignatureRules.WhyReserved(parameter.Name, kind, parameter.ContainingSymbol.Name) is { } reserved)
            diagnostics.Add(Diagnostic.Create(Diagnostics.ReservedName, FunctionParser.LocationOf(parameter), parameter.Name, reserved));
        if (why is not null)
            return null;
        return new(
            CSharpTypes.VariableFor(parameter.Name, type!.Value),
            parameter.HasExplicitDefaultValue ? DefaultOf(parameter) : null);
    }

    private static double DefaultOf(IParameterSymbol parameter) => parameter.ExplicitDefaultValue switch
    {
        double number => number,
        true => 1,
        _ => 0,
    };

    private static Location ReturnTypeLocation(IMethodSymbol method, ParseContext context) =>
        context.DeclarationOf(method)?.ReturnType.GetLocation() ?? FunctionParser.LocationOf(method);
}
