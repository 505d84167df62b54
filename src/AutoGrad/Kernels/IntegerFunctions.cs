using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

// The primitives that have an exact meaning on integers, each as a type. A condition has all bits set, or none.

/// <summary>A function of up to three integers.</summary>
internal interface IIntegerFunction
{
    /// <summary>How many of the arguments it reads.</summary>
    static abstract int Arity { get; }

    static abstract T Of<T>(T a, T b, T c)
        where T : IBinaryInteger<T>;
}

internal readonly struct AddIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => unchecked(a + b);
}

internal readonly struct SubtractIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => unchecked(a - b);
}

internal readonly struct MultiplyIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => unchecked(a * b);
}

internal readonly struct NegateIntegers : IIntegerFunction
{
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => unchecked(T.Zero - a);
}

internal readonly struct SquareIntegers : IIntegerFunction
{
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => unchecked(a * a);
}

internal readonly struct AbsIntegers : IIntegerFunction
{
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => T.IsNegative(a) ? unchecked(T.Zero - a) : a;
}

internal readonly struct SignIntegers : IIntegerFunction
{
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => T.IsNegative(a) ? T.AllBitsSet : T.IsZero(a) ? T.Zero : T.One;
}

internal readonly struct MinIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => T.Min(a, b);
}

internal readonly struct MaxIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => T.Max(a, b);
}

internal readonly struct IdentityIntegers : IIntegerFunction
{
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => a;
}

internal readonly struct LessIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => a < b ? T.AllBitsSet : T.Zero;
}

internal readonly struct LessOrEqualIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => a <= b ? T.AllBitsSet : T.Zero;
}

internal readonly struct GreaterIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => a > b ? T.AllBitsSet : T.Zero;
}

internal readonly struct GreaterOrEqualIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => a >= b ? T.AllBitsSet : T.Zero;
}

internal readonly struct EqualIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => a == b ? T.AllBitsSet : T.Zero;
}

internal readonly struct NotEqualIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => a != b ? T.AllBitsSet : T.Zero;
}

internal readonly struct AndIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => a & b;
}

internal readonly struct OrIntegers : IIntegerFunction
{
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => a | b;
}

internal readonly struct NotIntegers : IIntegerFunction
{
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => ~a;
}

internal readonly struct SelectIntegers : IIntegerFunction
{
    public static int Arity => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, T c) where T : IBinaryInteger<T> => T.IsZero(a) ? c : b;
}
