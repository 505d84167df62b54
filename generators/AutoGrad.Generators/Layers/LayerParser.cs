using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>Reads from a class what its <c>Visit</c> has to list.</summary>
internal sealed class LayerParser(Compilation compilation, LayerTypes types, CancellationToken cancellation)
{
    /// <summary>The model of a class whose <c>Visit</c> is to be written; null for any other class.</summary>
    public LayerModel? Parse(INamedTypeSymbol type) => IsWritten(type)
        ? new(Host(type), types.BasesOf(type).Any(Implements), Members(type).ToEquatableArray())
        : null;

    /// <summary>Whether the generator writes the class's <c>Visit</c>.</summary>
    public bool IsWritten(INamedTypeSymbol type) => types.IsLayerClass(type) && !HasOwnVisit(type) && NotPartial(type) is null;

    /// <summary>Whether the class has a <c>Visit</c> that somebody wrote.</summary>
    public static bool HasOwnVisit(INamedTypeSymbol type) =>
        type.GetMembers("Visit").OfType<IMethodSymbol>().Any(method => method is { IsOverride: true, Parameters: [{ Type.Name: "ILayerVisitor" }] });

    /// <summary>The class itself or the outermost type around it that keeps generated code out; null if all are partial.</summary>
    public static INamedTypeSymbol? NotPartial(INamedTypeSymbol type) =>
        Nesting(type).FirstOrDefault(part => !part.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax syntax && IsPartial(syntax)));

    /// <summary>The fields, automatic properties and captured parameters that are or hold layers or parameters, whether listed or not.</summary>
    public IEnumerable<(ISymbol Member, ITypeSymbol Type, string Access)> Holders(INamedTypeSymbol type)
    {
        foreach (var parameter in Captured.Of(type, parameter => types.Mentions(parameter.Type), compilation, cancellation))
            yield return (parameter, parameter.Type, Escape(parameter.Name));
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            var member = field.AssociatedSymbol ?? field;
            // The compiler's own fields, for captured parameters, have names that C# cannot say.
            if (!field.IsStatic && member.CanBeReferencedByName && member is IFieldSymbol or IPropertySymbol && types.Mentions(field.Type))
                yield return (member, field.Type, $"this.{Escape(member.Name)}");
        }
    }

    public static bool IsPartial(TypeDeclarationSyntax syntax) => syntax.Modifiers.Any(SyntaxKind.PartialKeyword);

    private bool Implements(INamedTypeSymbol type) =>
        type.GetMembers("Visit").OfType<IMethodSymbol>().Any(method => method is { IsOverride: true, IsAbstract: false })
        || (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) && IsWritten(type));

    private IEnumerable<LayerMember> Members(INamedTypeSymbol type)
    {
        (ISymbol Member, ITypeSymbol Type, string Access)[] holders = [.. Holders(type)];
        foreach (var (member, memberType, access) in holders)
            if (types.Classify(memberType) is { } kind)
            {
                string path = PathOf(member.Name);
                // Of `Value` and `value` each keeps its own name.
                yield return new(kind, holders.Count(other => PathOf(other.Member.Name) == path) == 1 ? path : member.Name, access);
            }
    }

    /// <summary>A field <c>_value</c>, a property <c>Value</c> and a field <c>value</c> have one path, so that one can become the other.</summary>
    private static string PathOf(string name)
    {
        string bare = name.TrimStart('_');
        return bare.Length == 0 ? name : char.ToLowerInvariant(bare[0]) + bare.Substring(1);
    }

    private static HostModel Host(INamedTypeSymbol type)
    {
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        string name = string.Join(".", Nesting(type).Select(part => part.MetadataName.Replace('`', '_')));
        return new(
            space,
            Nesting(type).Select(Declaration).ToEquatableArray(),
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            (space.Length == 0 ? name : $"{space}.{name}").Replace("@", ""));
    }

    private static IEnumerable<INamedTypeSymbol> Nesting(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Nesting(outer).Append(type) : [type];

    private static string Declaration(INamedTypeSymbol type)
    {
        string keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, false) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        string parameters = type.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", type.TypeParameters.Select(parameter => Escape(parameter.Name)))}>";
        return $"partial {keyword} {Escape(type.Name)}{parameters}";
    }

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
