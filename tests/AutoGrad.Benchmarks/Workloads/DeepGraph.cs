namespace AutoGrad.Benchmarks;

/// <summary>A graph as large as is asked for: so many layers that the loss and its gradients have about so many nodes.</summary>
internal static class DeepGraph
{
    private const int Width = 4;
    private static readonly int NodesPerLayer = CountNodes(9) - CountNodes(8);

    public static IReadOnlyList<int> Sizes { get; } = [1_000, 10_000, 50_000];

    /// <summary>What traces, differentiates and compiles such a graph.</summary>
    public static Action Compilation(int nodes, int threads)
    {
        var model = Model(nodes / NodesPerLayer);
        return () => _ = Executable.Compile(Outputs(model), threads: threads);
    }

    /// <summary>How many nodes the graph of so many layers has.</summary>
    public static int CountNodes(int layers) => GraphWalk.Ordered(Outputs(Model(layers))).Count;

    private static Sequential Model(int layers)
    {
        var model = new Sequential();
        for (int i = 0; i < layers; i++)
        {
            model.Add(new Linear(Width, Width));
            model.Add(new Tanh());
        }
        return model;
    }

    private static Node[] Outputs(Sequential model)
    {
        var loss = model.Forward(Node.Input("x", [Width, Width])).Sum();
        Parameter[] weights = [.. model.Parameters.Select(pair => pair.Parameter)];
        return [loss, .. Gradient.Of(loss, weights)];
    }
}
