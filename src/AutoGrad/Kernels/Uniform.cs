using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// A number that a kernel knows when it is made, the same in all lanes: what its fields are of. It is rounded once, rather than for every
/// vector: the conversion that the JIT writes into a loop makes each round of it wait for the last. Only differences see more of it than
/// the lane's precision: of exp(x − logsumexp(x)), else, as many digits were lost as the logarithm has before the point.
/// </summary>
/// <param name="value">The number.</param>
public readonly struct Uniform(double value)
{
    private readonly double value = value;
    private readonly float single = (float)value, rest = float.IsFinite((float)value) ? (float)(value - (float)value) : 0;

    /// <summary>The number, for all lanes.</summary>
    public static implicit operator Uniform(double value) => new(value);

    /// <summary>The number rounded to the lane's precision.</summary>
    // A call in a loop would keep every vector in memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double In<V>()
        where V : struct, ILanes<V> => V.IsDouble ? value : single;

    /// <summary>What the rounding took away, rounded itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double RestIn<V>()
        where V : struct, ILanes<V> => V.IsDouble ? 0 : rest;
}
