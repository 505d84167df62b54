using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>What is taken, turned, padded, gathered and scattered, by small examples; and the mistakes in it.</summary>
public class IndexingTests
{
    private static readonly Node X = Node.Input("x", [2, 3], ElementType.Float64);
    private static readonly double[] Values = [0, 1, 2, 10, 11, 12];
    private static readonly Node Indices = Node.Input("indices", [2, 2], ElementType.Int64);

    public static TheoryData<string, double[], Func<Node, Node>> Examples => new()
    {
        { "every second", [0, 2, 10, 12], x => x[.., Slice.Step(.., 2)] },
        { "backwards from the last", [2, 0, 12, 10], x => x[.., Slice.Step(.., -2)] },
        { "a range backwards", [1, 0, 11, 10], x => x[.., Slice.Step(..2, -1)] },
        { "a step beyond the end", [11], x => x[1, Slice.Step(1.., 5)] },
        { "nothing, in steps", [], x => x[Slice.Step(1..1, -3)] },
        { "the default slice takes nothing", [], x => x[default(Slice)] },
        { "flipped", [12, 11, 10, 2, 1, 0], x => x.Flip() },
        { "flipped along one axis", [10, 11, 12, 0, 1, 2], x => x.Flip(0) },
        { "flipped along no axis", [0, 1, 2, 10, 11, 12], x => x.Flip([]) },
        { "padded", [7, 7, 7, 7, 0, 1, 2, 7, 10, 11, 12, 7], x => x.Pad([1, 0], [0, 1], 7) },
        { "padded by nothing", [0, 1, 2, 10, 11, 12], x => x.Pad([0, 0], [0, 0], 7) },
        { "gathered rows", [10, 11, 12, 0, 1, 2], x => x.Gather(Of([1, 0], [2])) },
        { "gathered columns", [2, 2, 0, 12, 12, 10], x => x.Gather(Of([2, 2, 0], [3]), axis: -1) },
        { "one column", [1, 11], x => x.Gather(Node.Constant(1, ElementType.Int32), axis: 1) },
        { "gathered elements", [2, 0, 11, 11], x => x.GatherElements(Of([2, 0, 1, 1], [2, 2]), axis: 1) },
        { "gathered elements of a part", [10, 1], x => x.GatherElements(Of([1, 0], [1, 2]), axis: 0) },
        { "scattered and added", [3, 1, 2, 10, 11, 15], x => x.ScatterAdd(Of([0, 0, 2, 2], [2, 2]), Reals([1, 2, 1, 2], [2, 2]), axis: 1) },
        { "a part scattered and added", [0, 1, 2, 12, 11, 12], x => x.ScatterAdd(Of([1], [1, 1]), Reals([2, 9], [1, 2]), axis: 0) },
        { "scattered: the last one stays", [2, 1, 2, 10, 3, 2], x => x.Scatter(Of([0, 0, 2, 1], [2, 2]), Reals([1, 2, 2, 3], [2, 2]), axis: 1) },
        { "a part scattered", [0, 1, 2, 5, 11, 12], x => x.Scatter(Of([1], [1, 1]), Reals([5], [1, 1]), axis: 0) },
        { "nothing scattered", [0, 1, 2, 10, 11, 12], x => x.Scatter(Of([], [0, 2]), Reals([], [0, 2]), axis: 0) },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Elements_are_taken_and_moved_as_defined(string what, double[] expected, Func<Node, Node> function)
    {
        Assert.NotEmpty(what);
        var y = function(X);
        Assert.Equal(expected, y.Evaluate((X, Values)));
        Compiled.AgreesWithReference([y], new Dictionary<Node, double[]> { [X] = Values });
    }

    [Fact]
    public void Of_several_that_are_scattered_to_one_place_the_last_has_all_of_the_gradient()
    {
        var source = Node.Input("source", [3], ElementType.Float64);
        var x = Node.Input("x", [3], ElementType.Float64);
        var weighted = x.Scatter(Of([1, 0, 1], [3]), source, axis: 0) * Reals([3, 5, 7], [3]);

        Assert.Equal([0, 3, 5], Gradient.Of(weighted.Sum(), source).Evaluate());
        Assert.Equal([0, 0, 7], Gradient.Of(weighted.Sum(), x).Evaluate());
    }

    [Fact]
    public void The_gradient_of_a_flip_is_a_flip() =>
        Assert.DoesNotContain("pad", Gradient.Of((X.Flip() * X).Sum(), X).ToText());

    [Fact]
    public void A_pad_with_infinity_is_not_taken_for_finite_but_its_gradient_stays_zero()
    {
        var padded = X.Pad([0, 1], [0, 0], double.NegativeInfinity);

        Assert.False(padded.IsFinite);
        Assert.Equal([1, 1, 1, 1, 1, 1], Gradient.Of(Where(padded > -1, padded, 0).Sum(), X).Evaluate((X, Values)));
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "Slice: 1..5 by 2 of axis 0 of [2, 3], which has 2 elements", () => _ = X[Slice.Step(1..5, 2)] },
        { "Flip: axis 2 of a tensor with 2 axes", () => X.Flip(2) },
        { "Pad: 1 numbers before and 2 after the axes of [2, 3]; give one for each of its 2 axes.", () => X.Pad([1], [1, 1]) },
        { "Pad: 0 elements before and -1 after axis 1 of [2, 3]; neither can be negative. A slice takes elements away.", () => X.Pad([0, 0], [0, -1]) },
        { "Pad: an axis would have 2147483649 elements; at most 2147483647 fit.", () => X.Pad([int.MaxValue, 0], [0, 0]) },
        { "Gather: the indices are float64; they must be int32 or int64.", () => X.Gather(X) },
        { "Gather: axis 2 of a tensor with 2 axes", () => X.Gather(Indices, 2) },
        { "GatherElements: the indices are float64", () => X.GatherElements(X, 0) },
        { "GatherElements: axis -3 of a tensor with 2 axes", () => X.GatherElements(Indices, -3) },
        { "GatherElements: the indices [2] have 1 axes and this tensor [2, 3] has 2; they must have as many.", () => X.GatherElements(Indices[0], 0) },
        { "GatherElements: the indices [4, 2] are longer than this tensor [2, 3] along axis 0.", () => X.GatherElements(Concatenate([Indices, Indices]), 1) },
        { "ScatterAdd: the indices [2, 2] are longer than the source [1, 3] along axis 0.", () => X.ScatterAdd(Indices, X[..1], 1) },
        { "ScatterAdd: the indices [2, 2] have 2 axes and the source [3] has 1", () => X.ScatterAdd(Indices, X[0], 1) },
        { "ScatterAdd: float64 and float32 do not mix; cast one with Cast(ElementType.Float64).", () => X.ScatterAdd(Indices, X.Cast(ElementType.Float32), 1) },
        { "ScatterAdd: bool cannot be added up; cast with Cast(ElementType.Int32).", () => (X > 0).ScatterAdd(Indices, X > 1, 1) },
        { "Scatter: the indices are float64", () => X.Scatter(X, X, 1) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_when_the_graph_is_built(string message, Action mistake) =>
        Assert.Contains(message, Assert.Throws<ShapeException>(mistake).Message);

    [Fact]
    public void Steps_of_nothing_and_values_that_the_type_lacks_are_refused()
    {
        Assert.Contains("Slice.Step: 1..3 in steps of 0 never comes to an end", Assert.Throws<ArgumentOutOfRangeException>(() => Slice.Step(1..3, 0)).Message);
        Assert.Contains("The number 0.5 is no int64.", Assert.Throws<ArgumentException>(() => Indices.Pad([1, 0], [0, 0], 0.5)).Message);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => X.ScatterAdd(Indices, null!, 0)).ParamName);
        Assert.Equal("indices", Assert.Throws<ArgumentNullException>(() => X.GatherElements(null!, 0)).ParamName);
    }

    public static TheoryData<string, Func<Node, Node>> Outside => new()
    {
        { "Gather: index 3 at position [1, 0] of the indices; axis 1 has 3 elements, 0 to 2.", indices => X.Gather(indices, 1) },
        { "GatherElements: index 3 at position [1, 0] of the indices; axis 1 has 3 elements, 0 to 2.", indices => X.GatherElements(indices, 1) },
        { "ScatterAdd: index 3 at position [1, 0] of the indices; axis 1 has 3 elements, 0 to 2.", indices => X.ScatterAdd(indices, X, 1) },
        { "Scatter: index 3 at position [1, 0] of the indices; axis 1 has 3 elements, 0 to 2.", indices => X.Scatter(indices, X, 1) },
        { "OneHot: index 3 at position [1, 0, 0] of the indices; axis 2 has 3 elements, 0 to 2.", indices => OneHot(indices, 3) },
        { "GatherElements: index 0 at position [0, 0] of the indices; axis 1 has no elements.", indices => X[.., ..0].GatherElements(indices, 1) },
    };

    [Theory]
    [MemberData(nameof(Outside))]
    public void An_index_outside_its_axis_is_told_by_operation_position_and_extent(string message, Func<Node, Node> function)
    {
        var y = function(Indices);
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => y.Evaluate((X, Values), (Indices, [0, 2, 3, 1]))).Message);
        using var executable = Executable.Compile([y, X]);
        executable.Feed(X, Values);
        executable.Feed(Indices, [0L, 2, 3, 1]);
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message);
        executable.Feed(Indices, [0L, 2, -1, 1]);
        Assert.Contains(message.Replace("index 3", "index -1"), Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message);
    }

    private static Node Of(ReadOnlySpan<int> values, Shape shape) => Node.Constant(values, shape);

    private static Node Reals(ReadOnlySpan<double> values, Shape shape) => Node.Constant(values, shape, ElementType.Float64);
}
