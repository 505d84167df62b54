using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Arithmetic on a fixed number of floating-point lanes. A kernel's body is written once against this interface and is compiled
/// for every vector width and both precisions; <see cref="ILanes{V, T}"/> adds what only the loops need.
/// </summary>
/// <remarks>
/// Comparisons yield a mask held in <typeparamref name="V"/>: all bits of a lane set or none. Loads and stores are not here: a
/// kernel sees values, never memory.
/// </remarks>
/// <typeparam name="V">The implementing type itself.</typeparam>
public interface ILanes<V>
    where V : struct, ILanes<V>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Whether a lane holds 64 bits; the JIT treats it as a constant.</summary>
    static abstract bool IsDouble { get; }

    /// <summary>All lanes set to <paramref name="value"/>, rounded to the lane's precision.</summary>
    static abstract V Const(double value);

    /// <summary>All lanes set to the bit pattern <paramref name="bits"/> (its low 32 bits in single precision).</summary>
    static abstract V ConstBits(long bits);

    /// <summary>a + b.</summary>
    static abstract V operator +(V a, V b);

    /// <summary>a − b.</summary>
    static abstract V operator -(V a, V b);

    /// <summary>a · b.</summary>
    static abstract V operator *(V a, V b);

    /// <summary>a / b.</summary>
    static abstract V operator /(V a, V b);

    /// <summary>−a.</summary>
    static abstract V operator -(V a);

    /// <summary>Mask of a &lt; b; false where either is NaN.</summary>
    static abstract V operator <(V a, V b);

    /// <summary>Mask of a &gt; b; false where either is NaN.</summary>
    static abstract V operator >(V a, V b);

    /// <summary>Mask of a ≤ b; false where either is NaN.</summary>
    static abstract V operator <=(V a, V b);

    /// <summary>Mask of a ≥ b; false where either is NaN.</summary>
    static abstract V operator >=(V a, V b);

    /// <summary>Bitwise and; of masks: both.</summary>
    static abstract V operator &(V a, V b);

    /// <summary>Bitwise or; of masks: either.</summary>
    static abstract V operator |(V a, V b);

    /// <summary>Bitwise exclusive or; of masks: exactly one.</summary>
    static abstract V operator ^(V a, V b);

    /// <summary>Bitwise complement; of a mask: not.</summary>
    static abstract V operator ~(V a);

    /// <summary>Mask of a = b; false where either is NaN.</summary>
    static abstract V Equals(V a, V b);

    /// <summary><paramref name="whenTrue"/> where the mask is set, else <paramref name="whenFalse"/>.</summary>
    static abstract V Select(V mask, V whenTrue, V whenFalse);

    /// <summary>a · b + c, fused where the hardware can, otherwise rounded twice.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>a · b + c, as the other; a step of a polynomial.</summary>
    static abstract V MultiplyAdd(V a, V b, double c);

    /// <summary>The smaller; NaN where either is NaN; −0 is smaller than +0 (IEEE 754 minimum).</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger; NaN where either is NaN; +0 is larger than −0 (IEEE 754 maximum).</summary>
    static abstract V Max(V a, V b);

    /// <summary>The smaller, one instruction: NaN where b is NaN. What comes out where only a is, and at zeros of both signs, is the hardware's choice.</summary>
    static abstract V MinNative(V a, V b);

    /// <summary>The larger, one instruction: NaN where b is NaN. What comes out where only a is, and at zeros of both signs, is the hardware's choice.</summary>
    static abstract V MaxNative(V a, V b);

    /// <summary>|a|.</summary>
    static abstract V Abs(V a);

    /// <summary>√a, correctly rounded.</summary>
    static abstract V Sqrt(V a);

    /// <summary>The largest integer not above a.</summary>
    static abstract V Floor(V a);

    /// <summary>The smallest integer not below a.</summary>
    static abstract V Ceiling(V a);

    /// <summary>The nearest integer, halves to even.</summary>
    static abstract V Round(V a);

    /// <summary>a · 2ⁿ of an a of about 1, for an integer n: 0, subnormal and infinite as it comes, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Scale(V a, V n) => Elementary.ScaleInHalves(a, n);

    /// <summary>Shifts each lane's bits left, zeros in.</summary>
    static abstract V ShiftLeft(V a, int count);

    /// <summary>Shifts each lane's bits right, zeros in.</summary>
    static abstract V ShiftRightLogical(V a, int count);

    /// <summary>Adds the lanes' bit patterns as integers.</summary>
    static abstract V AddBits(V a, V b);

    /// <summary>Subtracts the lanes' bit patterns as integers.</summary>
    static abstract V SubtractBits(V a, V b);

    /// <summary>Each lane's bit pattern read as a signed integer and converted to a floating-point number.</summary>
    static abstract V BitsToNumber(V a);

    /// <summary>Each lane truncated to a signed integer, whose bit pattern is returned.</summary>
    static abstract V NumberToBits(V a);

    /// <summary>0, 1, 2, … along the lanes.</summary>
    static abstract V Position { get; }

    /// <summary>Whether any lane of the mask is set.</summary>
    static abstract bool Any(V mask);

    /// <summary>The value of lane <paramref name="lane"/>.</summary>
    static abstract double Get(V a, int lane);

    /// <summary><paramref name="a"/> with lane <paramref name="lane"/> replaced: the door for slow exact paths.</summary>
    static abstract V With(V a, int lane, double value);

    /// <summary>c + a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator +(double c, V a) => V.Const(c) + a;

    /// <summary>a + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator +(V a, double c) => a + V.Const(c);

    /// <summary>c − a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator -(double c, V a) => V.Const(c) - a;

    /// <summary>a − c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator -(V a, double c) => a - V.Const(c);

    /// <summary>c · a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator *(double c, V a) => V.Const(c) * a;

    /// <summary>a · c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator *(V a, double c) => a * V.Const(c);

    /// <summary>c / a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator /(double c, V a) => V.Const(c) / a;

    /// <summary>a / c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator /(V a, double c) => a / V.Const(c);

    /// <summary>Mask of a &lt; c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator <(V a, double c) => a < V.Const(c);

    /// <summary>Mask of a &gt; c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator >(V a, double c) => a > V.Const(c);

    /// <summary>Mask of a ≤ c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator <=(V a, double c) => a <= V.Const(c);

    /// <summary>Mask of a ≥ c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator >=(V a, double c) => a >= V.Const(c);

    /// <summary>All lanes set to <paramref name="value"/>, rounded to the lane's precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Const(Uniform value) => V.Const(value.In<V>());

    /// <summary>c + a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator +(Uniform c, V a) => V.Const(c) + a;

    /// <summary>a + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator +(V a, Uniform c) => a + V.Const(c);

    /// <summary>c − a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator -(Uniform c, V a) => V.IsDouble ? V.Const(c) - a : V.Const(c) - a + V.Const(c.RestIn<V>());

    /// <summary>a − c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator -(V a, Uniform c) => V.IsDouble ? a - V.Const(c) : a - V.Const(c) - V.Const(c.RestIn<V>());

    /// <summary>c · a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator *(Uniform c, V a) => V.Const(c) * a;

    /// <summary>a · c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator *(V a, Uniform c) => a * V.Const(c);

    /// <summary>c / a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator /(Uniform c, V a) => V.Const(c) / a;

    /// <summary>a / c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator /(V a, Uniform c) => a / V.Const(c);

    /// <summary>Mask of a &lt; c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator <(V a, Uniform c) => a < V.Const(c);

    /// <summary>Mask of a &gt; c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator >(V a, Uniform c) => a > V.Const(c);

    /// <summary>Mask of a ≤ c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator <=(V a, Uniform c) => a <= V.Const(c);

    /// <summary>Mask of a ≥ c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V operator >=(V a, Uniform c) => a >= V.Const(c);
}

/// <summary>Lanes that can be read from and written to memory, and summed up: what the loops see.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element in memory: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ILanes<V, T> : ILanes<V>
    where V : struct, ILanes<V, T>
    where T : unmanaged
{
    /// <summary>Reads <see cref="ILanes{V}.Count"/> consecutive elements; no alignment is asked for.</summary>
    static abstract V Load(ref readonly T source);

    /// <summary>Writes <see cref="ILanes{V}.Count"/> consecutive elements; no alignment is asked for.</summary>
    static abstract void Store(V value, ref T destination);

    /// <summary>All lanes set to <paramref name="element"/>.</summary>
    static abstract V Spread(T element);

    /// <summary>Reads the first <paramref name="count"/> of the elements, at least 1; the lanes beyond are 0.</summary>
    static virtual unsafe V LoadFirst(T* source, int count) => PartialVector.Load<V, T>(source, count);

    /// <summary>Writes the first <paramref name="count"/> of the elements, at least 1.</summary>
    static virtual unsafe void StoreFirst(V value, T* destination, int count) => PartialVector.Store(value, destination, count);

    /// <summary>The sum of all lanes, in a fixed order.</summary>
    static abstract T Sum(V value);

    /// <summary>The largest lane; NaN if any is NaN.</summary>
    static abstract T Max(V value);

    /// <summary>The smallest lane; NaN if any is NaN.</summary>
    static abstract T Min(V value);
}
