using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Runs a row kernel over rows, one after the other.</summary>
internal static unsafe class RowLoop
{
    // From here on single precision cannot tell a position from its neighbour.
    private const int LongestSingleRow = 1 << 24;

    /// <summary>Runs the kernel on the rows from <paramref name="start"/> to <paramref name="end"/>, at the widest vectors that the hardware has.</summary>
    /// <returns>The sum of the numbers that they yield.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Run<K, T>(in K kernel, in RowAddresses<T> rows, int length, long start, long end, string? function)
        where K : struct, IRowKernel<K>
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            if (length > LongestSingleRow)
                throw new ArgumentException($"{function ?? "Rows"}: {length} elements a row are more than {LongestSingleRow}, beyond which float32 cannot count positions; use float64.");
            ref readonly var single = ref Unsafe.As<RowAddresses<T>, RowAddresses<float>>(ref Unsafe.AsRef(in rows));
            return Vector512.IsHardwareAccelerated ? Run<K, Float512, float>(kernel, single, length, start, end, function)
                : Vector256.IsHardwareAccelerated ? Run<K, Float256, float>(kernel, single, length, start, end, function)
                : Vector128.IsHardwareAccelerated ? Run<K, Float128, float>(kernel, single, length, start, end, function)
                : Run<K, Float1, float>(kernel, single, length, start, end, function);
        }
        if (typeof(T) == typeof(double))
        {
            ref readonly var @double = ref Unsafe.As<RowAddresses<T>, RowAddresses<double>>(ref Unsafe.AsRef(in rows));
            return Vector512.IsHardwareAccelerated ? Run<K, Double512, double>(kernel, @double, length, start, end, function)
                : Vector256.IsHardwareAccelerated ? Run<K, Double256, double>(kernel, @double, length, start, end, function)
                : Vector128.IsHardwareAccelerated ? Run<K, Double128, double>(kernel, @double, length, start, end, function)
                : Run<K, Double1, double>(kernel, @double, length, start, end, function);
        }
        throw new NotSupportedException($"Kernels run on float and double, not on {typeof(T).Name}.");
    }

    /// <summary>Runs the kernel at one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Run<K, V, T>(K kernel, in RowAddresses<T> rows, int length, long start, long end, string? function)
        where K : struct, IRowKernel<K>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        if (!K.KeepsRow)
            return Run<K, V, T>(kernel, rows, kept: null, length, start, end, function);
        T* kept = (T*)NativeMemory.AlignedAlloc((nuint)length * (nuint)sizeof(T), (nuint)sizeof(Vector512<T>));
        try
        {
            return Run<K, V, T>(kernel, rows, kept, length, start, end, function);
        }
        finally
        {
            NativeMemory.AlignedFree(kept);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Run<K, V, T>(K kernel, in RowAddresses<T> rows, T* kept, int length, long start, long end, string? function)
        where K : struct, IRowKernel<K>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        bool isLabelled = rows.Labels != null || rows.LongLabels != null;
        double sum = 0;
        for (long row = start; row < end; row++)
        {
            double first = rows.First == null ? 0 : RowArguments<T>.ToDouble(rows.First[row * rows.FirstStride]), second = 0;
            if (isLabelled)
                (first, second) = (Label(rows, row, length, function), first);
            else if (rows.Second != null)
                second = RowArguments<T>.ToDouble(rows.Second[row * rows.SecondStride]);

            T unwanted = default;
            T* value = rows.Values == null ? &unwanted : rows.Values + row;
            long offset = row * length;
            T* b = K.KeepsRow && K.Rows == 1 ? kept : rows.B + offset, c = K.KeepsRow && K.Rows == 2 ? kept : rows.C + offset;
            kernel.Invoke<V, T>(new(rows.A + offset, b, c, rows.Result + offset, kept, length, first, second, value, row, function));
            if (K.YieldsNumber)
                sum += RowArguments<T>.ToDouble(*value);
        }
        return sum;
    }

    /// <summary>The error of a label that the row does not have.</summary>
    public static ArgumentOutOfRangeException NoSuchLabel(string? function, long row, double label, int length) => new(
        function is null ? "labels" : null,
        $"{(function is null ? "Row" : $"{function}: row")} {row} has the label {label:R}; "
        + (length == 0 ? "the row has no elements." : $"a row of {length} elements has the labels 0 to {length - 1}."));

    private static double Label<T>(in RowAddresses<T> rows, long row, int length, string? function)
        where T : unmanaged
    {
        long label = rows.Labels != null ? rows.Labels[row] : rows.LongLabels[row];
        return label >= 0 && label < length ? label : throw NoSuchLabel(function, row, label, length);
    }
}
