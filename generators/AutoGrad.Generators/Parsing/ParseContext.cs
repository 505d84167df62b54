using System.Collections.Immutable;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>A method as expressions: what it returns in terms of its parameters, or why it cannot be said.</summary>
/// <param name="Parameters">A variable a parameter.</param>
/// <param name="Result">What it returns; null if there are diagnostics.</param>
/// <param name="Diagnostics">What formulas cannot express, each at the exact place.</param>
/// <param name="Applications">Every call of a primitive that has a singularity.</param>
/// <param name="Cause">The first thing that cannot be expressed, in this method or in one that it calls, and its line; empty if there is none.</param>
internal sealed record TranslatedMethod(
    IReadOnlyList<Variable> Parameters, Operand? Result, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<Application> Applications, string Cause);

/// <summary>What is shared while a method and those that it calls are translated: each of them once.</summary>
internal sealed class ParseContext(Compilation compilation, CancellationToken cancellation)
{
    private const int DeepestCalls = 50;

    private readonly Dictionary<IMethodSymbol, TranslatedMethod> translated = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IMethodSymbol> inProgress = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    public CancellationToken Cancellation => cancellation;

    public SemanticModel ModelOf(SyntaxNode node)
    {
        if (!models.TryGetValue(node.SyntaxTree, out var model))
            models.Add(node.SyntaxTree, model = compilation.GetSemanticModel(node.SyntaxTree));
        return model;
    }

    /// <summary>Whether the method is being translated right now: to call it is recursion.</summary>
    public bool IsInProgress(IMethodSymbol method) => inProgress.Contains(method);

    /// <summary>Whether more methods are being translated, each called by the one before, than any sane formula needs.</summary>
    public bool IsTooDeep => inProgress.Count >= DeepestCalls;

    /// <summary>The declaration of the method in this compilation that has its body; null for a method of another assembly or without one.</summary>
    public MethodDeclarationSyntax? DeclarationOf(IMethodSymbol method) => (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences
        .Where(reference => compilation.ContainsSyntaxTree(reference.SyntaxTree))
        .Select(reference => reference.GetSyntax(cancellation))
        .OfType<MethodDeclarationSyntax>()
        .FirstOrDefault(syntax => syntax.Body is not null || syntax.ExpressionBody is not null);

    /// <summary>The method as expressions.</summary>
    public TranslatedMethod Translate(IMethodSymbol method, MethodDeclarationSyntax declaration)
    {
        if (translated.TryGetValue(method, out var known))
            return known;
        inProgress.Add(method);
        var result = new FormulaTranslator(this, ModelOf(declaration)).Translate(method, declaration);
        inProgress.Remove(method);
        translated.Add(method, result);
        return result;
    }
}
