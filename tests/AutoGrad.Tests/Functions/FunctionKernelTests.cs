using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>The kernels of calls: what a compiled graph runs for them is what the formulas say, on any number of threads.</summary>
public class FunctionKernelTests
{
    // More than a piece, and no whole number of vectors.
    private const int Many = 40_003;

    private static Dictionary<string, Func<Node[], Node>> Functions => new()
    {
        ["SiLU"] = x => HandMadeElements.SiLU.Call([x[0]], []),
        ["SiLU's gradient"] = x => HandMadeElements.SiLU.Gradient(0)!.Call([x[0], x[1]], []),
        ["LeakyReLU"] = x => HandMadeElements.LeakyReLU.Call([x[0]], [0.2]),
        ["gate"] = x => HandMadeElements.Gate.Call([x[0], x[1]], [1.5]),
        ["gate's gradient"] = x => HandMadeElements.Gate.Gradient(1)!.Call([x[0], x[1], x[2]], [1.5]),
        ["Huber's gradient"] = x => HandMadeElements.Huber.Gradient(0)!.Call([x[0], x[1], x[2]], [0.5]),
        ["softmax"] = x => HandMadeRows.Softmax.Call([x[0]], []),
        ["softmax's gradient"] = x => HandMadeRows.Softmax.Gradient(0)!.Call([x[0], x[1]], []),
        ["everything"] = x => HandMadeRows.Everything.Call([x[0], x[1]], []),
        ["cross-entropy of probabilities"] = x => HandMadeRows.CrossEntropyOfProbabilities.Call([x[0], x[1]], []),
    };

    public static TheoryData<string> Cases => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_kernel_computes_the_formula_on_one_thread_and_on_three(string name)
    {
        foreach (Shape shape in new Shape[] { [], [3], [2, 3, 5], [Many / 7, 7], [7, Many / 7], [4, 0], [0, 4] })
        {
            if (shape.Rank == 0 && FormulaOf(name).IsRowFormula)
                continue;
            double[][] values = [.. Enumerable.Range(0, 3).Select(i => Values(checked((int)shape.Size), i))];
            double[] expected = Expected(name, shape, values), one = RunDouble(name, shape, values, 1);
            float[] single = RunSingle(name, shape, values, 1);

            AssertClose(expected, one, 1e-13, $"{name} {shape} float64");
            AssertClose(expected, [.. single.Select(value => (double)value)], 2e-5, $"{name} {shape} float32");
            Assert.Equal(one.Select(BitConverter.DoubleToInt64Bits), RunDouble(name, shape, values, 3).Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(single.Select(BitConverter.SingleToInt32Bits), RunSingle(name, shape, values, 3).Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Theory]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    public void Labels_of_either_type_and_upstream_gradients_come_with_their_rows(ElementType labelType)
    {
        double[] logits = Values(15, 0), upstream = Values(3, 1);
        Node x = Node.Input("x", [3, 5], ElementType.Float64), labels = Node.Input("labels", [3], labelType), g = Node.Input("g", [3], ElementType.Float64);
        Node loss = HandMadeRows.CrossEntropy.Call([x, labels], [2]), gradient = HandMadeRows.CrossEntropy.Gradient(0)!.Call([x, labels, g], [2]);
        double[] losses = new double[3], gradients = new double[15];
        Array storedLabels = labelType == ElementType.Int32 ? new[] { 4, 0, 2 } : new[] { 4L, 0, 2 };
        KernelRun.Run(FunctionKernels.Create(loss), 1, [losses], [logits, storedLabels]);
        KernelRun.Run(FunctionKernels.Create(gradient), 1, [gradients], [logits, storedLabels, upstream]);

        AssertClose(loss.Evaluate((x, logits), (labels, [4, 0, 2])), losses, 1e-14, "loss");
        AssertClose(gradient.Evaluate((x, logits), (labels, [4, 0, 2]), (g, upstream)), gradients, 1e-14, "gradient");
    }

    [Fact]
    public void A_label_without_an_element_is_told_with_function_and_row()
    {
        Node x = Node.Input("x", [3, 5]), labels = Node.Input("labels", [3], ElementType.Int32);
        var kernel = FunctionKernels.Create(HandMadeRows.CrossEntropy.Call([x, labels], [1]));

        Assert.Contains(
            "CrossEntropy: row 2 has the label -3; a row of 5 elements has the labels 0 to 4.",
            Assert.Throws<ArgumentOutOfRangeException>(() => KernelRun.Run(kernel, 1, [new float[3]], [new float[15], new[] { 0, 1, -3 }])).Message);
    }

    [Fact]
    public void Results_can_lie_where_inputs_of_their_shape_lie()
    {
        double[] x = Values(15, 0), upstream = Values(15, 1), expected = new double[15], overX = [.. x], overUpstream = [.. upstream];
        Node a = Node.Input("a", [3, 5], ElementType.Float64), b = Node.Input("b", [3, 5], ElementType.Float64);
        foreach (var node in new[] { HandMadeRows.Softmax.Gradient(0)!.Call([a, b], []), HandMadeElements.SiLU.Gradient(0)!.Call([a, b], []) })
        {
            var kernel = FunctionKernels.Create(node);
            (overX, overUpstream) = ([.. x], [.. upstream]);
            KernelRun.Run(kernel, 1, [expected], [x, upstream]);
            KernelRun.Run(kernel, 1, [overX], [overX, upstream]);
            KernelRun.Run(kernel, 1, [overUpstream], [x, overUpstream]);

            Assert.True(kernel.CanOverwriteInput(0) && kernel.CanOverwriteInput(1));
            Assert.Equal(expected, overX);
            Assert.Equal(expected, overUpstream);
        }
        Assert.False(FunctionKernels.Create(HandMadeRows.CrossEntropyOfProbabilities.Call([a, b], [])).CanOverwriteInput(0));
    }

    [Fact]
    public void Only_calls_of_functions_have_such_kernels() => Assert.Contains(
        "The operation 'add' is no call of a generated function.",
        Assert.Throws<InvalidOperationException>(() => FunctionKernels.Create(Node.Input("a", [2]) + Node.Input("b", [2]))).Message);

    private static Symbolics.Formula FormulaOf(string name) => Functions[name]([.. Inputs([1, 1], ElementType.Float64)]).Operation switch
    {
        FunctionCall call => call.Function.Formula,
        RowCall call => call.Function.Formula,
        var operation => throw new InvalidOperationException(operation.Name),
    };

    private static Node[] Inputs(Shape shape, ElementType type) => [.. Enumerable.Range(0, 3).Select(i => Node.Input($"x{i}", shape, type))];

    private static double[] Expected(string name, Shape shape, double[][] values)
    {
        var inputs = Inputs(shape, ElementType.Float64);
        return Functions[name](inputs).Evaluate([.. inputs.Zip(values)]);
    }

    private static double[] RunDouble(string name, Shape shape, double[][] values, int threads)
    {
        var node = Functions[name](Inputs(shape, ElementType.Float64));
        var output = new double[node.Shape.Size];
        KernelRun.Run(FunctionKernels.Create(node), threads, [output], [.. values.Take(node.Inputs.Count)]);
        return output;
    }

    private static float[] RunSingle(string name, Shape shape, double[][] values, int threads)
    {
        var node = Functions[name](Inputs(shape, ElementType.Float32));
        var output = new float[node.Shape.Size];
        KernelRun.Run(FunctionKernels.Create(node), threads, [output], [.. values.Take(node.Inputs.Count).Select(value => Array.ConvertAll(value, x => (float)x))]);
        return output;
    }

    private static double[] Values(int count, double phase) => [.. Enumerable.Range(0, count).Select(i => 3 * Math.Sin(phase + 1.7 * i))];

    private static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Length == 0 ? 0 : expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what} at {i}: {actual[i]:R}, expected {expected[i]:R}.");
    }
}
