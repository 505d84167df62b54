using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>The library's types as this compilation knows them, and what other types are by them.</summary>
internal sealed class LayerTypes
{
    private readonly INamedTypeSymbol layer;
    private readonly INamedTypeSymbol parameter;

    private LayerTypes(INamedTypeSymbol layer, INamedTypeSymbol parameter) => (this.layer, this.parameter) = (layer, parameter);

    /// <summary>Null where the library is not referenced.</summary>
    public static LayerTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("AutoGrad.Layer") is { } layer && compilation.GetTypeByMetadataName("AutoGrad.Parameter") is { } parameter
            ? new(layer, parameter)
            : null;

    /// <summary>Whether the class is a layer that somebody wrote: any but the base class itself.</summary>
    public bool IsLayerClass(INamedTypeSymbol type) => type.TypeKind == TypeKind.Class && !IsLayerItself(type) && IsLayer(type);

    /// <summary>The classes between a layer and <c>Layer</c>, the nearest first.</summary>
    public IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null && !IsLayerItself(current); current = current.BaseType)
            yield return current;
    }

    /// <summary>What a member of this type holds; null if nothing that is listed.</summary>
    public LayerMemberKind? Classify(ITypeSymbol type) =>
        Single(type) is { } single ? single
        : type is IArrayTypeSymbol { Rank: > 1 } ? null
        : Elements(type).Select(Single).FirstOrDefault(kind => kind is not null) switch
        {
            LayerMemberKind.Layer => LayerMemberKind.Layers,
            LayerMemberKind.Parameter => LayerMemberKind.Parameters,
            _ => null,
        };

    /// <summary>Whether layers or parameters occur in the type at all: as an element, an item of a tuple, the result of a function.</summary>
    public bool Mentions(ITypeSymbol type) =>
        Single(type) is not null
        || (type is IArrayTypeSymbol array && Mentions(array.ElementType))
        || (type is INamedTypeSymbol { TypeKind: not TypeKind.Delegate } named && named.TypeArguments.Any(Mentions));

    private LayerMemberKind? Single(ITypeSymbol type) => IsLayer(type) ? LayerMemberKind.Layer
        : Is(type, parameter) ? LayerMemberKind.Parameter
        : null;

    private bool IsLayer(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (Is(current, layer))
                return true;
        return type is ITypeParameterSymbol { ConstraintTypes: var constraints } && constraints.Any(IsLayer);
    }

    private bool IsLayerItself(INamedTypeSymbol type) => Is(type, layer);

    private static bool Is(ITypeSymbol type, INamedTypeSymbol other) => SymbolEqualityComparer.Default.Equals(type, other);

    /// <summary>The elements of a sequence, and the values of a dictionary.</summary>
    private static IEnumerable<ITypeSymbol> Elements(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Interface } self && ElementOf(self) is { } own)
            yield return own;
        foreach (var sequence in type.AllInterfaces)
            if (ElementOf(sequence) is { } element)
                yield return element;
    }

    private static ITypeSymbol? ElementOf(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IEnumerable_T ? null
        : type.TypeArguments[0] is INamedTypeSymbol { Name: "KeyValuePair", TypeArguments: [_, var value] } ? value
        : type.TypeArguments[0];
}
