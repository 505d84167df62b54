using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoGrad.Generators;

/// <summary>
/// Says what is wrong with formulas: why the generator adds nothing to a method, and what is dubious about what it adds. It reads
/// methods with the generator's own parser, so that the two never disagree.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormulaAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.CreateRange(Diagnostics.All);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
        context.RegisterSyntaxNodeAction(
            AnalyzeLocal, SyntaxKind.LocalFunctionStatement, SyntaxKind.SimpleLambdaExpression, SyntaxKind.ParenthesizedLambdaExpression);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        // A partial method's two parts are one function, which its definition stands for.
        if (method.PartialDefinitionPart is not null)
            return;
        var parsing = new ParseContext(context.Compilation, context.CancellationToken);
        if (FunctionAttributes.IsFunction(method))
            foreach (var diagnostic in FunctionChecks.Of(method, parsing))
                context.ReportDiagnostic(diagnostic);
        foreach (var attribute in FunctionAttributes.GradientsOf(method))
            foreach (var diagnostic in GradientChecks.Of(method, attribute, parsing))
                context.ReportDiagnostic(diagnostic);
    }

    // C# allows the attributes there, and nothing is generated for them.
    private static void AnalyzeLocal(SyntaxNodeAnalysisContext context)
    {
        var (attributes, symbol) = context.Node switch
        {
            LocalFunctionStatementSyntax local => (local.AttributeLists, context.SemanticModel.GetDeclaredSymbol(local, context.CancellationToken)),
            LambdaExpressionSyntax lambda => (lambda.AttributeLists, context.SemanticModel.GetSymbolInfo(lambda, context.CancellationToken).Symbol),
            _ => default,
        };
        if (attributes.Count == 0 || symbol is not IMethodSymbol method)
            return;
        string name = method.MethodKind == MethodKind.LocalFunction ? method.Name : "a lambda";
        if (FunctionAttributes.IsFunction(method) || FunctionAttributes.GradientsOf(method).Any())
            context.ReportDiagnostic(Diagnostic.Create(
                Diagnostics.WrongMethod, attributes[0].GetLocation(), name, "it stands inside another method; make it a static method of the class"));
    }
}
