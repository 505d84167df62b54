using System.Runtime.InteropServices;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Small graphs at random, with updates: what a run fetches and leaves in the parameters, against the reference.</summary>
public sealed class RandomRunTests
{
    public static TheoryData<int> Parts => [.. Enumerable.Range(0, 6)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_hundred_random_graphs_with_updates_run_as_the_reference_says(int part)
    {
        for (int seed = 1000 + 100 * part; seed < 1100 + 100 * part; seed++)
        {
            var graph = new RandomGraph(seed, 8 + seed % 9, parameters: 1 + seed % 3);
            Node[] outputs = graph.Outputs;
            var updates = graph.Updates();
            if (seed % 2 == 0)
                updates = WithGradients(outputs, updates);
            PlanVerifier.Verify(Planner.Plan(outputs, updates));
            RunsAsTheReferenceSays(outputs, updates, seed);
        }
    }

    // A step down the gradient where a parameter would get another value.
    private static Update[] WithGradients(Node[] outputs, Update[] updates)
    {
        var loss = outputs.Select(output => Sin(output).Mean()).Aggregate((a, b) => a + b);
        Parameter[] targets = [.. updates.Select(update => update.Targets[0])];
        return [.. targets.Zip(Gradient.Of(loss, targets, Disconnected.Zero), (p, gradient) => Update.Assign(p, p - 0.1 * gradient))];
    }

    private static void RunsAsTheReferenceSays(Node[] outputs, Update[] updates, int seed)
    {
        Node[] results = [.. outputs, .. updates.Select(update => update.Operands[0])];
        Node[] leaves = [.. GraphWalk.Ordered([.. results, .. updates.Select(update => update.Targets[0])]).Where(node => node.Operation is InputOperation)];
        var initial = leaves.Select((leaf, i) => (leaf, Values: Compiled.Numbers(leaf, seed + i))).ToDictionary(pair => pair.leaf, pair => pair.Values);
        double[][]? bits = null;
        foreach (int threads in new[] { 1, 2 })
        {
            var values = new Dictionary<Node, double[]>(initial);
            foreach (var parameter in leaves.OfType<Parameter>())
                Compiled.Set(parameter, values[parameter]);
            using var executable = Executable.Compile(outputs, updates, threads);
            foreach (var input in executable.Inputs)
                Compiled.Feed(executable, input, values[input]);
            var seen = new List<double[]>();
            for (int run = 0; run < 2; run++)
            {
                double[][] expected = ReferenceEvaluator.Evaluate(results, node => values[node]);
                for (int i = 0; i < updates.Length; i++)
                    values[updates[i].Targets[0]] = expected[outputs.Length + i];
                executable.Run();
                for (int i = 0; i < results.Length; i++)
                {
                    double[] actual = i < outputs.Length ? Compiled.Fetch(executable, outputs[i]) : updates[i - outputs.Length].Targets[0].Values<double>().ToArray();
                    // What went through float32 was rounded.
                    Compiled.AssertClose(expected[i], actual, GraphWalk.Ordered(results).Any(node => node.ElementType == ElementType.Float32) ? 1e-4 : 1e-10, results[i]);
                    seen.Add(actual);
                }
            }
            bits ??= [.. seen];
            for (int i = 0; i < seen.Count; i++)
                Assert.True(MemoryMarshal.AsBytes(bits[i].AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(seen[i].AsSpan())), $"seed {seed}: the bits on two threads are others than on one.");
        }
    }
}
