using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>What is wrong with a function, and what is dubious about what it computes.</summary>
internal static class FunctionChecks
{
    public static IEnumerable<Diagnostic> Of(IMethodSymbol method, ParseContext context)
    {
        var parsed = FunctionParser.Parse(method, context);
        return parsed.Formulas.Count == 0 ? parsed.Diagnostics : [.. Dependence(method, parsed, context), .. Singularities(parsed)];
    }

    private static IEnumerable<Diagnostic> Dependence(IMethodSymbol method, ParsedFunction parsed, ParseContext context)
    {
        var custom = new HashSet<string>(CustomGradients.Of(method, context).Select(gradient => gradient.Model?.Input).OfType<string>());
        foreach (var input in parsed.Formulas[0].Inputs)
        {
            var parameter = method.Parameters.First(p => p.Name == input.Variable.Name);
            var at = FunctionParser.LocationOf(parameter);
            if (!parsed.Formulas.Any(formula => Walk.Ordered(formula.Body).Contains(input.Variable)))
                yield return Diagnostic.Create(Diagnostics.UnusedInput, at, method.Name, parameter.Name);
            else if (input.IsDifferentiable && !custom.Contains(parameter.Name)
                && !parsed.Formulas.Any(formula => Differentiation.Standard.DependsOn(formula.Body, input.Variable)))
                yield return Diagnostic.Create(Diagnostics.ZeroGradient, at, method.Name, parameter.Name);
        }
    }

    private static IEnumerable<Diagnostic> Singularities(ParsedFunction parsed)
    {
        var formula = parsed.Formulas[0];
        var reported = new HashSet<(Location, string)>();
        foreach (var application in parsed.Applications)
        {
            var finding = IntervalAnalysis.Singularity(application.Call, variable => RangeOf(formula, variable), new Assumptions(application.Conditions));
            if (finding is null || !reported.Add((application.Location, finding.Reason)))
                continue;
            string text = SourceText.Of(application.Location.SourceTree!.GetRoot().FindNode(application.Location.SourceSpan, getInnermostNodeForTie: true));
            string when = formula.IsRowFormula ? "in every row" : "for every input";
            yield return finding.IsCertain
                ? Diagnostic.Create(Diagnostics.CertainSingularity, application.Location, text, finding.Reason, when)
                : Diagnostic.Create(Diagnostics.ReachableSingularity, application.Location, text, finding.Reason);
        }
    }

    /// <summary>What a parameter can be: an input anything, a hyper-parameter anything with the sign of its default, which is set with care.</summary>
    private static Interval RangeOf(Formula formula, Variable variable) => formula.Parameters.FirstOrDefault(p => p.Variable == variable) switch
    {
        { Variable.Kind: VariableKind.Truth } => Interval.Truth,
        { Default: > 0 } => new(double.Epsilon, double.PositiveInfinity),
        { Default: < 0 } => new(double.NegativeInfinity, -double.Epsilon),
        { Variable.Kind: VariableKind.Label } => Interval.NotNegative,
        _ => Interval.All,
    };
}
