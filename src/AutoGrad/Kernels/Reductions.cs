using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>How many numbers become one.</summary>
internal interface IReduction
{
    /// <summary>What changes nothing: the reduction of no numbers.</summary>
    static abstract double Identity { get; }

    /// <summary>Whether the numbers are kept as well, in a row.</summary>
    static virtual bool Keeps => false;

    /// <summary>Two as one, lane by lane.</summary>
    static abstract V Combine<V>(V a, V b)
        where V : struct, ILanes<V>;

    /// <summary>All lanes as one.</summary>
    static abstract T Across<V, T>(V value)
        where V : struct, ILanes<V, T>
        where T : unmanaged;
}

/// <summary>a + b + …; 0 of nothing.</summary>
internal readonly struct SumReduction : IReduction
{
    public static double Identity => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, T>(V value) where V : struct, ILanes<V, T> where T : unmanaged => V.Sum(value);
}

/// <summary>The same sum, of numbers that are kept.</summary>
internal readonly struct KeepingSumReduction : IReduction
{
    public static double Identity => 0;

    public static bool Keeps => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, T>(V value) where V : struct, ILanes<V, T> where T : unmanaged => V.Sum(value);
}

/// <summary>The largest, NaN if there is one; −∞ of nothing.</summary>
internal readonly struct MaxReduction : IReduction
{
    public static double Identity => double.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => V.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, T>(V value) where V : struct, ILanes<V, T> where T : unmanaged => V.Max(value);
}

/// <summary>The smallest, NaN if there is one; ∞ of nothing.</summary>
internal readonly struct MinReduction : IReduction
{
    public static double Identity => double.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => V.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, T>(V value) where V : struct, ILanes<V, T> where T : unmanaged => V.Min(value);
}
