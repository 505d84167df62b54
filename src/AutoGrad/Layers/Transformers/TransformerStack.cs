namespace AutoGrad;

/// <summary>What encoders and decoders have in common.</summary>
internal static class TransformerStack
{
    public static T[] Of<T>(int count, Func<T> layer, string name)
        where T : TransformerLayer
    {
        ArgumentNullException.ThrowIfNull(layer);
        return [.. Enumerable.Range(0, LayerNumbers.Positive(count, name)).Select(_ => layer() ?? throw new ArgumentException($"{name}: the function that makes a layer returned null.", nameof(layer)))];
    }

    public static Node Last(Layer? norm, Node x) => norm is null ? x : norm.Forward(x);
}
