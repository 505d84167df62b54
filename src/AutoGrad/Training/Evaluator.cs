namespace AutoGrad;

/// <summary>Measures a model in inference mode; compiled once for each size of batch. Threads take turns.</summary>
internal sealed class Evaluator(Layer model, Func<Node, Node, Node> loss, int threads) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(SampleType Samples, int Count), (BatchGraph Graph, Executable Executable)> compiled = [];

    public EvaluationResult Evaluate(Dataset data, int batchSize, string what, CancellationToken cancellation = default)
    {
        lock (gate)
            return EvaluateAlone(data, Math.Min(batchSize, data.Count), what, cancellation);
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var (_, executable) in compiled.Values)
                executable.Dispose();
            compiled.Clear();
        }
    }

    private EvaluationResult EvaluateAlone(Dataset data, int batchSize, string what, CancellationToken cancellation)
    {
        double lossSum = 0, correct = 0;
        int remainder = data.Count % batchSize;
        var full = Compiled(SampleType.Of(data), batchSize);
        var last = remainder == 0 ? full : Compiled(SampleType.Of(data), remainder);
        full.Graph.CheckClasses(data, what);
        for (int first = 0; first < data.Count; first += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batchSize, data.Count - first);
            var (graph, executable) = count == batchSize ? full : last;
            executable.Feed(graph.Features, data.Features.Slice(first * data.FeatureSize, count * data.FeatureSize));
            if (data.IsClassification)
                executable.Feed(graph.Targets, data.Labels.Slice(first, count));
            else
                executable.Feed(graph.Targets, data.Targets.Slice(first * data.TargetSize, count * data.TargetSize));
            if (graph.Weights is not null)
                executable.Feed(graph.Weights, data.Weights.Slice(first, count));
            executable.Run();
            lossSum += executable.Fetch<double>(graph.Loss)[0] * count;
            if (graph.Correct is not null)
                correct += executable.Fetch<float>(graph.Correct)[0];
        }
        return new(lossSum / data.Count, full.Graph.Correct is not null ? correct / data.Count : null);
    }

    private (BatchGraph Graph, Executable Executable) Compiled(SampleType samples, int count)
    {
        bool isKnown = compiled.TryGetValue((samples, count), out var known);
        using var scope = new BuildScope(Mode.Inference);
        var graph = BatchGraph.Build(model, loss, samples, count, known.Graph);
        // A layer that was added since the last time is seen.
        if (isKnown && known.Graph == graph)
            return known;
        var executable = Executable.Compile(graph.Correct is null ? [graph.Loss] : [graph.Loss, graph.Correct], default, threads);
        known.Executable?.Dispose();
        return compiled[(samples, count)] = (graph, executable);
    }
}
