using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>
/// The parameters of a primary constructor that a class keeps because one of its methods reads them. One that only initialises a field
/// is not kept; generated code that read it would keep it a second time (CS9124).
/// </summary>
internal static class Captured
{
    public static IEnumerable<IParameterSymbol> Of(
        INamedTypeSymbol type, Func<IParameterSymbol, bool> isWanted, Compilation compilation, CancellationToken cancellation)
    {
        TypeDeclarationSyntax[] parts = [.. type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()];
        var primary = type.InstanceConstructors.FirstOrDefault(constructor =>
            constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax { ParameterList: not null }));
        return primary is null
            ? []
            : primary.Parameters.Where(parameter => isWanted(parameter) && parts.Any(part => IsRead(parameter, part, compilation, cancellation)));
    }

    private static bool IsRead(IParameterSymbol parameter, TypeDeclarationSyntax part, Compilation compilation, CancellationToken cancellation)
    {
        var names = part.Members
            .SelectMany(member => member.DescendantNodesAndSelf(node => !IsInitializer(node) && node is not BaseTypeDeclarationSyntax))
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == parameter.Name);
        SemanticModel? semantics = null;
        foreach (var name in names)
        {
            semantics ??= compilation.GetSemanticModel(part.SyntaxTree);
            if (SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(name, cancellation).Symbol, parameter))
                return true;
        }
        return false;
    }

    // What initialises a field or an automatic property runs in the constructor, where the parameter is still at hand.
    private static bool IsInitializer(SyntaxNode node) =>
        node is EqualsValueClauseSyntax
        {
            Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax or EventFieldDeclarationSyntax },
        };
}
