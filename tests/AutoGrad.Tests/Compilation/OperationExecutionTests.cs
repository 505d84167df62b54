using AutoGrad.Symbolics;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Every operation, compiled, against the reference: at many shapes, in every element type that it has.</summary>
public sealed class OperationExecutionTests
{
    private static readonly Shape[] Shapes = [[], [0], [1], [3], [67], [5, 7], [3, 0], [0, 4], [2, 3, 5], [1, 129, 1], [33, 65], [2, 1, 3, 4]];

    public static TheoryData<string, ElementType> Primitives
    {
        get
        {
            var data = new TheoryData<string, ElementType>();
            foreach (var primitive in Symbolics.Primitives.All.Where(p => p.Kind == PrimitiveKind.Elementwise))
                foreach (var type in new[] { ElementType.Float32, ElementType.Float64, ElementType.Int32, ElementType.Int64 })
                    if (TileFunctions.For(primitive, type) is not null)
                        data.Add(primitive.Name, type);
            return data;
        }
    }

    [Fact]
    public void Every_elementwise_primitive_has_a_function_on_floating_point_numbers() =>
        Assert.All(Symbolics.Primitives.All.Where(p => p.Kind == PrimitiveKind.Elementwise), primitive => Assert.NotNull(TileFunctions.For(primitive, ElementType.Float32)));

    [Theory]
    [MemberData(nameof(Primitives))]
    public void A_primitive_is_what_the_reference_says_at_every_length(string name, ElementType type)
    {
        foreach (var primitive in Symbolics.Primitives.All.Where(p => p.Kind == PrimitiveKind.Elementwise && p.Name == name && TileFunctions.For(p, type) is not null))
            foreach (int length in new[] { 0, 1, 5, 16, 63, 9001 })
            {
                var inputs = primitive.Domain.Select((domain, i) => Node.Input($"a{i}", [length], domain == Interval.Truth ? ElementType.Bool : type)).ToArray();
                var random = new Random(length);
                var values = inputs.Select((input, i) => (input, Values: Enumerable.Range(0, length).Select(_ => Draw(random, primitive.Domain[i], type)).ToArray())).ToDictionary(pair => pair.input, pair => pair.Values);
                Compiled.AgreesWithReference([Elementwise.Apply(primitive, inputs)], values, type == ElementType.Float32 ? 2e-6 : 1e-12);
            }
    }

    [Theory]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    public void Numbers_within_bounds_are_what_they_are(ElementType type)
    {
        foreach (var shape in Shapes)
            Compiled.AgreesWithReference([Bounded.Within(Node.Input("x", shape, type), "Test", "number", -5, 5), Bounded.Within(Node.Input("x", shape, type) * 2, "Test", "number", -10, 10) + 1]);

        var x = Node.Input("x", [2, 1], type);
        foreach (var (least, most, value, message) in new[] { (0, 3, 4, "is 4; it must be one of 0 to 3."), (-2, 3, -3, "is -3; it must be one of -2 to 3."), (0, -1, 0, "is 0; there is none that it could be.") })
        {
            var checkedNumbers = Bounded.Within(x, "Test", "number", least, most);
            using var executable = Executable.Compile(checkedNumbers);
            Compiled.Feed(executable, x, [most < 0 ? 0 : 1, value]);
            int position = most < 0 ? 0 : 1;
            Assert.Equal($"Test: the number at position [{position}, 0] {message}", Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message);
            Assert.Equal($"Test: the number at position [{position}, 0] {message}", Assert.Throws<ArgumentOutOfRangeException>(() => checkedNumbers.Evaluate((x, [1 - (most < 0 ? 1 : 0), value]))).Message);
        }
        Assert.Equal("Test: the number is 4; it must be one of 0 to 3.", Assert.Throws<ArgumentOutOfRangeException>(() => Bounded.Within(Node.Constant([4], [], type), "Test", "number", 0, 3).Evaluate()).Message);
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    public void Broadcast_operands_are_read_where_they_lie(ElementType type)
    {
        foreach (var (a, b) in new (Shape, Shape)[] { ([3, 4], [4]), ([3, 4], [3, 1]), ([], [2, 3]), ([5, 1, 7], [1, 6, 1]), ([129, 33], [33]), ([40, 100], [40, 1]), ([1], [0]), ([2, 3, 4, 5], [3, 1, 5]) })
        {
            var (x, y) = (Node.Input("x", a, type), Node.Input("y", b, type));
            Compiled.AgreesWithReference([x * y + x, x < y, Where(x >= y, x, y)], type == ElementType.Float32 ? 1e-6 : 1e-12);
        }
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    public void Operands_are_read_backwards_and_in_steps_where_they_lie(ElementType type)
    {
        foreach (Shape shape in new Shape[] { [3], [7, 5], [2, 6, 1], [2, 0], [40, 131], [3, 4, 5] })
        {
            Node x = Node.Input("x", shape, type), y = Node.Input("y", shape, type), p = Node.Input("p", shape, ElementType.Bool);
            Compiled.AgreesWithReference(
            [
                x.Flip() * y + x, x.Flip(0) < y.Flip(-1), Where(p.Flip(), x, y.Flip(0)), p.Flip(0) & ~p, x[Slice.Step(.., 2)] - y[Slice.Step(.., -2)], x.Flip().Sum(0), x.Flip(),
                Concatenate([x, y.Flip()]), x.Flip().Windows(0, 2).Sum(-1), x.Windows(0, 2).Flip().Fold(0, shape[0]),
            ], type == ElementType.Float32 ? 1e-5 : 1e-12);
        }
    }

    [Fact]
    public void A_parameter_turned_round_is_read_before_it_is_written()
    {
        var p = new Parameter("p", [3]);
        new float[] { 1, 2, 3 }.CopyTo(p.Values<float>());
        using var turned = Executable.Compile([], [Update.Assign(p, p.Flip())]);
        turned.Run();
        Assert.Equal([3, 2, 1], p.Values<float>().ToArray());
        using var added = Executable.Compile([], [Update.Assign(p, p.Flip() + 10 * p)]);
        added.Run();
        Assert.Equal([31, 22, 13], p.Values<float>().ToArray());
    }

    [Fact]
    public void Conditions_are_combined_and_chosen_by()
    {
        foreach (var shape in Shapes)
        {
            Node p = Node.Input("p", shape, ElementType.Bool), q = Node.Input("q", shape, ElementType.Bool), x = Node.Input("x", shape);
            Compiled.AgreesWithReference([p & q, p | q, ~p, Where(p & ~q, x, -x), Where(p, q, x > 0), Where(p, Node.Constant(1), Node.Constant(0)), p.Cast(ElementType.Int32)]);
        }
        Node wide = Node.Input("wide", [3, 1], ElementType.Bool), tall = Node.Input("tall", [700], ElementType.Bool);
        Compiled.AgreesWithReference([wide & tall, Where(wide, tall.Cast(ElementType.Float64), 2)]);
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.Bool)]
    public void Elements_are_moved_whatever_they_are(ElementType type)
    {
        Node x = Node.Input("x", [4, 3, 5], type), y = Node.Input("y", [4, 2, 5], type);
        Compiled.AgreesWithReference(
        [
            x.Permute(2, 0, 1), x.Permute(1, 0, 2), x.Transpose(), x.Reshape(5, 12), x.Transpose().Reshape(60), x.Transpose().Reshape(4, 5, 1, 3),
            x[1..3, .., ^2..], x[^1], x[.., 1, 2], x[1..1], x.BroadcastTo([2, 4, 3, 5]), x.BroadcastTo([2, 4, 3, 5]).Reshape(8, 15),
            Concatenate([x, y], 1), Concatenate([y.Transpose(), x.Transpose()], 2), Concatenate([x[..0], x, x[1..]]), x.StopGradient(),
            x.Permute(2, 0, 1)[1..4, 2..].Permute(1, 2, 0), x[1..3].Reshape(2, 15), x.Permute(0, 2, 1)[2..].Reshape(10, 3),
            x.Pad([1, 0, 2], [1, 0, 2]), x.Transpose().Pad([0, 2, 0], [1, 0, 1]), x.Pad([0, 1, 0], [0, 0, 3], 1), x.Pad([0, 0, 0], [0, 0, 0]),
            x[Slice.Step(.., 2)], x[.., Slice.Step(1.., 2), Slice.Step(.., -1)], x[Slice.Step(1..4, -2), .., Slice.Step(..^1, 3)], x[Slice.Step(2..2, -3)],
            x.Flip(), x.Flip([0, -1]).Transpose(), x.Flip(1).Reshape(60), x.Transpose().Flip(2)[1..3], Concatenate([x.Flip(1), y], 1), x.Flip(2)[2],
            Node.Create(new Pad(new([1, 4, 0], x.Shape, [2, -2, 3]), [9, 5, 14], 0), x), Node.Create(new Pad(new([0, 0, 4], x.Shape, [1, 1, -1]), x.Shape, 0), x),
        ]);
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    public void Windows_are_seen_where_they_lie_and_added_up_again(ElementType type)
    {
        Node x = Node.Input("x", [3, 37, 11], type), wide = Node.Input("wide", [2, 5, 70, 65], type), none = Node.Input("none", [0, 9], type);
        double tolerance = type == ElementType.Float32 ? 1e-5 : 1e-12;
        foreach (var (size, stride, dilation) in new[] { (1, 1, 1), (3, 1, 1), (3, 2, 1), (2, 3, 1), (4, 1, 2), (3, 3, 3), (1, 4, 5) })
        {
            Node along = x.Windows(1, size, stride, dilation), last = x.Windows(-1, size, stride, dilation);
            Node both = wide.Windows([2, 3], [size, 3], [stride, 1], [dilation, 2]), turned = wide.Permute(3, 0, 2, 1).Windows([2, 0], [2, size], [3, stride], [1, dilation]);
            Compiled.AgreesWithReference(
            [
                along, last, along.Sum(-1), last.Permute(3, 0, 2, 1), along.Fold(1, 37, stride, dilation), last.Fold(2, 11, stride, dilation),
                both.Fold([2, 3], [70, 65], [size, 3], [stride, 1], [dilation, 2]),
                turned.Fold([2, 0], [70, 65], [2, size], [3, stride], [1, dilation]).Permute(1, 3, 2, 0) * 2,
                none.Windows(1, size, stride, dilation).Fold(1, 9, stride, dilation),
            ], tolerance);
        }
        Compiled.AgreesWithReference([Node.Input("a", [3, 11, 4, 5], type).Fold(1, 15), Node.Input("b", [0, 4, 3], type).Fold(1, 6), Node.Input("c", [4, 3], type).Transpose().Reshape(3, 4).Fold(0, 12, 4)], tolerance);
    }

    [Fact]
    public void Windows_of_conditions_are_conditions() =>
        Compiled.AgreesWithReference([Node.Input("p", [3, 40], ElementType.Bool).Windows(1, 3, 2), ~Node.Input("q", [3, 40], ElementType.Bool).Windows(1, 3, 2)]);

    [Fact]
    public void Large_tensors_are_moved_in_pieces()
    {
        Node x = Node.Input("x", [130, 127]), y = Node.Input("y", [127, 40]);
        Compiled.AgreesWithReference([x.Transpose(), Concatenate([x.Transpose(), y], 1), x.Pad([3, 1], [7, 2]), x.BroadcastTo([2, 130, 127]), x.Flip(), x.Flip(0).Transpose(), x[Slice.Step(.., 3), Slice.Step(.., -2)]]);
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    public void Reductions_go_over_any_axes(ElementType type)
    {
        foreach (var shape in new Shape[] { [], [0], [1], [7], [1000], [5, 7], [3, 0], [130, 70], [2, 3, 4, 5], [40_000], [9_000, 3], [20, 9, 40] })
            for (int mask = 0; mask < 1 << shape.Rank; mask++)
            {
                var axes = Axes.Create([.. Enumerable.Range(0, shape.Rank).Where(axis => (mask >> axis & 1) == 1)]);
                bool overNothing = Enumerable.Range(0, shape.Rank).Any(axis => (mask >> axis & 1) == 1 && shape[axis] == 0);
                var x = Node.Input("x", shape, type);
                var outputs = new List<Node> { x.Sum(axes), x.Sum(axes, keepDims: true) };
                if (!overNothing)
                    outputs.AddRange([x.Max(axes), x.Min(axes)]);
                if (type.IsFloatingPoint)
                    outputs.AddRange([x.Mean(axes), x.LogSumExp(axes)]);
                Compiled.AgreesWithReference([.. outputs], type == ElementType.Float32 ? 2e-5 : 1e-12);
            }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Few_results_of_many_numbers_are_summed_in_pieces_that_the_shape_decides(int threads)
    {
        // Whole numbers, so that sums are exact in any order.
        foreach (var (shape, axis) in new (Shape, int)[] { ([300_001], 0), ([70_003, 3], 0), ([3, 90_001], 1), ([600, 700], 0), ([2, 40_000, 2], 1), ([5, 100_000], 0) })
        {
            var x = Node.Input("x", shape, ElementType.Float64);
            Node sum = x.Sum(axis), max = x.Max(axis);
            using var executable = Executable.Compile([sum, max], threads: threads);
            var values = executable.InputValues<double>(x);
            for (int i = 0; i < values.Length; i++)
                values[i] = i * 7919L % 1009;
            executable.Run();
            long inner = Shape.Create(shape.AsSpan()[(axis + 1)..]).Size, extent = shape[axis];
            double[] sums = new double[sum.Shape.Size], maxima = new double[sum.Shape.Size];
            for (long i = 0; i < values.Length; i++)
            {
                long result = i / (inner * extent) * inner + i % inner;
                sums[result] += values[(int)i];
                maxima[result] = Math.Max(maxima[result], values[(int)i]);
            }
            Assert.Equal(sums, executable.Fetch<double>(sum));
            Assert.Equal(maxima, executable.Fetch<double>(max));
        }
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void Small_sums_are_made_where_the_numbers_lie(ElementType type)
    {
        Node x = Node.Input("x", [5, 30, 7], type), none = Node.Input("none", [0, 9, 4], type);
        Node[] sums =
        [
            x.Windows(1, 3, 2).Sum(-1), x.Windows(1, 3, 2).Mean(-1), x.Windows([1, 2], [4, 3], [1, 2], [2, 1]).Sum([3, 4], keepDims: true),
            x.Transpose().Sum(-1), x[.., 1..4, 2..5].Sum([1, 2]), x[1..3].Permute(1, 2, 0).Mean(-1), none.Windows(1, 2).Sum(-1), x[.., 2].Transpose()[1..4, ..1].Sum(-1),
        ];
        double tolerance = type == ElementType.Float32 ? 1e-5 : 1e-12;
        Compiled.AgreesWithReference(sums, tolerance);
        Assert.DoesNotContain(Planner.Plan(sums, []).Steps, step => step.Name == "copy");
        // Over other axes, over many numbers, and of the largest, the numbers are copied first.
        Compiled.AgreesWithReference([x.Permute(2, 0, 1).Sum(0), x.Windows(1, 12).Windows(0, 2).Windows(0, 3).Sum([3, 4, 5]), x.Windows(1, 3).Max(-1), x.Transpose().Sum([0, 2])], tolerance);
    }

    [Fact]
    public void LogSumExp_of_infinite_and_huge_numbers_is_the_references()
    {
        var x = Node.Input("x", [7, 2], ElementType.Float64);
        double inf = double.PositiveInfinity;
        double[] values = [-inf, -inf, inf, 0, 1000, 1001, -1000, -1001, double.NaN, 1, inf, -inf, inf, inf];
        Compiled.AgreesWithReference([x.LogSumExp(1), x.LogSumExp(0)], new Dictionary<Node, double[]> { [x] = values });
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void Matrix_products_take_operands_as_they_lie(ElementType type)
    {
        double tolerance = type == ElementType.Float32 ? 1e-4 : 1e-12;
        foreach (var (m, k, n) in new[] { (1, 1, 1), (3, 4, 5), (1, 7, 9), (9, 7, 1), (0, 3, 2), (2, 0, 3), (2, 3, 0), (33, 65, 17), (70, 30, 40) })
        {
            Node a = Node.Input("a", [m, k], type), b = Node.Input("b", [k, n], type), aT = Node.Input("aT", [k, m], type), bT = Node.Input("bT", [n, k], type);
            Compiled.AgreesWithReference(
                [a.MatMul(b), aT.Transpose().MatMul(b), a.MatMul(bT.Transpose()), aT.Transpose().MatMul(bT.Transpose()), Node.Create(new MatMul(true, true), aT, bT)], tolerance);
        }
        Node x = Node.Input("x", [2, 3, 4, 5], type), y = Node.Input("y", [3, 5, 6], type), w = Node.Input("w", [5, 7], type), v = Node.Input("v", [5], type);
        Compiled.AgreesWithReference(
        [
            x.Permute(2, 0, 1, 3).Reshape(4, 6, 5).MatMul(w), x.Permute(3, 1, 0, 2).Reshape(5, 24).MatMul(x.Permute(2, 0, 1, 3).Reshape(24, 5)),
            x.Permute(0, 2, 1, 3).Reshape(2, 12, 5).MatMul(w[.., ..1]), w.Transpose().MatMul(x.Permute(0, 3, 2, 1).Reshape(2, 5, 12)),
            y[..2, .., ..1].Transpose().MatMul(x.Permute(0, 3, 1, 2).Reshape(2, 5, 12)), x.Windows(2, 2).Permute(0, 1, 3, 4, 2).Reshape(6, 10, 3).MatMul(x[0, .., ..3, 0]),
            Node.Create(new MatMul(false, false, 1), x, y), Node.Create(new MatMul(true, false, 2), x, x), Node.Create(new MatMul(false, true, 1), x, w.Transpose().BroadcastTo([3, 7, 5])),
            Node.Create(new MatMul(true, true, 1), x.Permute(1, 0, 3, 2).Reshape(3, 10, 4).Transpose(), y[.., .., ..4]),
            x.MatMul(y), x.MatMul(w), x.MatMul(v), v.MatMul(w), x.Permute(1, 0, 2, 3).MatMul(w), x[.., 1..].MatMul(y[1..]), x.Permute(0, 1, 3, 2).MatMul(x),
            x.Flip(3).MatMul(w), x.MatMul(w.Flip(0)), x[.., .., Slice.Step(.., -2)].MatMul(w.Flip()), x.Flip(2).Transpose().MatMul(x.Flip()), x.Flip().MatMul(v.Flip()), v.Flip().MatMul(w.Flip(1)),
            x[.., .., .., Slice.Step(.., 2)].MatMul(w[Slice.Step(.., 2), Slice.Step(1.., 3)]), x.Transpose().Flip(2).MatMul(x), x[.., .., 1..3].MatMul(w[.., 2..5]), w.BroadcastTo([2, 5, 7]).Transpose().MatMul(w),
        ], tolerance);
    }

    [Theory]
    [InlineData(ElementType.Float32, ElementType.Int32)]
    [InlineData(ElementType.Float64, ElementType.Int64)]
    [InlineData(ElementType.Int32, ElementType.Int64)]
    [InlineData(ElementType.Int64, ElementType.Int32)]
    public void Rows_are_gathered_and_added_back(ElementType type, ElementType indexType)
    {
        foreach (var (rows, width, count) in new[] { (1, 1, 1), (5, 3, 7), (9, 0, 4), (6, 130, 300), (400, 20, 2000), (4, 1, 0) })
        {
            Node table = Node.Input("table", [rows, width], type), indices = Node.Input("indices", [count], indexType), added = Node.Input("added", [count, width], type);
            var values = new Dictionary<Node, double[]>
            {
                [table] = Compiled.Numbers(table, 1), [added] = Compiled.Numbers(added, 2),
                [indices] = [.. Enumerable.Range(0, count).Select(i => (double)(i * 7919 % rows))],
            };
            Compiled.AgreesWithReference([table.Gather(indices), Node.Create(new ScatterRows(0, rows), added, indices), table.Transpose().Transpose().Gather(indices.Reshape(1, count))], values, type == ElementType.Float32 ? 1e-4 : 1e-12);
        }
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    public void The_largest_is_found_along_any_axis(ElementType type)
    {
        foreach (var shape in new Shape[] { [1], [100], [3, 5], [0, 4], [4, 300, 7], [6_000, 3] })
            for (int axis = 0; axis < shape.Rank; axis++)
                if (shape[axis] > 0)
                    Compiled.AgreesWithReference([Node.Input("x", shape, type).ArgMax(axis)]);
    }

    [Fact]
    public void The_largest_of_numbers_with_NaN_is_the_first_NaN()
    {
        var x = Node.Input("x", [2, 4]);
        Compiled.AgreesWithReference([x.ArgMax()], new Dictionary<Node, double[]> { [x] = [1, double.NaN, 5, double.NaN, 2, 3, 3, 1] });
    }

    [Fact]
    public void Casts_cut_fractions_off_and_hold_at_the_ends()
    {
        foreach (var from in Enum.GetValues<ElementType>())
            foreach (var to in Enum.GetValues<ElementType>())
                Compiled.AgreesWithReference([Node.Input("x", [17_001], from).Cast(to)], 1e-7);
        var x = Node.Input("x", [5], ElementType.Float64);
        using var executable = Executable.Compile([x.Cast(ElementType.Int32), x.Cast(ElementType.Bool)]);
        executable.Feed(x, [1e30, -1e30, double.NaN, -2.9, 0]);
        executable.Run();
        Assert.Equal([int.MaxValue, int.MinValue, 0, -2, 0], executable.Fetch<int>(executable.Outputs[0]));
        Assert.Equal([true, true, true, true, false], executable.Fetch<bool>(executable.Outputs[1]));
    }

    [Fact]
    public void Integers_are_exact_and_wrap_around()
    {
        Node a = Node.Input("a", [3], ElementType.Int64), b = Node.Input("b", [3], ElementType.Int64);
        var product = a * b;
        using var executable = Executable.Compile(product);
        executable.Feed(a, [long.MaxValue, 3_037_000_499, -7]);
        executable.Feed(b, [2L, 3_037_000_499, 1L << 62]);
        executable.Run();
        Assert.Equal([-2L, 9_223_372_030_926_249_001L, 1L << 62], executable.Fetch<long>(product));
    }

    [Fact]
    public void Counting_goes_along_its_axis()
    {
        foreach (var type in new[] { ElementType.Float32, ElementType.Float64, ElementType.Int32, ElementType.Int64 })
            for (int axis = 0; axis < 3; axis++)
            {
                var iota = Node.Create(new Iota(axis, new([2, 3, 4], type)));
                Compiled.AgreesWithReference([iota, iota * 2, iota.Sum(0)]);
            }
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void Random_numbers_are_those_of_their_state(ElementType type)
    {
        var state = Node.Input("state", [2], ElementType.Int64);
        Node[] outputs = [.. new Shape[] { [], [0], [7], [100, 200] }.Select((shape, i) => Node.Create(new RandomUniform(new(shape, type), i + 1), state))];
        foreach (int step in new[] { 0, 1 })
            Compiled.AgreesWithReference(outputs, new Dictionary<Node, double[]> { [state] = [42, step] }, 0);
    }

    [Fact]
    public void NaN_and_infinities_stay_what_they_are()
    {
        var x = Node.Input("x", [6], ElementType.Float64);
        double inf = double.PositiveInfinity;
        Compiled.AgreesWithReference(
            [x + 1, Max(x, 0), Min(x, 0), Abs(x), Exp(x), Where(x > 0, x, 0), Sign(x), x.Sum(), x.Max(), Sqrt(x), x < 1, Equal(x, x), NotEqual(x, x)],
            new Dictionary<Node, double[]> { [x] = [double.NaN, inf, -inf, -0.0, 0, 5e-324] });
    }

    private static double Draw(Random random, Interval domain, ElementType type)
    {
        if (domain == Interval.Truth)
            return random.Next(2);
        if (type.IsInteger)
            return random.Next(-20, 21);
        double value = domain.Low + (domain.High - domain.Low) * random.NextDouble();
        return type == ElementType.Float32 ? (float)value : value;
    }
}
