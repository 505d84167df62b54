namespace AutoGrad.Kernels;

/// <summary>Who reads which of a seed's 2⁶⁴ streams, so that no two read the same numbers.</summary>
internal static class RandomStreams
{
    private const int StepBits = 48;

    /// <summary>The order of the samples in an epoch, from 0.</summary>
    public static ulong Order(long epoch) => Node(0, epoch);

    /// <summary>The numbers of a random node of a graph, counted from 1, at a step.</summary>
    public static ulong Node(int node, long step) => ((ulong)node << StepBits) | ((ulong)step & ((1UL << StepBits) - 1));

    /// <summary>The first values of the parameter with this path: the path's 64-bit FNV-1a hash.</summary>
    public static ulong Path(string path)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char letter in path)
            hash = unchecked((hash ^ letter) * 0x100000001B3);
        return hash;
    }
}
