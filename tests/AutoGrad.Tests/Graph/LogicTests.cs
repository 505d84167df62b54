using static AutoGrad.Functions;

namespace AutoGrad.Tests;

public sealed class LogicTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Exclusive_or_holds_where_one_of_two_does()
    {
        Node p = Node.Constant([true, true, false, false], [4]), q = Node.Constant([true, false], [2, 1]);

        Assert.Equal([0, 0, 1, 1, 1, 1, 0, 0], (p ^ q).Evaluate());
    }

    [Fact]
    public void What_is_no_number_and_what_is_finite_is_told_apart()
    {
        var x = Node.Input("x", [5], ElementType.Float64);
        double[] values = [1, double.NaN, Infinity, -Infinity, -0.0];

        Assert.Equal([0, 1, 0, 0, 0], IsNaN(x).Evaluate((x, values)));
        Assert.Equal([1, 0, 0, 0, 1], IsFinite(x).Evaluate((x, values)));
        Compiled.AgreesWithReference([IsNaN(x), IsFinite(x)], new Dictionary<Node, double[]> { [x] = values });
    }

    [Fact]
    public void Integers_are_finite()
    {
        var x = Node.Input("x", [3], ElementType.Int64);

        Compiled.AgreesWithReference([IsNaN(x), IsFinite(x)]);
        Assert.Equal([1, 1, 1], IsFinite(x).Evaluate((x, [1, 2, 3])));
    }

    [Fact]
    public void Parameters_are_asked_like_anything_else()
    {
        var weight = new Parameter("w", [2], ElementType.Float64);
        using var executable = Executable.Compile(IsNaN(weight));
        weight.Values<double>()[1] = double.NaN;
        executable.Run();

        Assert.Equal([false, true], executable.Fetch<bool>(executable.Outputs[0]));
    }

    [Fact]
    public void Any_and_all_go_over_axes()
    {
        var p = Node.Constant([true, false, false, true, true, true], [2, 3]);

        Assert.Equal([1], p.Any().Evaluate());
        Assert.Equal([0], p.All().Evaluate());
        Assert.Equal([1, 1, 1], p.Any(0).Evaluate());
        Assert.Equal([0, 1], p.All(-1).Evaluate());
        Assert.Equal([2, 1], p.All(1, keepDims: true).Shape);
        Assert.Equal(ElementType.Bool, p.Any().ElementType);
        Compiled.AgreesWithReference([.. new[] { 0, 1, 2 }.Select(axis => Node.Input("q", [4, 1, 9], ElementType.Bool).Any(axis)), Node.Input("r", [70, 90], ElementType.Bool).All(0)]);
    }

    [Fact]
    public void Of_nothing_none_holds_and_all_do()
    {
        var nothing = Node.Input("p", [2, 0], ElementType.Bool);

        Assert.Equal([0, 0], nothing.Any(1).Evaluate((nothing, [])));
        Assert.Equal([1, 1], nothing.All(1, keepDims: true).Evaluate((nothing, [])));
        Assert.Equal([2, 1], nothing.All(1, keepDims: true).Shape);
        Assert.Equal([0], nothing.Any(0).Shape);
        Compiled.AgreesWithReference([nothing.Any(), nothing.All(), nothing.Any(0), nothing.All(1)]);
    }

    [Fact]
    public void Numbers_do_not_hold_or_not()
    {
        var x = Node.Input("x", [3]);

        Assert.Equal("Any: of float32; it is conditions that hold or do not: x > 0 makes one.", Assert.Throws<ShapeException>(() => x.Any()).Message);
        Assert.Equal("All: of float32; it is conditions that hold or do not: x > 0 makes one.", Assert.Throws<ShapeException>(() => x.All()).Message);
        Assert.Contains("argument 1 is a number, a condition was expected", Assert.Throws<ShapeException>(() => x ^ x).Message);
    }
}
