namespace AutoGrad.Conformance;

/// <summary>An optimizer fed with the golden gradients, step by step.</summary>
public static class OptimizerReplay
{
    private const double Tolerance = 1e-9;

    /// <summary>What differs in float64; empty if nothing does.</summary>
    public static IReadOnlyList<Mismatch> Run(OptimizerCase golden, Optimizer optimizer)
    {
        var weight = new Parameter("weight", [golden.Initial.Length], ElementType.Float64);
        golden.Initial.CopyTo(weight.Values<double>());
        foreach (var (step, weights) in Steps(optimizer, weight, golden.Gradients).Index())
            if (Mismatch.Between($"weights after step {step + 1}", golden.Weights[step], weights, static _ => Tolerance) is { } mismatch)
                return [mismatch];
        return [];
    }

    /// <summary>The weights after each step, of a weight of any floating-point type, which stays as the last step leaves it.</summary>
    public static IEnumerable<double[]> Steps(Optimizer optimizer, Parameter weight, IEnumerable<double[]> gradients)
    {
        Node gradient = Node.Input("gradient", weight.Shape, ElementType.Float64),
            rate = Node.Input("learning rate", [], ElementType.Float64),
            number = Node.Input("step", [], ElementType.Float64);
        using var executable = Executable.Compile([], [.. optimizer.Updates([weight], [gradient.Cast(weight.ElementType)], rate, number)]);
        foreach (var (step, values) in gradients.Index())
        {
            executable.Feed(gradient, values);
            if (executable.Inputs.Contains(rate))
                executable.Feed(rate, optimizer.LearningRate);
            if (executable.Inputs.Contains(number))
                executable.Feed(number, step + 1.0);
            executable.Run();
            yield return weight.Evaluate();
        }
    }
}
