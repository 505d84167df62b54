namespace AutoGrad;

/// <summary>What is drawn by layers that drop.</summary>
internal static class Dropping
{
    /// <summary>Whether anything is dropped in the current scope.</summary>
    public static bool Is(double rate) => rate > 0 && BuildScope.Current is { Mode: Mode.Training };

    /// <summary>Elements dropped each for itself, the others larger, so that the mean stays; in inference x.</summary>
    public static Node Drop(Node x, double rate) => Is(rate) ? Functions.Where(Kept(x, rate), x / (1 - rate), 0) : x;

    /// <summary>Which elements stay: each with probability 1 − rate.</summary>
    public static Node Kept(Node x, double rate) => Kept(x, x.Shape, rate);

    /// <summary>Which channels stay, [samples, channels, 1, …]: each with probability 1 − rate.</summary>
    public static Node KeptChannels(Node x, double rate) => Kept(x, [.. x.Shape.Select((extent, axis) => axis < 2 ? extent : 1)], rate);

    private static Node Kept(Node x, Shape shape, double rate) => BuildScope.Current!.Uniform(shape, x.ElementType) >= rate;
}
