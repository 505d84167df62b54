namespace AutoGrad;

/// <summary>Measures a model in inference mode; compiled once for each size of batch.</summary>
internal sealed class Evaluator(Layer model, Func<Node, Node, Node> loss, int threads) : IDisposable
{
    private readonly Dictionary<(SampleType Samples, int Count), (BatchGraph Graph, Executable Executable)> compiled = [];

    public EvaluationResult Evaluate(Dataset data, int batchSize, string what, CancellationToken cancellation = default)
    {
        double lossSum = 0, correct = 0;
        bool isClassified = false;
        for (int first = 0; first < data.Count; first += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batchSize, data.Count - first);
            var (graph, executable) = Compiled(SampleType.Of(data), count);
            graph.CheckClasses(data, what);
            executable.Feed(graph.Features, data.Features.Slice(first * data.FeatureSize, count * data.FeatureSize));
            if (data.IsClassification)
                executable.Feed(graph.Targets, data.Labels.Slice(first, count));
            else
                executable.Feed(graph.Targets, data.Targets.Slice(first * data.TargetSize, count * data.TargetSize));
            executable.Run();
            lossSum += executable.Fetch<double>(graph.Loss)[0] * count;
            if (graph.Correct is null)
                continue;
            isClassified = true;
            correct += executable.Fetch<float>(graph.Correct)[0];
        }
        return new(lossSum / data.Count, isClassified ? correct / data.Count : null);
    }

    public void Dispose()
    {
        foreach (var (_, executable) in compiled.Values)
            executable.Dispose();
        compiled.Clear();
    }

    private (BatchGraph Graph, Executable Executable) Compiled(SampleType samples, int count)
    {
        if (compiled.TryGetValue((samples, count), out var known))
            return known;
        using var scope = new BuildScope(Mode.Inference);
        var graph = BatchGraph.Build(model, loss, samples, count);
        var executable = Executable.Compile(graph.Correct is null ? [graph.Loss] : [graph.Loss, graph.Correct], default, threads);
        return compiled[(samples, count)] = (graph, executable);
    }
}
