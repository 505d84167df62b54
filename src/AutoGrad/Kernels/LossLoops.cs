using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Runs the kernels of generated losses: the reduced loss and its gradient in one pass over the data, without allocating.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossLoops
{
    private const int Block = 256;

    /// <summary>What each loss counts in the reduced one, which is what its gradient is scaled by: 1/n in a mean, 1 in a sum.</summary>
    /// <param name="reduction">Mean or sum.</param>
    /// <param name="elements">The number of predicted elements.</param>
    /// <param name="rowLength">The elements of a row, for losses a row.</param>
    /// <param name="method">The method that is called, for messages.</param>
    /// <exception cref="ArgumentException">Without a reduction there is no single loss; or there is nothing to reduce.</exception>
    public static double Weight(Reduction reduction, int elements, int rowLength = 1, [CallerMemberName] string method = "")
    {
        if (reduction == Reduction.BatchMean)
            throw new ArgumentException($"{method}: spans have no batch, so Reduction.BatchMean cannot be asked for; ask for the sum, and divide loss and gradient by the number of samples.", nameof(reduction));
        if (reduction is not (Reduction.Mean or Reduction.Sum))
            throw new ArgumentException($"{method}: the result is one number, so Reduction.{reduction} cannot be asked for; the overload with a span 'losses' yields each loss.", nameof(reduction));
        if (elements == 0)
            throw new ArgumentException($"{method}: there are no elements, and the loss of nothing is not defined.");
        return reduction == Reduction.Mean ? (double)Math.Max(1, rowLength) / elements : 1;
    }

    /// <summary>The mean or the sum of the losses; writes the gradient by the prediction, which may lie where an input lies.</summary>
    /// <param name="kernel">The loss and its gradient, made with the <see cref="Weight"/>.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="reduction">Mean or sum.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the gradient overlaps an input in part.</exception>
    public static double Reduce<K, T>(K kernel, ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, Span<T> gradient, Reduction reduction)
        where K : struct, IKernel2To2<K>
        where T : unmanaged
    {
        ElementLoops.Check(prediction, gradient);
        ElementLoops.Check(target, gradient);
        Span<T> losses = stackalloc T[Block];
        double sum = 0;
        for (int start = 0; start < prediction.Length; start += Block)
        {
            int count = Math.Min(Block, prediction.Length - start);
            ElementLoops.Map2To2(kernel, prediction.Slice(start, count), target.Slice(start, count), losses[..count], gradient.Slice(start, count));
            sum += Sum<T>(losses[..count]);
        }
        return reduction == Reduction.Mean ? sum / prediction.Length : sum;
    }

    /// <summary>The same for a loss of three numbers.</summary>
    /// <inheritdoc cref="Reduce{K, T}(K, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, Reduction)"/>
    public static double Reduce<K, T>(
        K kernel, ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, ReadOnlySpan<T> third, Span<T> gradient, Reduction reduction)
        where K : struct, IKernel3To2<K>
        where T : unmanaged
    {
        ElementLoops.Check(prediction, gradient);
        ElementLoops.Check(target, gradient);
        ElementLoops.Check(third, gradient);
        Span<T> losses = stackalloc T[Block];
        double sum = 0;
        for (int start = 0; start < prediction.Length; start += Block)
        {
            int count = Math.Min(Block, prediction.Length - start);
            ElementLoops.Map3To2(
                kernel, prediction.Slice(start, count), target.Slice(start, count), third.Slice(start, count), losses[..count], gradient.Slice(start, count));
            sum += Sum<T>(losses[..count]);
        }
        return reduction == Reduction.Mean ? sum / prediction.Length : sum;
    }

    // Eight sums at once: one alone would wait for each addition before the next.
    private static double Sum<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Span<double> sums = stackalloc double[8];
        sums.Clear();
        int i = 0;
        for (; i + 8 <= values.Length; i += 8)
            for (int k = 0; k < 8; k++)
                sums[k] += RowArguments<T>.ToDouble(values[i + k]);
        for (; i < values.Length; i++)
            sums[0] += RowArguments<T>.ToDouble(values[i]);
        return sums[0] + sums[1] + (sums[2] + sums[3]) + (sums[4] + sums[5] + (sums[6] + sums[7]));
    }

    /// <summary>The mean or the sum of the losses of rows; writes the gradient by the first input.</summary>
    /// <param name="kernel">The loss and its gradient.</param>
    /// <param name="operands">The inputs, the <see cref="Weight"/> as their number, and where the gradient is written.</param>
    /// <param name="rowLength">The elements of a row.</param>
    /// <param name="reduction">Mean or sum.</param>
    /// <inheritdoc cref="RowLoops.Run{K, T}" path="/exception"/>
    public static double ReduceRows<K, T>(K kernel, in RowOperands<T> operands, int rowLength, Reduction reduction)
        where K : struct, IRowKernel<K>
        where T : unmanaged
    {
        double sum = RowLoops.Run(kernel, operands, rowLength);
        return reduction == Reduction.Mean ? sum * rowLength / operands.A.Length : sum;
    }
}
