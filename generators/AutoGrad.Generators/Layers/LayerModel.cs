namespace AutoGrad.Generators;

/// <summary>What <c>ILayerVisitor</c> is told of a member: the name of its method.</summary>
internal enum LayerMemberKind
{
    Parameter,
    Layer,
    Parameters,
    Layers,
}

/// <summary>A parameter or sub-layer, or several of them, that a layer holds.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Its name in paths.</param>
/// <param name="Access">How the class reads it: <c>this.weight</c>, or <c>inner</c> for a captured parameter.</param>
internal sealed record LayerMember(LayerMemberKind Kind, string Path, string Access);

/// <summary>A layer whose <c>Visit</c> is to be written.</summary>
/// <param name="Host">The class.</param>
/// <param name="CallsBase">Whether a class between it and <c>Layer</c> has members of its own to list.</param>
/// <param name="Members">What it holds, in the order of declaration.</param>
internal sealed record LayerModel(HostModel Host, bool CallsBase, EquatableArray<LayerMember> Members);
