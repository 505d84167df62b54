using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The training steps of a model, compiled once for each size of batch; they share weights, optimizer and random numbers.</summary>
internal sealed class TrainingSteps(Layer model, Func<Node, Node, Node> loss, Optimizer optimizer, int seed, int threads) : IDisposable
{
    private readonly Dictionary<(SampleType Samples, int Count), TrainingStep> compiled = [];
    private readonly RandomState random = new(seed);
    private long epochs;

    public Layer Model => model;

    public Optimizer Optimizer => optimizer;

    /// <summary>The step for batches of so many samples, compiled anew where the model has changed.</summary>
    public TrainingStep Of(SampleType samples, int count)
    {
        compiled.TryGetValue((samples, count), out var known);
        using var scope = new BuildScope(Mode.Training, seed, random);
        var graph = BatchGraph.Build(model, loss, samples, count, known?.Graph);
        if (known is not null && known.Graph == graph && known.Learns(model))
            return known;
        var step = new TrainingStep(model, graph, optimizer, scope, threads);
        known?.Dispose();
        // A model in training is nobody's to draw anew, also where a weight never moves.
        foreach (var (_, parameter) in model.Parameters)
            parameter.Keep();
        return compiled[(samples, count)] = step;
    }

    /// <summary>The epochs begun so far.</summary>
    public long Epochs => epochs;

    /// <summary>Puts the samples into the order of the next epoch.</summary>
    public void Shuffle(Span<int> order) => new Philox((ulong)seed, RandomStreams.Order(epochs++)).FillPermutation(order);

    public void Dispose()
    {
        foreach (var step in compiled.Values)
            step.Dispose();
        compiled.Clear();
    }
}
