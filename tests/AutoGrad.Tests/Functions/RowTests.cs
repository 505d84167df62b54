using System.Globalization;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

public class RowTests
{
    private readonly Row x = [1, -2, 3];

    [Fact]
    public void Arithmetic_works_position_by_position()
    {
        Row y = [4, 5, 6];

        Assert.Equal([5, 3, 9], x + y);
        Assert.Equal([-3, -7, -3], x - y);
        Assert.Equal([4, -10, 18], x * y);
        Assert.Equal([0.25, -0.4, 0.5], x / y);
        Assert.Equal([-1, 2, -3], -x);
        Assert.Equal([3, 0, 5], x + 2);
        Assert.Equal([3, 0, 5], 2 + x);
        Assert.Equal([-1, -4, 1], x - 2);
        Assert.Equal([1, 4, -1], 2 - x);
        Assert.Equal([2, -4, 6], x * 2);
        Assert.Equal([2, -4, 6], 2 * x);
        Assert.Equal([0.5, -1, 1.5], x / 2);
        Assert.Equal([6, -3, 2], 6 / x);
    }

    [Fact]
    public void Functions_of_two_or_three_rows_are_mapped_position_by_position()
    {
        Assert.Equal([11, 18, 33], x.Map([10, 20, 30], (a, b) => a + b));
        Assert.Equal([111, 218, 333], x.Map([10, 20, 30], [100, 200, 300], (a, b, c) => a + b + c));
    }

    [Fact]
    public void Rows_of_different_lengths_do_not_match()
    {
        const string Message = "A row of 3 elements and a row of 2 do not match";

        Assert.Contains(Message, Assert.Throws<ArgumentException>(() => x + Row.Create([1, 2])).Message);
        Assert.Contains(Message, Assert.Throws<ArgumentException>(() => x.Map(x, [1, 2], (a, b, c) => a)).Message);
    }

    [Fact]
    public void A_label_outside_the_row_is_refused()
    {
        Assert.Equal(3, x[2]);
        Assert.Contains("Label 3 of a row of 3 elements: its labels are 0 to 2.", Assert.Throws<ArgumentOutOfRangeException>(() => x[3]).Message);
        Assert.Contains("Label -1 of a row of 3", Assert.Throws<ArgumentOutOfRangeException>(() => x[-1]).Message);
        Assert.Contains("Label 0 of an empty row", Assert.Throws<ArgumentOutOfRangeException>(() => default(Row)[0]).Message);
    }

    [Fact]
    public void Rows_are_equal_when_their_elements_are()
    {
        Row same = new double[] { 1, -2, 3 }, single = new float[] { 1, -2, 3 };

        Assert.True(x == same && x == single && x.Equals((object)same) && x.GetHashCode() == same.GetHashCode());
        Assert.True(x != [1, -2, 4] && x != [1, -2]);
        Assert.True(Row.Create([double.NaN]) == [double.NaN]);
        Assert.True(default(Row) == [] && default(Row).Length == 0);
    }

    [Fact]
    public void A_row_keeps_its_own_copy()
    {
        double[] values = [1, 2];
        Row row = values;
        values[0] = 7;
        row.ToArray()[1] = 7;

        Assert.Equal([1, 2], row.AsSpan().ToArray());
    }

    [Fact]
    public void Its_text_does_not_depend_on_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NaNSymbol = "keine Zahl" } };
            Assert.Equal("[1.5, 0.1, NaN]", Row.Create([1.5, 0.1, double.NaN]).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Reductions_are_those_of_the_formula_language()
    {
        Assert.Equal(2, Sum(x));
        Assert.Equal(2.0 / 3, Mean(x));
        Assert.Equal(3, Max(x));
        Assert.Equal(-2, Min(x));
        Assert.Equal(Math.Log(Math.E + Math.Exp(-2) + Math.Exp(3)), LogSumExp(x), 1e-15);
        Assert.Equal(1000 + Math.Log(2), LogSumExp([1000, 1000]), 1e-12);
        Assert.Equal(double.NegativeInfinity, LogSumExp([double.NegativeInfinity, double.NegativeInfinity]));
        Assert.Equal(double.PositiveInfinity, LogSumExp([double.PositiveInfinity, 0]));
        Assert.Equal(double.NaN, LogSumExp([double.NaN, 0]));
    }

    [Fact]
    public void Reductions_of_nothing_have_a_value()
    {
        Assert.Equal(0, Sum([]));
        Assert.Equal(double.NaN, Mean([]));
        Assert.Equal(double.NegativeInfinity, Max([]));
        Assert.Equal(double.PositiveInfinity, Min([]));
        Assert.Equal(double.NegativeInfinity, LogSumExp([]));
    }
}
