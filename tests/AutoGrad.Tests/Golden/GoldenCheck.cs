namespace AutoGrad.Tests.Golden;

/// <summary>How a golden case is computed from its named inputs and its hyper-parameters.</summary>
public delegate Node GoldenFunction(IReadOnlyDictionary<string, Node> inputs, GoldenParameters parameters);

/// <summary>How a golden case with several outputs is computed.</summary>
public delegate IReadOnlyList<Node> GoldenFunctions(IReadOnlyDictionary<string, Node> inputs, GoldenParameters parameters);

/// <summary>A graph against PyTorch in float64: values, gradients, second order.</summary>
public static class GoldenCheck
{
    /// <summary>The cases that a table has functions for, as theory data: the index and what to call it.</summary>
    public static TheoryData<int, string> CasesOf(IReadOnlyList<GoldenCase> all, IReadOnlyDictionary<string, GoldenFunction> functions, Func<GoldenCase, bool>? exists = null)
    {
        var data = new TheoryData<int, string>();
        for (int i = 0; i < all.Count; i++)
            if (functions.ContainsKey(all[i].Name) && exists?.Invoke(all[i]) != false)
                data.Add(i, all[i].ToString());
        return data;
    }

    /// <summary>Builds the case's graph and its gradients to second order and compares what they are, by the reference and compiled.</summary>
    public static void Run(GoldenCase golden, GoldenFunction function, params IReadOnlyList<GoldenDeviation> deviations) =>
        RunAll(golden, (inputs, parameters) => [function(inputs, parameters)], deviations);

    /// <summary>The same for a case with several outputs.</summary>
    public static void RunAll(GoldenCase golden, GoldenFunctions function, params IReadOnlyList<GoldenDeviation> deviations)
    {
        string what = golden.ToString();
        var inputs = golden.Inputs.ToDictionary(pair => pair.Key, pair => Node.Input(pair.Key, Shape.Create(pair.Value.Shape), TypeOf(pair.Value)));
        var feeds = golden.Inputs.Select(pair => (inputs[pair.Key], ToDoubles(pair.Value))).ToArray();
        var values = feeds.ToDictionary(feed => feed.Item1, feed => feed.Item2);
        var outputs = function(inputs, golden.Parameters);
        void Close(GoldenTensor expected, Node node, int order, string name)
        {
            using var executable = Executable.Compile(node);
            foreach (double[] actual in new[] { node.Evaluate(feeds), Compiled.Run(executable, values)[0] })
                GoldenAssert.Close(
                    [.. expected.Doubles.Select((value, i) => deviations.Any(d => d.Covers(golden, order, name, i)) ? actual[i] : value)],
                    actual, order == 0 ? what : $"{what}: order {order} by {name}", deviations.Where(d => d.Covers(golden, order)).Select(d => d.Tolerance).DefaultIfEmpty(1e-9).Max());
        }

        Assert.Equal(golden.Outputs.Count, outputs.Count);
        foreach (var (expected, output) in golden.Outputs.Zip(outputs))
        {
            Assert.Equal(expected.Shape, output.Shape);
            Close(expected, output, 0, "");
        }

        string[] names = [.. golden.Gradients.Keys];
        Node[] targets = [.. names.Select(name => inputs[name])];
        Node[] cotangents = [.. golden.Cotangents.Select(cotangent => Node.Constant(cotangent.Doubles, Shape.Create(cotangent.Shape), ElementType.Float64))];
        var gradients = outputs.Count == 1
            ? Gradient.Vjp(outputs[0], targets, cotangents[0])
            : Gradient.Of(outputs.Zip(cotangents, (output, cotangent) => (output * cotangent).Sum()).Aggregate((a, b) => a + b), targets);
        for (int i = 0; i < names.Length; i++)
            Close(golden.Gradients[names[i]], gradients[i], 1, names[i]);

        if (golden.SecondOrder.Count == 0)
            return;
        var along = names.Select((name, i) => (gradients[i] * Node.Constant(golden.SecondOrderDirection[name].Doubles, targets[i].Shape, ElementType.Float64)).Sum()).Aggregate((a, b) => a + b);
        var second = Gradient.Of(along, targets, Disconnected.Zero);
        for (int i = 0; i < names.Length; i++)
            Close(golden.SecondOrder[names[i]], second[i], 2, names[i]);
    }

    private static ElementType TypeOf(GoldenTensor tensor) =>
        tensor.Is<double>() ? ElementType.Float64 : tensor.Is<long>() ? ElementType.Int64 : ElementType.Bool;

    private static double[] ToDoubles(GoldenTensor tensor) =>
        tensor.Is<double>() ? tensor.Doubles
        : tensor.Is<long>() ? Array.ConvertAll(tensor.Longs, value => (double)value)
        : Array.ConvertAll(tensor.Bools, value => value ? 1.0 : 0.0);
}
