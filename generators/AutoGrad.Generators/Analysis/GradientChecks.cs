using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>What is wrong with a custom gradient: its form, or that it is not the derivative of its function.</summary>
internal static class GradientChecks
{
    public static IEnumerable<Diagnostic> Of(IMethodSymbol method, AttributeData attribute, ParseContext context)
    {
        var gradient = CustomGradients.Parse(method, attribute, context);
        if (gradient is not { Model: { } model, Formula: { } formula, Function: { } function })
            return gradient.Diagnostics;
        if (model.IsSurrogate || FunctionParser.Parse(function, context).Formulas is not [{ } differentiated])
            return [];
        return Disagreement.Find(differentiated, formula, model.Input) is { } found
            ? [Diagnostic.Create(
                Diagnostics.DisagreeingGradient, FunctionParser.LocationOf(method),
                found.Point, method.Name, found.Given, function.Name, model.Input, found.Derived)]
            : [];
    }
}
