using AutoGrad.Symbolics;

namespace AutoGrad;

public static partial class Functions
{
    /// <summary>The sum of the row; 0 of no elements.</summary>
    public static double Sum(Row x) => Primitives.Sum.RowValue!(x.Values, 0);

    /// <summary>The mean of the row; NaN of no elements.</summary>
    public static double Mean(Row x) => Primitives.Mean.RowValue!(x.Values, 0);

    /// <summary>The largest element of the row, NaN if there is one; −∞ of no elements. Its gradient is shared equally between ties.</summary>
    public static double Max(Row x) => Primitives.RowMax.RowValue!(x.Values, 0);

    /// <summary>The smallest element of the row, NaN if there is one; ∞ of no elements. Its gradient is shared equally between ties.</summary>
    public static double Min(Row x) => Primitives.RowMin.RowValue!(x.Values, 0);

    /// <summary>ln Σ exp(x) over the row, without overflow; −∞ of no elements.</summary>
    public static double LogSumExp(Row x) => Primitives.LogSumExp.RowValue!(x.Values, 0);
}
