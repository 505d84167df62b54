namespace AutoGrad.Symbolics;

internal static partial class Primitives
{
    /// <summary>Σ over the row.</summary>
    public static readonly Primitive Sum = Define(Reduction("sum", row => row.Sum(), (x, y, upstream) => upstream) with
    {
        Latex = @"\sum {0}", Range = i => i[0].Low >= 0 ? new(i[0].Low, double.PositiveInfinity) : Interval.All,
    });

    /// <summary>Σ over the row, divided by its length.</summary>
    public static readonly Primitive Mean = Define(Reduction("mean", row => row.Sum() / row.Length, (x, y, upstream) => upstream / RowLength) with
    {
        Latex = @"\operatorname{{mean}}\left({0}\right)", Range = i => i[0],
    });

    public static readonly Primitive RowMax = Define(Reduction("max", row => row.Aggregate(double.NegativeInfinity, Math.Max), SpreadOverTies) with
    {
        Latex = @"\max {0}", Range = i => i[0], Kink = "shared equally between ties",
    });

    public static readonly Primitive RowMin = Define(Reduction("min", row => row.Aggregate(double.PositiveInfinity, Math.Min), SpreadOverTies) with
    {
        Latex = @"\min {0}", Range = i => i[0], Kink = "shared equally between ties",
    });

    /// <summary>ln Σ exp over the row, shifted by the largest element.</summary>
    public static readonly Primitive LogSumExp = Define(Reduction(
        "logsumexp", LogSumExpOf, (x, y, upstream) => upstream * ShareOfExponentials(x, y)) with
    {
        Method = "LogSumExp", Latex = @"\ln \sum e^{{{0}}}", Range = i => new(i[0].Low, double.PositiveInfinity), Kink = InfiniteShares,
    });

    /// <summary>The row's element at a label.</summary>
    public static readonly Primitive Pick = Define(new Primitive("pick", 2)
    {
        Kind = PrimitiveKind.Reduction, Latex = "{0}_{{{1}}}", Range = i => i[0],
        RowValue = (row, label) => row[(int)label],
        Adjoint = (x, y, upstream) => Select(Equal(PositionInRow, y[1]), upstream, 0),
    });

    /// <summary>0, 1, 2, … along the row.</summary>
    public static readonly Primitive Position = Define(new Primitive("position", 0)
    {
        Kind = PrimitiveKind.RowProperty, Latex = "i", Range = _ => Interval.NotNegative,
    });

    /// <summary>The number of elements in the row.</summary>
    public static readonly Primitive Length = Define(new Primitive("length", 0)
    {
        Kind = PrimitiveKind.RowProperty, Latex = "n", Range = _ => new(1, double.PositiveInfinity),
    });

    /// <summary>The gradient of ln Σ exp where infinities meet.</summary>
    public const string InfiniteShares =
        "0 where all are −∞, as in PyTorch's masked softmax; where the result is ∞, 1 for each element that is ∞, 0 for the others";

    /// <summary>exp(x − y), what x has of y = ln Σ exp x, written so that infinities do not meet: ∞ − ∞ would be NaN.</summary>
    public static Expression ShareOfExponentials(Expression x, Expression y) =>
        Select(Equal(y, double.NegativeInfinity), 0, Select(Equal(x, y), 1, Apply(Exp, x - y)));

    public static Expression PositionInRow => Apply(Position);

    public static Expression RowLength => Apply(Length);

    private static Primitive Reduction(string name, Func<double[], double> value, ReductionAdjoint adjoint) =>
        new(name, 1) { Kind = PrimitiveKind.Reduction, RowValue = (row, _) => value(row), Adjoint = adjoint };

    private static Expression SpreadOverTies(Expression argument, Call result, Expression upstream)
    {
        var isExtreme = Equal(argument, result);
        return Select(isExtreme, upstream / Apply(Sum, Select(isExtreme, 1, 0)), 0);
    }

    private static double LogSumExpOf(double[] row)
    {
        double max = row.Aggregate(double.NegativeInfinity, Math.Max);
        return double.IsInfinity(max) ? max : max + Math.Log(row.Sum(value => Math.Exp(value - max)));
    }
}
