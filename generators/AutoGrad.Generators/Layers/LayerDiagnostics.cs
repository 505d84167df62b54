using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>What can be wrong with a layer; each has a page in docs/diagnostics.</summary>
internal static class LayerDiagnostics
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        "AG0100",
        "A layer must be partial",
        "The layer '{0}' has no Visit, so its weights would be unknown: make {1} partial and Visit is generated, or override it",
        "AutoGrad",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "docs/diagnostics/AG0100.md");

    public static readonly DiagnosticDescriptor NotListed = new(
        "AG0101",
        "A member holds layers or parameters that are not listed",
        "'{0}' holds layers or parameters in a {1}, which the generated Visit does not list: hold them in fields, an array, a list or a dictionary, or override Visit",
        "AutoGrad",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "docs/diagnostics/AG0101.md");
}
