using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>Reads the types that a function's method stands in, to which the generator adds its members.</summary>
internal static class HostReader
{
    private static readonly SymbolDisplayFormat FullName =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The host; null if it cannot be one, which is reported.</summary>
    public static HostModel? Read(IMethodSymbol method, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        int before = diagnostics.Count;
        var types = new List<INamedTypeSymbol>();
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            types.Insert(0, type);
        foreach (var type in types)
            Check(type, method, diagnostics, cancellation);
        if (diagnostics.Count > before || types.Count == 0)
            return null;

        var host = method.ContainingType;
        string space = host.ContainingNamespace is { IsGlobalNamespace: false } named ? named.ToDisplayString(FullName) : "";
        return new(
            space,
            types.Select(Declaration).ToEquatableArray(),
            host.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            host.ToDisplayString(FullName).Replace("@", ""));
    }

    private static void Check(INamedTypeSymbol type, IMethodSymbol method, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        string? why = type switch
        {
            { Arity: > 0 } => $"the type '{type.Name}' around it is generic; move it to one that is not",
            { TypeKind: not (TypeKind.Class or TypeKind.Struct) } => "it does not stand in a class or struct",
            { IsFileLocal: true } => $"the type '{type.Name}' around it is visible in its own file only, and generated code stands in another",
            _ => null,
        };
        if (why is not null)
        {
            diagnostics.Add(Diagnostic.Create(Diagnostics.WrongMethod, FunctionParser.LocationOf(method), method.Name, why));
            return;
        }

        foreach (var reference in type.DeclaringSyntaxReferences)
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                diagnostics.Add(Diagnostic.Create(
                    Diagnostics.NotPartial, declaration.Identifier.GetLocation(), type.Name, method.Name, CSharpText.Keyword(type)));
                break;
            }
    }

    private static string Declaration(INamedTypeSymbol type) =>
        CSharpText.Accessibility(type.DeclaredAccessibility) + (type.IsStatic ? " static" : "")
        + $" partial {CSharpText.Keyword(type)} {CSharpText.Identifier(type.Name)}";
}
