namespace AutoGrad.Benchmarks;

/// <summary>One executable that trains a model, as whoever needs no trainer writes it.</summary>
internal sealed class CompiledStep
{
    private readonly StepWorkload workload;
    private readonly Optimizer optimizer;
    private readonly Node x, target, loss;
    private readonly Node rate = Node.Input("learning rate", [], ElementType.Float64), number = Node.Input("step", [], ElementType.Float64);
    private readonly bool readsNumber;
    private long steps;

    /// <summary>Traces the model, differentiates its loss, and compiles the step.</summary>
    public CompiledStep(StepWorkload workload, Layer model, int threads)
    {
        (this.workload, optimizer, x, target) = (workload, workload.Optimizer(), workload.Input.ToNode(), workload.Target.ToNode());
        using var scope = new BuildScope(Mode.Training);
        loss = workload.Loss(model.Forward(x), target);
        Parameter[] weights = [.. model.Parameters.Select(pair => pair.Parameter)];
        Executable = Executable.Compile([loss], [.. optimizer.Updates(weights, Gradient.Of(loss, weights), rate, number), .. scope.Updates], threads);
        readsNumber = Executable.Inputs.Contains(number);
    }

    public Executable Executable { get; }

    /// <summary>The loss of the last run, before its update.</summary>
    public float Loss => Executable.Fetch<float>(loss)[0];

    /// <summary>The step with its data in place.</summary>
    public CompiledStep Fed()
    {
        workload.Input.Feed(Executable, x);
        workload.Target.Feed(Executable, target);
        Executable.Feed(rate, optimizer.LearningRate);
        return this;
    }

    public void Run() => Run(null);

    /// <summary>The same, with the time of each kernel.</summary>
    public void Run(RunTimes? times)
    {
        if (readsNumber)
            Executable.Feed(number, (double)++steps);
        Executable.Run(times);
    }
}
