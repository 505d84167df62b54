using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>A generated kernel, and the tiled interpreter over the same expression: the same bits, so that it does not matter what runs.</summary>
public sealed class InterpreterBitsTests
{
    private static readonly double[] Values = [.. Numbers().Take(4099)];

    private static readonly Dictionary<string, Func<Node, Node, Node>> LossesOfElements = new()
    {
        ["MSE"] = (x, t) => Losses.MSE(x, t, Reduction.None), ["L1"] = (x, t) => Losses.L1(x, t, Reduction.None), ["Huber"] = (x, t) => Losses.Huber(x, t, 0.7, Reduction.None),
        ["SmoothL1"] = (x, t) => Losses.SmoothL1(x, t, 0.3, Reduction.None), ["KLDivergence"] = (x, t) => Losses.KLDivergence(x, Sigmoid(t), reduction: Reduction.None),
        ["BinaryCrossEntropy"] = (x, t) => Losses.BinaryCrossEntropy(Sigmoid(x), Sigmoid(t), Reduction.None),
        ["BinaryCrossEntropyWithLogits"] = (x, t) => Losses.BinaryCrossEntropyWithLogits(x, t, Reduction.None),
    };

    public static TheoryData<string, ElementType> Activations => InBothPrecisions(LibraryActivation.Names);

    public static TheoryData<string, ElementType> ElementLosses => InBothPrecisions(LossesOfElements.Keys);

    [Theory]
    [MemberData(nameof(Activations))]
    public void Activations_and_their_gradients_are_the_same(string name, ElementType type)
    {
        var x = Node.Input("x", [Values.Length], type);
        var y = LibraryActivation.Of(name).Call(x);

        Compare([y, Gradient.Of(y.Sum(), [x], Disconnected.Zero)[0]], [x]);
    }

    [Theory]
    [MemberData(nameof(ElementLosses))]
    public void Losses_and_their_gradients_are_the_same(string name, ElementType type)
    {
        Node x = Node.Input("x", [Values.Length], type), target = Node.Input("target", [Values.Length], type);
        var loss = LossesOfElements[name](x, target);

        Compare([loss, .. Gradient.Of(loss.Sum(), [x, target], Disconnected.Zero)], [x, target]);
    }

    private static void Compare(Node[] generated, Node[] inputs)
    {
        var interpreted = Interpreted(generated);
        Assert.Contains(GraphWalk.Ordered(generated), node => node.Operation is FunctionCall);
        Assert.DoesNotContain(GraphWalk.Ordered(interpreted), node => node.Operation is FunctionCall);
        double[][] expected = Run(generated, inputs), actual = Run(interpreted, inputs);
        for (int i = 0; i < expected.Length; i++)
            for (int at = 0; at < expected[i].Length; at++)
                Assert.True(
                    BitConverter.DoubleToInt64Bits(expected[i][at]) == BitConverter.DoubleToInt64Bits(actual[i][at]) || double.IsNaN(expected[i][at]) && double.IsNaN(actual[i][at]),
                    $"{generated[i]} at {Values[at % Values.Length]:R}: the generated kernel gives {expected[i][at]:R}, the interpreter {actual[i][at]:R}.");
    }

    private static Node[] Interpreted(Node[] roots)
    {
        var replaced = new Dictionary<Node, Node>();
        foreach (var node in GraphWalk.Ordered(roots))
            replaced[node] = node.Inputs.Count == 0 ? node
                : Node.Create(node.Operation is FunctionCall call ? new Elementwise(call.Body) : node.Operation, [.. node.Inputs.Select(input => replaced[input])]);
        return [.. roots.Select(root => replaced[root])];
    }

    // The second input is the first one turned round.
    private static double[][] Run(Node[] outputs, Node[] inputs)
    {
        using var executable = Executable.Compile(outputs, threads: 1);
        foreach (var input in executable.Inputs)
            Compiled.Feed(executable, input, input == inputs[0] ? Values : [.. Values.Reverse()]);
        executable.Run();
        return [.. outputs.Select(output => Compiled.Fetch(executable, output))];
    }

    private static IEnumerable<double> Numbers()
    {
        double[] special = [0, -0.0, 1, -1, 0.5, 6, 3, -3, 20, -20, 90, -90, 750, -750, 1e30, -1e30, 1e-30, 5e-324, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        var random = new Random(11);
        foreach (double value in special)
            yield return value;
        while (true)
            yield return (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-4, 7));
    }

    private static TheoryData<string, ElementType> InBothPrecisions(IEnumerable<string> names)
    {
        var data = new TheoryData<string, ElementType>();
        foreach (string name in names)
        {
            data.Add(name, ElementType.Float32);
            data.Add(name, ElementType.Float64);
        }
        return data;
    }
}
