namespace AutoGrad.Tests;

/// <summary>Compiles graphs, runs them, and compares what comes out with the reference, on one, two and three threads.</summary>
internal static class Compiled
{
    /// <summary>Asserts that every output is what the reference says, to a relative tolerance, and the same bits on any number of threads.</summary>
    public static void AgreesWithReference(Node[] outputs, double tolerance = 1e-12, int seed = 1)
    {
        var values = GraphWalk.Ordered(outputs).Where(node => node.Operation is InputOperation).Select((node, i) => (node, Values: Numbers(node, seed + i))).ToDictionary(pair => pair.node, pair => pair.Values);
        AgreesWithReference(outputs, values, tolerance);
    }

    /// <summary>The same with values of one's choice.</summary>
    public static void AgreesWithReference(Node[] outputs, IReadOnlyDictionary<Node, double[]> values, double tolerance = 1e-12)
    {
        double[][] expected = ReferenceEvaluator.Evaluate(outputs, node => values[node]);
        double[][]? first = null;
        foreach (int threads in new[] { 1, 2, 3 })
        {
            using var executable = Executable.Compile(outputs, threads: threads);
            double[][] actual = Run(executable, values);
            for (int i = 0; i < outputs.Length; i++)
                AssertClose(expected[i], actual[i], outputs[i].ElementType.IsFloatingPoint ? tolerance : 0, outputs[i]);
            first ??= actual;
            for (int i = 0; i < outputs.Length; i++)
                Assert.True(System.Runtime.InteropServices.MemoryMarshal.AsBytes(first[i].AsSpan()).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(actual[i].AsSpan())), $"{outputs[i]} on {threads} threads differs from one thread.");
        }
    }

    /// <summary>Feeds, runs twice, and fetches everything in double precision.</summary>
    public static double[][] Run(Executable executable, IReadOnlyDictionary<Node, double[]> values)
    {
        foreach (var input in executable.Inputs)
            Feed(executable, input, values[input]);
        foreach (var (node, parameterValues) in values)
            if (node is Parameter parameter)
                Set(parameter, parameterValues);
        executable.Run();
        executable.Run();
        return [.. executable.Outputs.Select(output => Fetch(executable, output))];
    }

    public static void Feed(Executable executable, Node input, double[] values)
    {
        switch (input.ElementType)
        {
            case ElementType.Float32:
                executable.Feed(input, Array.ConvertAll(values, value => (float)value));
                break;
            case ElementType.Float64:
                executable.Feed(input, values);
                break;
            case ElementType.Int32:
                executable.Feed(input, Array.ConvertAll(values, value => (int)value));
                break;
            case ElementType.Int64:
                executable.Feed(input, Array.ConvertAll(values, value => (long)value));
                break;
            default:
                executable.Feed(input, Array.ConvertAll(values, value => value != 0));
                break;
        }
    }

    public static double[] Fetch(Executable executable, Node output) => output.ElementType switch
    {
        ElementType.Float32 => Array.ConvertAll(executable.Fetch<float>(output).ToArray(), value => (double)value),
        ElementType.Float64 => executable.Fetch<double>(output).ToArray(),
        ElementType.Int32 => Array.ConvertAll(executable.Fetch<int>(output).ToArray(), value => (double)value),
        ElementType.Int64 => Array.ConvertAll(executable.Fetch<long>(output).ToArray(), value => (double)value),
        _ => Array.ConvertAll(executable.Fetch<bool>(output).ToArray(), value => value ? 1.0 : 0.0),
    };

    public static void Set(Parameter parameter, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
            if (parameter.ElementType == ElementType.Float32)
                parameter.Values<float>()[i] = (float)values[i];
            else if (parameter.ElementType == ElementType.Int64)
                parameter.Values<long>()[i] = (long)values[i];
            else
                parameter.Values<double>()[i] = values[i];
    }

    /// <summary>Numbers that the node's type can hold: between −2 and 2, small integers, or conditions.</summary>
    public static double[] Numbers(Node node, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, checked((int)node.Shape.Size)).Select(_ => node.ElementType switch
        {
            ElementType.Float32 => (float)(4 * random.NextDouble() - 2),
            ElementType.Float64 => 4 * random.NextDouble() - 2,
            ElementType.Bool => random.Next(2),
            _ => (double)random.Next(-5, 6),
        })];
    }

    public static void AssertClose(double[] expected, double[] actual, double tolerance, Node what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(
                expected[i].Equals(actual[i]) || expected[i] == actual[i] || Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"{what}, element {i}: {actual[i]:R} instead of {expected[i]:R}.\n{(GraphWalk.Ordered(what).Count < 40 ? what.ToText() : "")}");
    }
}
