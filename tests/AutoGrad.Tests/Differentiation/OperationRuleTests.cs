using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>The derivative rule of every operation, by numbers.</summary>
public class OperationRuleTests
{
    private static readonly double[] Point = [0.31, -1.2, 0.83, 1.9, -0.44, 0.6, -0.7, 1.3, 0.25, -1.6, 0.9, -0.1];
    private static readonly Node Matrix = Node.Constant([.. Point.Select(Math.Cos)], [4, 3], ElementType.Float64);

    // Each case: a shape of 12 elements and a function that is curved, so that second order has something to see.
    private static readonly Dictionary<string, (Shape Shape, Func<Node, Node> Function)> All = new()
    {
        ["MatMul left"] = ([3, 4], x => Sin(x.MatMul(Matrix))),
        ["MatMul right"] = ([3, 4], x => Sin(Matrix.MatMul(x))),
        ["MatMul of itself"] = ([3, 4], x => x.MatMul(x.Transpose())),
        ["MatMul batched"] = ([2, 2, 3], x => x.MatMul(x.Transpose())),
        ["MatMul broadcast batch"] = ([3, 4], x => Square(x.MatMul(Node.Constant([.. Point, .. Point], [2, 4, 3], ElementType.Float64)))),
        ["MatMul vector"] = ([12], x => x.MatMul(x)),
        ["MatMul matrix × vector"] = ([3, 4], x => Matrix.MatMul(x[.., 0]) * x[0]),
        ["Reshape"] = ([3, 4], x => Exp(x.Reshape(2, -1)[0])),
        ["Permute"] = ([2, 3, 2], x => x.Permute(2, 0, 1).Reshape(4, 3) * x.Reshape(4, 3)),
        ["BroadcastTo"] = ([3, 1, 4], x => Sin(x.BroadcastTo([2, 3, 2, 4]))),
        ["Slice and pad"] = ([3, 4], x => Exp(x[1.., 1..^1]) * x[0, 1..^1]),
        ["Concatenation"] = ([3, 4], x => Square(Concatenate([x, Sin(x), x], axis: 1))),
        ["Sum"] = ([3, 4], x => Sin(x.Sum(0)) * x),
        ["Mean"] = ([3, 4], x => Sin(x.Mean([0, 1], keepDims: true)) * x),
        ["Max"] = ([3, 4], x => Square(x.Max(1))),
        ["Min"] = ([3, 4], x => Square(x.Min(0, keepDims: true)) * x),
        ["LogSumExp"] = ([3, 4], x => x.LogSumExp(-1)),
        ["LogSumExp of all"] = ([3, 4], x => Square(x.LogSumExp())),
        ["Gather rows"] = ([4, 3], x => Sin(x.Gather(Node.Constant([1, 3, 1, 0], [2, 2], ElementType.Int32)))),
        ["Windows"] = ([2, 6], x => Exp(x.Windows(1, 3, 2))),
        ["Windows of windows"] = ([3, 4], x => Sin(x.Windows(0, 2).Windows(1, 2, 1, 2) * 2)),
        ["Windows along two axes"] = ([3, 4], x => Square(x.Windows([0, 1], [2, 2], [1, 2], [2, 1]))),
        ["Fold"] = ([4, 3], x => Sin(x.Fold(0, 8, 1, 2)) + x.Fold(0, 8, 1, 2).Windows(0, 8).Sum(-1)),
        ["Fold along two axes"] = ([2, 3, 2, 1], x => Exp(x.Fold([0, 1], [3, 5], [2, 1], [1, 2], [1, 1]))),
        ["Scatter rows"] = ([4, 3], x => Sin(Node.Create(new ScatterRows(0, 3), x, Node.Constant(new[] { 1, 2, 1, 0 }, [4])))),
        ["Gather along an axis"] = ([2, 3, 2], x => Sin(x.Gather(Node.Constant([2, 0, 2, 2], [2, 2], ElementType.Int32), axis: 1)) * x.Gather(Node.Constant([1, 1], [2], ElementType.Int64), -1).Reshape(2, 3, 1, 2)[.., ..1]),
        ["Gather elements"] = ([3, 4], x => Sin(x.GatherElements(Node.Constant([2, 0, 2, 3, 1, 1], [2, 3], ElementType.Int32), axis: 1))),
        ["Scatter elements"] = ([3, 4], x => Sin((x * x)[.., ..3].ScatterAdd(Node.Constant([2, 0, 2, 1, 1, 1], [2, 3], ElementType.Int32), x, axis: 0)[.., ..1])),
        ["Scatter"] = ([3, 4], x => Exp(x.Scatter(Node.Constant([2, 0, 2, 1], [2, 2], ElementType.Int32), Sin(x), axis: 1))),
        ["Pad"] = ([3, 4], x => Exp(x.Pad([1, 0], [1, 0], 0.5))),
        ["Sort"] = ([3, 4], x => Sin(x.Sort(1)) * x.Sort(0, descending: true)),
        ["TopK"] = ([3, 4], x => Exp(x.TopK(2, 0).Values + x.TopK(2, 0, largest: false).Values)),
        ["CumulativeSum"] = ([3, 4], x => Sin(x.CumulativeSum(1)) * x.CumulativeSum(0, reverse: true)),
        ["CumulativeProduct"] = ([2, 6], x => x.CumulativeProduct(1)),
        ["Product"] = ([3, 2, 2], x => x.Product([0, 2])),
        ["Diagonal"] = ([3, 4], x => Exp(x.Diagonal(1)) + x.Diagonal().DiagonalMatrix(-1).Diagonal(-1) * x.Diagonal()),
        ["Triangles"] = ([3, 4], x => Sin(x.Tril()) * x.Triu(-1)),
        ["Repeated"] = ([3, 4], x => Sin(x.Tile(2, 1)) * x.Repeat(2, 0)),
        ["Rolled"] = ([3, 4], x => Exp(x.Roll(1, 1)) * x.Roll(-1, 0)),
        ["MaskedFill"] = ([3, 4], x => Exp(x.MaskedFill(x > 0, 0.5))),
        ["Slice in steps"] = ([3, 4], x => Exp(x[Slice.Step(.., 2), Slice.Step(.., -3)])),
        ["Flip"] = ([3, 4], x => Exp(x.Flip(1)) * x),
        ["Cast"] = ([12], x => Sin(x.Cast(ElementType.Float32)).Cast(ElementType.Float64)),
        ["Function of elements"] = ([3, 4], x => HandMadeElements.SiLU.Call([x], [])),
        ["Function of rows"] = ([3, 4], x => HandMadeRows.Softmax.Call([x], [])),
        ["Function of rows, lowered"] = ([3, 4], x => HandMadeRows.Everything.Call([x, x], [])),
        ["Softmax by hand"] = ([3, 4], x => Exp(x - x.LogSumExp(1, keepDims: true))),
        ["Broadcast arithmetic"] = ([3, 4], x => x[.., ..1] * x[..1] / (2 + Square(x))),
        ["Scan"] = ([3, 4], x => Scan.Over(x, x[0], (h, slice) => (Sin(h * slice + x[1]), h)).Outputs),
        ["Checkpoint"] = ([3, 4], x => Gradient.Checkpoint(x * 2, y => Sin(y) * x[0])),
        ["Custom gradient"] = ([3, 4], x => Gradient.Custom(x, Sin, (y, _, upstream) => upstream * Cos(y))),
        ["Barrier"] = ([3, 4], x => Sin(Node.Create(new BarrierOperation(), x, Cos(x)))),
        ["Scan with a product"] = ([4, 3], x => Scan.Over(x, x[0], (h, slice) => (Sin(h.MatMul(x[1..].Transpose()) + slice), h), reverse: true).Carry),
        ["Where"] = ([3, 4], x => Where(x > 0, Exp(x), Square(x) * 2)),
    };

    // Element-wise rules are scalar, and mutated by PrimitiveRuleTests; these have none, the last three because they come to exist when a graph is compiled.
    private static readonly Type[] WithoutRules =
    [
        typeof(Elementwise), typeof(FunctionCall), typeof(ArgExtreme), typeof(ArgSort), typeof(WindowArgMax), typeof(LastPosition), typeof(Bounded), typeof(StopGradient),
        typeof(GradientFilter), typeof(RandomUniform), typeof(ElementGroup), typeof(GroupPart), typeof(ReducedElements),
    ];

    public static TheoryData<string> Cases => [.. All.Keys];

    public static TheoryData<string, string, int> Mutations
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (string name in All.Keys)
                foreach (var (operation, input) in RulesOf(name))
                    data.Add(name, operation, input);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_agree_with_differences_to_second_order(string name) => Check(name, ReverseMode.Standard);

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Changing_any_one_operation_rule_by_any_one_input_makes_the_check_fail(string name, string operation, int changed)
    {
        var mutated = new ReverseMode(Symbolics.Differentiation.Standard, (node, inputs, upstream) =>
            [.. node.Operation.Adjoints(node, inputs, upstream).Select((adjoint, i) =>
                adjoint is { } right && node.Operation.GetType().Name == operation && inputs[i] == changed ? right with { Value = right.Value * 1.001 } : adjoint)]);

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Check(name, mutated));
    }

    [Fact]
    public void Both_sides_of_a_product_are_among_the_mutations() =>
        Assert.Equal([0, 1], All.Keys.SelectMany(RulesOf).Where(rule => rule.Operation == nameof(MatMul)).Select(rule => rule.Input).Distinct().Order());

    [Fact]
    public void Every_operation_with_a_rule_is_among_the_mutations()
    {
        var existing = typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract && !type.IsSubclassOf(typeof(LeafOperation)));

        Assert.Empty(existing.Except(WithoutRules).Select(type => type.Name).Except(All.Keys.SelectMany(RulesOf).Select(rule => rule.Operation)));
    }

    private static Type[] OperationsOf(string name) =>
        [.. GraphWalk.Ordered(All[name].Function(Node.Input("x", All[name].Shape, ElementType.Float64)))
            .Where(node => node.Inputs.Count > 0).Select(node => node.Operation.GetType()).Distinct()];

    // The rules that the case's gradient goes through.
    private static IEnumerable<(string Operation, int Input)> RulesOf(string name)
    {
        var used = new SortedSet<(string, int)>();
        Node x = Node.Input("x", All[name].Shape, ElementType.Float64), y = All[name].Function(x);
        new ReverseMode(Symbolics.Differentiation.Standard, (node, inputs, upstream) =>
        {
            var gradients = node.Operation.Adjoints(node, inputs, upstream);
            for (int i = 0; i < inputs.Count; i++)
                if (gradients[i] is not null && !WithoutRules.Contains(node.Operation.GetType()))
                    used.Add((node.Operation.GetType().Name, inputs[i]));
            return gradients;
        }).Gradients(y, [x], Node.Full(1, y.Shape, y.ElementType));
        return used;
    }

    private static void Check(string name, ReverseMode mode)
    {
        // A cast to float32 rounds: its differences need a longer step, and have fewer digits.
        bool rounds = OperationsOf(name).Contains(typeof(Cast));
        GraphGradientCheck.Check(All[name].Function, Point, All[name].Shape, mode, rounds ? 1.0 / 64 : 1e-4, rounds ? 1e-4 : 1e-8);
    }

    private const double Infinity = double.PositiveInfinity;

    // Kind, data, gradient: where it is a convention.
    public static TheoryData<string, double[], double[]> Conventions => new()
    {
        { "Max", [1, 3, 3, 2], [0, 0.5, 0.5, 0] },
        { "Min", [1, 3, 1, 2], [0.5, 0, 0.5, 0] },
        { "Max", [1, double.NaN, 3, 2], [double.NaN, double.NaN, double.NaN, double.NaN] },
        { "Min", [1, double.NaN, 3, 2], [double.NaN, double.NaN, double.NaN, double.NaN] },
        { "Max", [1, Infinity, 3, Infinity], [0, 0.5, 0, 0.5] },
        { "LogSumExp", [-Infinity, -Infinity, -Infinity, -Infinity], [0, 0, 0, 0] },
        { "LogSumExp", [-Infinity, 2, -Infinity, -Infinity], [0, 1, 0, 0] },
        { "LogSumExp", [1, Infinity, -Infinity, Infinity], [0, 1, 0, 1] },
        { "LogSumExp", [1, double.NaN, 3, 2], [double.NaN, double.NaN, double.NaN, double.NaN] },
    };

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Gradients_of_reductions_follow_their_convention(string kind, double[] at, double[] expected)
    {
        var x = Node.Input("x", [4], ElementType.Float64);
        var reduced = x.Reduce(Enum.Parse<ReductionKind>(kind), [0]).Sum();

        Assert.Equal(expected, Gradient.Of(reduced, x).Evaluate((x, at)));
    }

    [Fact]
    public void Every_convention_of_a_reduction_is_written_down() => Assert.Equal(
        ["Max", "Min", "LogSumExp"],
        Enum.GetValues<ReductionKind>().Where(kind => kind.Convention is not null).Select(kind => kind.ToString()));
}
