using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoGrad.Generators;

/// <summary>Says where a layer's weights would go unlisted: no <c>Visit</c> and none can be generated, or a member of a type that it cannot read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(LayerDiagnostics.NotPartial, LayerDiagnostics.NotListed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (LayerTypes.Of(start.Compilation) is { } types)
                start.RegisterSymbolAction(context => Analyze(context, types), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, LayerTypes types)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!types.IsLayerClass(type))
            return;
        var parser = new LayerParser(context.Compilation, types, context.CancellationToken);
        // The generator has already added its own part, so a Visit in generated code is the one that lists what it can.
        bool isWritten = LayerParser.NotPartial(type) is null && (!LayerParser.HasOwnVisit(type) || HasGeneratedVisit(type));
        if (isWritten)
        {
            foreach (var (member, memberType, _) in parser.Holders(type))
                if (types.Classify(memberType) is null)
                    context.ReportDiagnostic(Diagnostic.Create(LayerDiagnostics.NotListed, member.Locations[0], member.Name, Text(memberType)));
        }
        else if (!LayerParser.HasOwnVisit(type) && LayerParser.NotPartial(type) is { } closed && (!type.IsAbstract || parser.Holders(type).Any()))
        {
            string what = SymbolEqualityComparer.Default.Equals(closed, type) ? "the class" : $"'{closed.Name}' around it";
            context.ReportDiagnostic(Diagnostic.Create(LayerDiagnostics.NotPartial, type.Locations[0], type.Name, what));
        }
    }

    private static bool HasGeneratedVisit(INamedTypeSymbol type) => type.GetMembers("Visit").Any(
        method => method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute"));

    private static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
