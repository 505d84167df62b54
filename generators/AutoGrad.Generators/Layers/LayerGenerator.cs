using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>Writes <c>Visit</c> for every partial class that derives from <c>AutoGrad.Layer</c> and has none.</summary>
[Generator]
public sealed class LayerGenerator : IIncrementalGenerator
{
    /// <summary>The step after which nothing runs again while the models stay equal.</summary>
    public const string ModelStep = "Layers";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var layers = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax candidate && IsCandidate(candidate),
                static (candidate, cancellation) => Parse(candidate, cancellation))
            .Where(static layer => layer is not null)
            .Select(static (layer, _) => layer!)
            .WithTrackingName(ModelStep);

        context.RegisterSourceOutput(layers, static (output, layer) => output.AddSource($"{layer.Host.HintName}.Visit.g.cs", LayerEmitter.Write(layer)));
    }

    private static bool IsCandidate(ClassDeclarationSyntax candidate) => candidate.BaseList is not null && LayerParser.IsPartial(candidate);

    private static LayerModel? Parse(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, cancellation) is not INamedTypeSymbol type)
            return null;
        // A class in several parts is written once: for the first part that could be it.
        var first = type.DeclaringSyntaxReferences.First(part => part.GetSyntax(cancellation) is ClassDeclarationSyntax syntax && IsCandidate(syntax));
        if (first.SyntaxTree != context.Node.SyntaxTree || first.Span != context.Node.Span)
            return null;
        var compilation = context.SemanticModel.Compilation;
        return LayerTypes.Of(compilation) is { } types ? new LayerParser(compilation, types, cancellation).Parse(type) : null;
    }
}
