namespace AutoGrad;

/// <summary>Which layer is being built on this thread: what nodes remember, and what errors name.</summary>
internal static class LayerPath
{
    [ThreadStatic]
    private static string? current;

    /// <summary>The path of the innermost layer that is being built; null outside all layers.</summary>
    public static string? Current => current;

    /// <summary>Enters a layer, or the place outside of all; the result, disposed, leaves it.</summary>
    public static Entered Enter(string? path)
    {
        var entered = new Entered(current);
        current = path;
        return entered;
    }

    public readonly ref struct Entered(string? outer)
    {
        private readonly string? outer = outer;

        public void Dispose() => current = outer;
    }
}
