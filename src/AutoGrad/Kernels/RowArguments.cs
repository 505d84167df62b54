using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>One row of everything that a row kernel works on.</summary>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct RowArguments<T>
    where T : unmanaged
{
    internal readonly T* A, B, C, Result, Kept;
    internal readonly long Index;
    internal readonly string? Function;
    private readonly T* value;
    private readonly double first, second;

    internal RowArguments(T* a, T* b, T* c, T* result, T* kept, int length, double first, double second, T* value, long index, string? function)
    {
        A = a;
        B = b;
        C = c;
        Result = result;
        Kept = kept;
        Length = length;
        Index = index;
        Function = function;
        this.first = first;
        this.second = second;
        this.value = value;
    }

    /// <summary>The number of positions.</summary>
    public int Length { get; }

    /// <summary>A number that comes with the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Number(int index) => index == 0 ? first : second;

    /// <summary>Writes the number that the row yields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Yield(double number)
    {
        if (typeof(T) == typeof(float))
            *(float*)value = (float)number;
        else
            *(double*)value = number;
    }

    /// <summary>The element of a row that the numbers of all kernels are handled in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double ToDouble(T value) => typeof(T) == typeof(float) ? *(float*)&value : *(double*)&value;
}
