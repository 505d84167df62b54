using System.Collections.Immutable;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>A method with [Gradient] as the generator and the analyzer understand it.</summary>
/// <param name="Function">The method whose derivative it is; null if that is unknown.</param>
/// <param name="Formula">The derivative, over the function's parameters; null if there are errors.</param>
/// <param name="Model">What code is generated from; null if there are errors.</param>
/// <param name="Diagnostics">The errors, each at the exact place.</param>
internal sealed record ParsedGradient(
    IMethodSymbol? Function, Formula? Formula, CustomGradientModel? Model, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>From methods with [Gradient] to the derivatives they are.</summary>
internal static class CustomGradients
{
    /// <summary>The gradients written for a function, errors included.</summary>
    public static List<ParsedGradient> Of(IMethodSymbol function, ParseContext context) =>
        [.. Methods(function.ContainingType)
            .SelectMany(gradient => FunctionAttributes.GradientsOf(gradient).Select(attribute => (gradient, attribute)))
            .Where(pair => NameIn(pair.attribute) == function.Name)
            .Select(pair => Parse(pair.gradient, pair.attribute, context))
            .Where(parsed => SymbolEqualityComparer.Default.Equals(parsed.Function, function))];

    /// <summary>Reads one [Gradient] of a method.</summary>
    public static ParsedGradient Parse(IMethodSymbol gradient, AttributeData attribute, ParseContext context)
    {
        string name = NameIn(attribute);
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(context.Cancellation) as AttributeSyntax;
        var at = syntax?.ArgumentList?.Arguments.FirstOrDefault()?.GetLocation() ?? syntax?.GetLocation() ?? FunctionParser.LocationOf(gradient);
        var functions = Methods(gradient.ContainingType).Where(method => method.Name == name && IsDifferentiable(method)).ToList();
        if (functions.Count == 0)
            return Failed(null, Diagnostic.Create(
                Diagnostics.UnknownFunction, at, name, gradient.ContainingType.Name, name.Length == 0 ? "; name it with nameof" : ""));

        var function = functions.FirstOrDefault(candidate => Stranger(gradient, candidate) is null) ?? functions[0];
        if (Stranger(gradient, function) is { } stranger)
            return Wrong(
                FunctionParser.LocationOf(stranger),
                $"its parameter '{stranger.Name}' is none of the function's; it has the function's parameters, of the same names and types, or some of them");
        if (context.DeclarationOf(gradient) is not { } declaration || !CSharpTypes.Qualifies(gradient))
            return Wrong(FunctionParser.LocationOf(gradient), "it must be a static method with a body, over double, Row and int");

        string? input = FunctionAttributes.Named<string>(attribute, "Input") ?? function.Parameters.FirstOrDefault(p => !p.HasExplicitDefaultValue)?.Name;
        if (function.Parameters.FirstOrDefault(p => p.Name == input) is not { HasExplicitDefaultValue: false } parameter
            || parameter.Type.SpecialType == SpecialType.System_Int32)
            return Wrong(syntax?.GetLocation() ?? at, $"'{input}' is no input that it can be differentiated by");
        if (CSharpTypes.OperandTypeOf(function.ReturnType) == OperandType.Row)
            return Wrong(
                at,
                "the derivative of a row by a row is a matrix, which no method over rows returns; write the function so that its own gradient is the one you want");
        if (!SymbolEqualityComparer.Default.Equals(gradient.ReturnType, parameter.Type))
            return Wrong(declaration.ReturnType.GetLocation(), $"it must return {CSharpText.Short(parameter.Type)}, as its input '{input}' is");
        if (IsSecond(gradient, attribute, function, input!))
            return Wrong(at, $"another method is already its gradient by '{input}'");

        var body = context.Translate(gradient, declaration);
        if (body.Result is null)
            return new(function, null, null, body.Diagnostics);
        var formula = new Formula(Signature.Read(function, FunctionKind.Activation, context, []).Parameters, body.Result.Value);
        return new(function, formula, new(input!, formula.ToText(), FunctionAttributes.Named<bool>(attribute, "Surrogate")), []);

        ParsedGradient Wrong(Location location, string why) =>
            Failed(function, Diagnostic.Create(Diagnostics.WrongGradient, location, gradient.Name, name, why));
    }

    private static ParsedGradient Failed(IMethodSymbol? function, Diagnostic diagnostic) => new(function, null, null, [diagnostic]);

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>();

    private static string NameIn(AttributeData attribute) => attribute.ConstructorArguments is [{ Value: string name }] ? name : "";

    private static bool IsDifferentiable(IMethodSymbol method) =>
        FunctionAttributes.KindsOf(method) is [FunctionKind.Activation or FunctionKind.Loss, ..];

    // A parameter of the gradient that the function does not have.
    private static IParameterSymbol? Stranger(IMethodSymbol gradient, IMethodSymbol function) => gradient.Parameters.FirstOrDefault(parameter =>
        !function.Parameters.Any(other => other.Name == parameter.Name && SymbolEqualityComparer.Default.Equals(other.Type, parameter.Type)));

    private static bool IsSecond(IMethodSymbol gradient, AttributeData attribute, IMethodSymbol function, string input)
    {
        foreach (var other in Methods(gradient.ContainingType))
            foreach (var candidate in FunctionAttributes.GradientsOf(other))
            {
                if (candidate.ApplicationSyntaxReference == attribute.ApplicationSyntaxReference)
                    return false;
                string? by = FunctionAttributes.Named<string>(candidate, "Input") ?? function.Parameters[0].Name;
                if (NameIn(candidate) == function.Name && by == input && Stranger(other, function) is null)
                    return true;
            }
        return false;
    }
}
