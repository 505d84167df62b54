namespace AutoGrad.Conformance;

/// <summary>An optimizer fed with the golden gradients, step by step, in float64.</summary>
public static class OptimizerReplay
{
    private const double Tolerance = 1e-9;

    /// <summary>What differs; empty if nothing does.</summary>
    public static IReadOnlyList<Mismatch> Run(OptimizerCase golden, Optimizer optimizer)
    {
        var weight = new Parameter("weight", [golden.Initial.Length], ElementType.Float64);
        golden.Initial.CopyTo(weight.Values<double>());
        Node gradient = Node.Input("gradient", weight.Shape, ElementType.Float64),
            rate = Node.Input("learning rate", [], ElementType.Float64),
            number = Node.Input("step", [], ElementType.Float64);
        using var executable = Executable.Compile([], [.. optimizer.Updates([weight], [gradient], rate, number)]);
        for (int step = 0; step < golden.Gradients.Length; step++)
        {
            executable.Feed(gradient, golden.Gradients[step]);
            if (executable.Inputs.Contains(rate))
                executable.Feed(rate, optimizer.LearningRate);
            if (executable.Inputs.Contains(number))
                executable.Feed(number, step + 1.0);
            executable.Run();
            if (Mismatch.Between($"weights after step {step + 1}", golden.Weights[step], weight.Values<double>(), static _ => Tolerance) is { } mismatch)
                return [mismatch];
        }
        return [];
    }
}
