namespace AutoGrad.Benchmarks;

/// <summary>A model, what it is trained on and how. The loss is the cross-entropy of labels, and the mean squared error of numbers.</summary>
internal sealed record StepWorkload(string Name, int Runs, Func<Layer> Model, Given Input, Given Target, Func<Optimizer> Optimizer)
{
    /// <summary>The step of a model of its own.</summary>
    public CompiledStep Compile(int threads) => new(this, Model(), threads);

    public Node Loss(Node output, Node target) => Target.Bound is null ? Losses.MSE(output, target) : Losses.CrossEntropy(output, target);
}
