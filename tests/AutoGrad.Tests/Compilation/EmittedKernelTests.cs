using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

/// <summary>Kernels that are emitted at run time, and the tiled interpreter over the same expression: the same bits, however the inputs lie.</summary>
public sealed class EmittedKernelTests
{
    private static readonly double[] Specials =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, 0.5, -2.5, 1e-42, -1e-310, 5e-324, 1e30, -1e300, 88.5, -104, 710, 3.25];

    public static TheoryData<string> OnLanes => [.. Primitives.All.Where(primitive => TileFunctions.OnLanes(primitive) is not null).Select(primitive => primitive.Name)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(OnLanes))]
    public void Every_primitive_gives_the_bits_of_the_interpreter_at_any_length_and_offset(string name)
    {
        var primitive = Primitives.All.Single(primitive => primitive.Name == name && TileFunctions.OnLanes(primitive) is not null);
        Compare(Expression.Apply(primitive, [.. primitive.Domain.Select(Argument)]), primitive.Arity);

        // A condition is one of numbers: what is compared is drawn from the same inputs.
        Expression Argument(Interval domain, int i) =>
            domain == Interval.Truth ? Expression.Apply(Primitives.Less, Number(i), 0.25) : Number(i);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_expressions_give_the_bits_of_the_interpreter_at_any_length_and_offset(int seed) =>
        Compare(RandomExpression(new Random(seed), 3 + 3 * seed, inputs: 3), 3);

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void However_inputs_lie_and_repeat_the_bits_are_those_of_the_interpreter(ElementType type)
    {
        Expression a = Number(0), b = Number(1), truth = Expression.Variable("a2", VariableKind.Truth);
        // Enough for several stages.
        var body = Primitives.Select(
            truth,
            Expression.Apply(Primitives.Tanh, Expression.Apply(Primitives.Log1p, Expression.Apply(Primitives.Exp, a))) * b,
            Expression.Apply(Primitives.Sin, a) - Expression.Apply(Primitives.Cos, b));
        Assert.True(ElementStages.Of(new(body), 3).Count > 1);
        foreach (var shape in new Shape[] { [], [1], [5, 10], [40, 33], [3, 1, 70], [2, 3, 4, 5], [7, 100], [3, 40, 50], [0, 4], [2100], [300, 7], [2, 1030] })
            for (int seed = 0; seed < 12; seed++)
            {
                var random = new Random(seed);
                TensorView[] views = [View(random, shape, type), View(random, shape, type), View(random, shape, ElementType.Bool)];
                var node = Node.Create(new Elementwise(body), [.. views.Select(view => Node.Input("x", view.Shape, view.ElementType))]);
                AssertSameBits(node, views, $"{shape}, {string.Join(", ", views.Select(view => $"[{string.Join(", ", view.Strides)}]"))}");

                var condition = Node.Create(new Elementwise(Expression.Apply(Primitives.LogicalAnd, truth, Expression.Apply(Primitives.Less, a, b))), [.. node.Inputs]);
                AssertSameBits(condition, views, $"condition over {shape}", threads: 2);
            }
    }

    [Fact]
    public void Every_width_of_a_row_of_a_bias_and_a_column_is_what_the_definition_says()
    {
        foreach (int columns in new[] { 1, 2, 3, 10, 31, 32, 33, 67, 500, 1500 })
        {
            Node x = Node.Input("x", [9, columns]), bias = Node.Input("bias", [columns]), column = Node.Input("column", [9, 1]), scalar = Node.Input("scalar", []);
            Compiled.AgreesWithReference([(x + bias) * column - scalar, (x.Transpose() * column.Reshape(9) > 0), Functions.Exp(x) / x.Transpose().Reshape(9, columns)], 1e-5);
        }
    }

    [Fact]
    public void Equal_expressions_share_a_function_and_others_do_not()
    {
        Expression a = Number(0), b = Number(1);
        var function = EmittedFunctions.For(new(a * b + 0.125), 0, ElementType.Float32);

        Assert.Same(function, EmittedFunctions.For(new(Number(0) * Number(1) + 0.125), 0, ElementType.Float32));
        Assert.NotSame(function, EmittedFunctions.For(new(a * b + 0.25), 0, ElementType.Float32));
        Assert.NotSame(function, EmittedFunctions.For(new(a * b + 0.125), 2, ElementType.Float32));
        Assert.NotSame(function, EmittedFunctions.For(new(a * b + 0.125), 0, ElementType.Float64));
    }

    [Fact]
    public void Integers_and_what_is_asked_to_be_are_interpreted()
    {
        var views = new[] { TensorView.Whole(new(StorageKind.Arena, ElementType.Int32, 4, null), [4]) };
        Assert.IsType<ElementKernel<int>>(ElementKernels.Create(Node.Input("i", [4], ElementType.Int32) * 3, views));

        var floats = new[] { TensorView.Whole(new(StorageKind.Arena, ElementType.Float32, 4, null), [4]) };
        var node = Functions.Sin(Node.Input("x", [4]));
        Assert.IsType<ExpressionKernel<float>>(ElementKernels.Create(node, floats));
        Assert.IsType<ElementKernel<float>>(Interpreted(node, floats));
    }

    private static NodeKernel Interpreted(Node node, TensorView[] views)
    {
        ElementKernels.InterpretAll = true;
        try
        {
            return ElementKernels.Create(node, views);
        }
        finally
        {
            ElementKernels.InterpretAll = false;
        }
    }

    private static void Compare(Expression body, int arity)
    {
        foreach (var type in new[] { ElementType.Float32, ElementType.Float64 })
            for (int length = 0; length <= 67; length++)
                for (int offset = 0; offset <= 3; offset++)
                {
                    var storage = new Storage(StorageKind.Arena, type, length + 3, null);
                    TensorView[] views = [.. Enumerable.Range(0, arity).Select(_ => TensorView.Whole(storage, [length]) with { Offset = offset })];
                    var node = Node.Create(new Elementwise(body), [.. Enumerable.Range(0, arity).Select(_ => Node.Input("x", [length], type))]);
                    AssertSameBits(node, views, $"{body}, {length} elements from {offset}");
                }
    }

    private static void AssertSameBits(Node node, TensorView[] views, string what, int threads = 1)
    {
        Array[] inputs = [.. views.Select((view, input) => Values(view, input))];
        Array expected = Output(node), actual = Output(node);
        KernelRun.Run(Interpreted(node, views), 1, [expected], inputs);
        KernelRun.Run(ElementKernels.Create(node, views), threads, [actual], inputs);
        for (int i = 0; i < node.Shape.Size; i++)
            Assert.True(Bits(expected.GetValue(i)!) == Bits(actual.GetValue(i)!), $"{what}: element {i} is {actual.GetValue(i):R}, interpreted {expected.GetValue(i):R}.");
    }

    // All NaN are one.
    private static long Bits(object value) => value switch
    {
        float number => float.IsNaN(number) ? -1 : BitConverter.SingleToInt32Bits(number),
        double number => double.IsNaN(number) ? -1 : BitConverter.DoubleToInt64Bits(number),
        _ => (byte)value,
    };

    private static Array Output(Node node) => node.ElementType switch
    {
        ElementType.Bool => new byte[node.Shape.Size],
        ElementType.Float64 => new double[node.Shape.Size],
        _ => new float[node.Shape.Size],
    };

    private static Array Values(TensorView view, int seed)
    {
        var random = new Random(seed + 5);
        double[] values = [.. Enumerable.Range(0, checked((int)view.Storage.Elements)).Select(i =>
            i % 3 == seed % 3 ? Specials[random.Next(Specials.Length)] : (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-3, 7)))];
        return view.ElementType switch
        {
            ElementType.Bool => Array.ConvertAll(values, value => (byte)(value > 0 ? 1 : 0)),
            ElementType.Float64 => values,
            _ => Array.ConvertAll(values, value => (float)value),
        };
    }

    // Axes that are repeated, permuted, cut from larger ones, and moved.
    private static TensorView View(Random random, Shape shape, ElementType type)
    {
        int[] own = [.. shape.Select(extent => random.Next(3) == 0 ? 1 : extent)], order = [.. Enumerable.Range(0, shape.Rank)];
        if (random.Next(3) == 0)
            random.Shuffle(order);
        long[] strides = new long[shape.Rank];
        long size = random.Next(2) + 1;
        foreach (int axis in order.Reverse())
        {
            strides[axis] = size;
            size *= own[axis];
        }
        int offset = random.Next(3);
        return new(new(StorageKind.Arena, type, size + offset, null), Shape.Create(own), offset, strides);
    }

    private static Expression Number(int input) => Expression.Variable(Elementwise.NameOf(input));

    private static Expression RandomExpression(Random random, int calls, int inputs)
    {
        var primitives = Primitives.All.Where(primitive => TileFunctions.OnLanes(primitive) is not null).ToArray();
        List<Expression> numbers = [.. Enumerable.Range(0, inputs).Select(Number), 0.5, -3], truths = [Expression.Apply(Primitives.Less, Number(0), Number(1))];
        while (calls-- > 0)
        {
            var primitive = primitives[random.Next(primitives.Length)];
            Expression[] arguments = [.. primitive.Domain.Select(domain => domain == Interval.Truth ? truths[random.Next(truths.Count)] : numbers[random.Next(numbers.Count)])];
            (primitive.YieldsTruth ? truths : numbers).Add(Expression.Apply(primitive, arguments));
        }
        return Primitives.Select(truths[^1], numbers[^1] + numbers[^2], numbers[^1] * numbers[inputs + 2]);
    }
}
