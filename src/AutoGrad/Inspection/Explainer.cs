namespace AutoGrad;

/// <summary>Says of every step of a plan what it moves and computes.</summary>
internal static class Explainer
{
    public static Explanation Explain(Plan plan) => new([.. plan.Steps.SelectMany(step => Explain(step, runs: 1))], plan.ArenaBytes, ResultBytes(plan.Steps));

    /// <summary>The kernels of a step that runs so often: the steps of a loop, or its own.</summary>
    public static IEnumerable<ExplainedKernel> Explain(Step step, int runs)
    {
        if (step is { Loop: { } loop, Node.Operation: ScanOperation scan })
            return [.. loop.Once.SelectMany(inner => Explain(inner, runs)), .. loop.Repeated.SelectMany(inner => Explain(inner, checked(runs * scan.Steps)))];
        var output = step.Outputs[0];
        return
        [
            new(
                step.Name,
                output.ElementType,
                step.Node?.Shape ?? (output.Kind == StorageKind.Parameter ? output.Node!.Shape : step.Inputs[0].Shape),
                step.Layer,
                runs,
                [.. step.Work.Select(part => part.Name)],
                runs * step.Inputs.GroupBy(input => input.Storage, Reach).Sum(reaches => Math.Min(reaches.Sum(), reaches.Key.Bytes)),
                runs * step.Outputs.Sum(written => written.Bytes),
                runs * step.Work.Sum(part => part.Flops)),
        ];
    }

    private static long ResultBytes(IEnumerable<Step> steps) =>
        steps.SelectMany(step => step.Outputs).Where(storage => storage.Kind == StorageKind.Arena).Sum(storage => storage.Bytes);

    // What a broadcast repeats lies there once.
    private static long Reach(TensorView view)
    {
        long elements = 1;
        for (int axis = 0; axis < view.Shape.Rank; axis++)
            elements *= view.Strides[axis] == 0 ? Math.Min(1, view.Shape[axis]) : view.Shape[axis];
        return elements * view.ElementType.Bytes;
    }
}
