namespace AutoGrad;

/// <summary>One executable for one size of batch: forward, backward and the update of all weights.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly Executable executable;
    private readonly Executable? collecting;
    private readonly Node learningRate = Node.Input("learning rate", [], ElementType.Float64);
    private readonly Node step = Node.Input("step", [], ElementType.Float64);
    private readonly Optimizer optimizer;
    private readonly Parameter[] weights;
    private readonly bool readsStep;

    public TrainingStep(Layer model, BatchGraph graph, Optimizer optimizer, BuildScope scope, int threads)
    {
        (this.optimizer, Graph) = (optimizer, graph);
        weights = [.. Trainable(model, Graph.Loss)];
        var gradients = Gradient.Of(Graph.Loss, weights);
        Node[] outputs = Graph.Correct is null ? [Graph.Loss] : [Graph.Loss, Graph.Correct];
        executable = Executable.Compile(outputs, [.. optimizer.Updates(weights, gradients, learningRate, step), .. scope.Updates], threads);
        if (optimizer.AccumulatedBatches > 1)
            collecting = Executable.Compile(outputs, [.. optimizer.Accumulations(weights, gradients), .. scope.Updates], threads);
        readsStep = executable.Inputs.Contains(step);
    }

    public BatchGraph Graph { get; }

    /// <summary>Whether it learns just what of the model is to be learned now.</summary>
    public bool Learns(Layer model) => model.Parameters.Select(pair => pair.Parameter).Where(parameter => parameter.IsTrainable).SequenceEqual(weights);

    /// <summary>Trains on these samples once.</summary>
    /// <returns>The loss before the update, how many samples were classified correctly, and whether the weights have changed.</returns>
    public (double Loss, double Correct, bool IsStep) Run(Dataset data, ReadOnlySpan<int> samples)
    {
        bool isStep = optimizer.Waiting + 1 >= optimizer.AccumulatedBatches;
        var running = isStep ? executable : collecting!;
        data.CopyFeatures(samples, running.InputValues<float>(Graph.Features));
        if (data.IsClassification)
            data.CopyLabels(samples, running.InputValues<int>(Graph.Targets));
        else
            data.CopyTargets(samples, running.InputValues<float>(Graph.Targets));
        if (Graph.Weights is not null)
            data.CopyWeights(samples, running.InputValues<float>(Graph.Weights));
        if (isStep)
        {
            running.Feed(learningRate, optimizer.LearningRate);
            if (readsStep)
                running.Feed(step, (double)(optimizer.Steps + 1));
        }
        running.Run();
        optimizer.Waiting = isStep ? 0 : optimizer.Waiting + 1;
        if (isStep)
            optimizer.Steps++;
        return (running.Fetch<double>(Graph.Loss)[0], Graph.Correct is null ? 0 : running.Fetch<float>(Graph.Correct)[0], isStep);
    }

    public void Dispose()
    {
        executable.Dispose();
        collecting?.Dispose();
    }

    private static IEnumerable<Parameter> Trainable(Layer model, Node loss)
    {
        var reached = GraphWalk.Ordered(loss).ToHashSet();
        bool any = false;
        foreach (var (path, parameter) in model.Parameters)
        {
            if (!parameter.IsTrainable)
                continue;
            any = true;
            yield return reached.Contains(parameter)
                ? parameter
                : throw new InvalidOperationException(
                    $"The loss does not depend on the parameter '{path}', so it cannot be learned: its layer is never called in Build, or its result is not used.");
        }
        if (!any)
            throw new InvalidOperationException("The model has no trainable parameter, so there is nothing to learn.");
    }
}
