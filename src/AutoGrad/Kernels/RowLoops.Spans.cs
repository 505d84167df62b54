namespace AutoGrad.Kernels;

public static unsafe partial class RowLoops
{
    /// <summary>Runs a kernel on spans, row by row, without allocating.</summary>
    /// <param name="kernel">The row function.</param>
    /// <param name="operands">Its inputs and results.</param>
    /// <param name="rowLength">The elements of a row.</param>
    /// <returns>The sum of the numbers that the rows yield; 0 if they yield none.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or the result overlaps an input in part.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The row length is below 1, or a label has no element in its row.</exception>
    public static double Run<K, T>(K kernel, in RowOperands<T> operands, int rowLength)
        where K : struct, IRowKernel<K>
        where T : unmanaged
    {
        int rows = Check<K, T>(operands, rowLength);
        fixed (T* a = operands.A, b = operands.B, c = operands.C, numbers = operands.Numbers, second = operands.Second, result = operands.Rows, values = operands.Values)
        fixed (int* labels = operands.Labels)
        {
            var addresses = new RowAddresses<T>
            {
                A = a, B = b, C = c, Labels = labels, Result = result, Values = values,
                First = numbers, FirstStride = operands.Numbers.Length == 1 ? 0 : 1,
                Second = second, SecondStride = operands.Second.Length == 1 ? 0 : 1,
            };
            return RowLoop.Run(kernel, addresses, rowLength, 0, rows, function: null);
        }
    }

    private static int Check<K, T>(in RowOperands<T> operands, int rowLength)
        where K : struct, IRowKernel<K>
        where T : unmanaged
    {
        if (rowLength < 1)
            throw new ArgumentOutOfRangeException(nameof(rowLength), $"A row length of {rowLength}: a row has at least 1 element.");
        var (elements, rest) = (operands.A.Length, operands.A.Length % rowLength);
        if (rest != 0)
            throw new ArgumentException($"The first input has {elements} elements, which are no whole number of rows of {rowLength}: {rest} remain.");
        int rows = elements / rowLength;
        if (K.Rows > 1)
            CheckRows("second input", operands.B, elements);
        if (K.Rows > 2)
            CheckRows("third input", operands.C, elements);
        if (K.YieldsRow)
        {
            CheckRows("result", operands.Rows, elements);
            CheckOverlap("first input", operands.A, operands.Rows);
            CheckOverlap("second input", operands.B, operands.Rows);
            CheckOverlap("third input", operands.C, operands.Rows);
            if (operands.Values.Overlaps(operands.Rows))
                throw new ArgumentException("The resulting rows and the resulting numbers overlap: one would overwrite the other.");
        }
        if (operands.Labels.Length > 0 || (K.Numbers > 0 && operands.Numbers.Length == 0))
            CheckNumbers("labels", operands.Labels.Length, rows);
        if (operands.Numbers.Length != 1 && operands.Numbers.Length > 0)
            CheckNumbers("numbers", operands.Numbers.Length, rows);
        if (operands.Second.Length != 1 && operands.Second.Length > 0)
            CheckNumbers("second numbers", operands.Second.Length, rows);
        if (operands.Values.Length > 0)
            CheckNumbers("results", operands.Values.Length, rows);
        return rows;
    }

    private static void CheckRows<T>(string name, ReadOnlySpan<T> span, int elements)
    {
        if (span.Length != elements)
            throw new ArgumentException($"The {name} has {span.Length} elements, the first input {elements}: they must be as long as each other.");
    }

    private static void CheckOverlap<T>(string name, ReadOnlySpan<T> input, ReadOnlySpan<T> result)
    {
        if (input.Overlaps(result, out int offset) && offset != 0)
            throw new ArgumentException($"The {name} and the result overlap by all but {Math.Abs(offset)} elements: they must be the same memory or separate.");
    }

    private static void CheckNumbers(string name, int count, int rows)
    {
        if (count != rows)
            throw new ArgumentException($"There are {count} {name} for {rows} rows: each row has one.");
    }
}
