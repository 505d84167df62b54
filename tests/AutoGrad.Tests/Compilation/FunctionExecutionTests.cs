using AutoGrad.Kernels;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Generated functions, losses and updates inside executables: their own kernels run, and say what their formulas say.</summary>
public sealed class FunctionExecutionTests
{
    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void Calls_of_element_functions_and_their_gradients_are_what_the_formulas_say(ElementType type)
    {
        foreach (var shape in new Shape[] { [], [0], [67], [3, 5], [20_000] })
        {
            Node x = Node.Input("x", shape, type), gate = Node.Input("gate", shape, type);
            var y = HandMadeElements.Gate.Call([HandMadeElements.SiLU.Call([x], []), gate], [2]);
            Compiled.AgreesWithReference([y, .. Gradient.Of(y.Sum(), [x, gate]), Gradient.Of(Square(Gradient.Of(y.Sum(), x)).Sum(), x)], type == ElementType.Float32 ? 2e-5 : 1e-12);
        }
        Node wide = Node.Input("wide", [4, 1], type), tall = Node.Input("tall", [9], type);
        Compiled.AgreesWithReference([HandMadeElements.Gate.Call([wide, tall], [1]), HandMadeElements.SiLU.Call([wide.BroadcastTo([3, 4, 1]).Transpose()], [])], type == ElementType.Float32 ? 1e-6 : 1e-12);
    }

    [Theory]
    [InlineData(ElementType.Float32, ElementType.Int32)]
    [InlineData(ElementType.Float64, ElementType.Int64)]
    public void Calls_of_row_functions_and_their_gradients_are_what_the_formulas_say(ElementType type, ElementType labelType)
    {
        foreach (var (rows, length) in new[] { (1, 1), (5, 10), (0, 3), (300, 67) })
        {
            Node logits = Node.Input("logits", [rows, length], type), labels = Node.Input("labels", [rows], labelType);
            var values = new Dictionary<Node, double[]>
            {
                [logits] = Compiled.Numbers(logits, 3), [labels] = [.. Enumerable.Range(0, rows).Select(row => (double)(row * 31 % length))],
            };
            var loss = HandMadeRows.CrossEntropy.CallLoss(logits, labels, [2], Reduction.Sum);
            var probabilities = HandMadeRows.Softmax.Call([logits], []);
            Compiled.AgreesWithReference(
                [loss, Gradient.Of(loss, logits), probabilities, HandMadeRows.Softmax.Call([logits], [], axis: 0), Gradient.Of(Square(probabilities).Sum(), logits)], values, type == ElementType.Float32 ? 1e-4 : 1e-12);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_label_out_of_range_is_named(int threads)
    {
        Node logits = Node.Input("logits", [3, 10]), labels = Node.Input("labels", [3], ElementType.Int32);
        using var executable = Executable.Compile(HandMadeRows.CrossEntropy.CallLoss(logits, labels, [1], Reduction.Mean), threads);
        executable.Feed(logits, new float[30]);
        executable.Feed(labels, [1, 2, 10]);
        string message = Assert.ThrowsAny<ArgumentException>(executable.Run).Message;
        Assert.Contains("CrossEntropy", message);
        Assert.Contains("10", message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Updates_with_kernels_of_their_own_are_what_their_formulas_say(int threads)
    {
        var x = Node.Input("x", [7, 30], ElementType.Float64);
        var rate = Node.Input("rate", [], ElementType.Float64);
        Parameter[] fused = Filled(), composed = Filled();
        using var one = Executable.Compile([Loss(fused)], Updates(fused), threads);
        using var other = Executable.Compile([Loss(composed)], Assignments(composed), threads);
        double[] values = Compiled.Numbers(x, 5);
        for (int step = 0; step < 5; step++)
            foreach (var executable in new[] { one, other })
            {
                executable.Feed(x, values);
                executable.Feed(rate, 0.01);
                executable.Run();
            }
        Assert.Equal(other.Fetch<double>(other.Outputs[0])[0], one.Fetch<double>(one.Outputs[0])[0], 1e-12);
        for (int p = 0; p < fused.Length; p++)
            Compiled.AssertClose(composed[p].Values<double>().ToArray(), fused[p].Values<double>().ToArray(), 1e-12, fused[p]);

        // A weight, its velocity, and another weight and its velocity: both are read by both gradients.
        Parameter[] Filled() => [.. new Shape[] { [30, 40], [30, 40], [40, 20], [40, 20] }.Select((shape, i) =>
        {
            var parameter = new Parameter($"p{i}", shape, ElementType.Float64);
            if (i % 2 == 0)
                Compiled.Numbers(parameter, i).CopyTo(parameter.Values<double>());
            return parameter;
        })];

        Node Loss(Parameter[] p) => Square(Tanh(x.MatMul(p[0])).MatMul(p[2])).Mean();

        Update[] Updates(Parameter[] p)
        {
            var gradients = Gradient.Of(Loss(p), [p[0], p[2]]);
            return [FusedUpdateTests.Momentum.Apply([p[0], p[1]], gradients[0], [rate], [0.9]), FusedUpdateTests.Momentum.Apply([p[2], p[3]], gradients[1], [rate], [0.9])];
        }

        Update[] Assignments(Parameter[] p)
        {
            var gradients = Gradient.Of(Loss(p), [p[0], p[2]]);
            Node[] values =
            [
                .. FusedUpdateTests.Momentum.NewValues([p[0], p[1]], gradients[0], [rate], [0.9]),
                .. FusedUpdateTests.Momentum.NewValues([p[2], p[3]], gradients[1], [rate], [0.9]),
            ];
            return [.. p.Zip(values, Update.Assign)];
        }
    }

    [Fact]
    public void An_update_with_a_kernel_reads_what_others_wrote_not()
    {
        Parameter p = new("p", [3], ElementType.Float64), q = new("q", [3], ElementType.Float64);
        p.Values<double>().Fill(1);
        q.Values<double>().Fill(10);
        var rate = Node.Constant(1, ElementType.Float64);
        // (p, q) ← (p − q, q − p): each is the other's gradient.
        using var executable = Executable.Compile([], [FusedUpdateTests.Descent.Apply([p], q, [rate], []), FusedUpdateTests.Descent.Apply([q], p, [rate], [])]);
        executable.Run();
        Assert.Equal([-9.0, -9, -9], p.Values<double>());
        Assert.Equal([9.0, 9, 9], q.Values<double>());
    }
}
