using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>
/// From methods with [Activation], [Loss] and [Update] to their generated members. Each step's result is compared with the last one by
/// value, so that an edit that changes no formula costs a parse and nothing else.
/// </summary>
[Generator]
public sealed class FunctionGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step with the models, for tests of the pipeline.</summary>
    internal const string ModelsStep = "Models";

    /// <summary>The name of the step with the functions by file, for tests of the pipeline.</summary>
    internal const string GroupsStep = "Groups";

    internal static readonly DiagnosticDescriptor GenerationFailed = new(
        "AG0040", "No code could be generated", "No code could be generated for '{0}': {1}", Diagnostics.Category, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: "docs/diagnostics/AG0040.md");

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var activations = Models(context, "AutoGrad.ActivationAttribute").Collect();
        var losses = Models(context, "AutoGrad.LossAttribute").Collect();
        var updates = Models(context, "AutoGrad.UpdateAttribute").Collect();

        // Functions of one name share a file and may share an overload, whatever their attribute.
        var groups = activations.Combine(losses).Combine(updates)
            .SelectMany(static (all, _) => FunctionGroup.Of([.. all.Left.Left, .. all.Left.Right, .. all.Right]))
            .WithTrackingName(GroupsStep);

        context.RegisterSourceOutput(groups, Emit);
    }

    // A method with errors has no model: the analyzer says why.
    private static IncrementalValuesProvider<FunctionModel> Models(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => node is MethodDeclarationSyntax, Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelsStep);

    private static FunctionModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        FunctionParser.Parse((IMethodSymbol)context.TargetSymbol, context.SemanticModel.Compilation, cancellation).Model;

    private static void Emit(SourceProductionContext context, FunctionGroup group)
    {
        string text;
        try
        {
            text = GroupEmitter.Emit(group);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Silence would be the worst answer: without this the members would be missing, and nothing would say why.
            string reason = exception is EmissionException ? exception.Message : $"the generator failed, which is a mistake in it: {exception.GetType().Name}: {exception.Message}";
            context.ReportDiagnostic(Diagnostic.Create(GenerationFailed, Location.None, $"{group.Host.HintName}.{group.Name}", reason));
            return;
        }
        context.AddSource(group.HintName, text);
    }
}
