using System.Collections.Immutable;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>A method with [Activation], [Loss] or [Update] as the generator and the analyzer understand it.</summary>
/// <param name="Model">What code is generated from; null if there are errors, in the method or in its custom gradients.</param>
/// <param name="Formulas">What it computes, one formula a result; empty if there are errors.</param>
/// <param name="Applications">Every call of a primitive with a singularity.</param>
/// <param name="Diagnostics">The errors in the method, each at the exact place. Those in custom gradients are theirs.</param>
internal sealed record ParsedFunction(
    FunctionModel? Model, IReadOnlyList<Formula> Formulas, IReadOnlyList<Application> Applications, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>From a method with one of our attributes to its model.</summary>
internal static class FunctionParser
{
    /// <summary>Reads the method. It never throws for code that is wrong or incomplete: without a model there is a diagnostic.</summary>
    public static ParsedFunction Parse(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        Parse(method, new ParseContext(compilation, cancellation));

    internal static ParsedFunction Parse(IMethodSymbol method, ParseContext context)
    {
        // Of a partial method callers see the names and the defaults of its definition.
        method = method.PartialDefinitionPart ?? method;
        var diagnostics = new List<Diagnostic>();
        var kind = FunctionAttributes.KindsOf(method)[0];
        var host = HostReader.Read(method, diagnostics, context.Cancellation);
        var signature = Signature.Read(method, kind, context, diagnostics);
        NameClashes.Find(method, kind, diagnostics, context.Cancellation);

        IReadOnlyList<Formula> formulas = [];
        IReadOnlyList<Application> applications = [];
        if (context.DeclarationOf(method) is { } declaration)
        {
            var body = context.Translate(method, declaration);
            diagnostics.AddRange(body.Diagnostics);
            applications = body.Applications;
            if (diagnostics.Count == 0 && body.Result is { } result)
                formulas = [.. (result.Type == OperandType.Tuple ? result.Elements : [result]).Select(value => new Formula(signature.Parameters, value.Value))];
        }

        foreach (var formula in formulas)
            if (!CanBeReadBack(formula))
                diagnostics.Add(Diagnostic.Create(
                    Diagnostics.UnsupportedSyntax, LocationOf(method), "an expression nested this deeply", "give its inner parts names, as locals or as methods"));
        if (diagnostics.Count > 0)
            return new(null, [], applications, [.. diagnostics]);

        var gradients = CustomGradients.Of(method, context);
        if (gradients.Any(gradient => gradient.Model is null))
            return new(null, formulas, applications, []);
        var model = new FunctionModel(
            kind,
            FunctionAttributes.HasLayer(method),
            host!,
            method.Name,
            CSharpText.Accessibility(method.DeclaredAccessibility),
            signature.Parameters.Select(p => new ParameterModel(p.Variable.Name, p.Variable.Kind, p.Default)).ToEquatableArray(),
            formulas.Select(formula => formula.ToText()).ToEquatableArray(),
            YieldsRow: signature.YieldsRow,
            DocumentationSummary.Of(context.DeclarationOf(method)!),
            gradients.Select(gradient => gradient.Model!).ToEquatableArray());
        return new(model, formulas, applications, []);
    }

    internal static Location LocationOf(ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;

    // Text is how formulas travel, and its reader has limits: of nesting, and of the letters in names.
    private static bool CanBeReadBack(Formula formula)
    {
        try
        {
            string text = formula.ToText();
            return Formula.Parse(text).ToText() == text;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
