namespace AutoGrad;

/// <summary>Makes the plan of an executable: lower, fuse, build steps, order them, plan memory.</summary>
internal static class Planner
{
    public static Plan Plan(IReadOnlyList<Node> outputs, IReadOnlyList<Update> updates)
    {
        Node[] roots = [.. outputs, .. updates.SelectMany(update => update.Operands)];
        var lowered = Lowering.Lower(roots);
        var fused = Fusion.Fuse(lowered, lowered[outputs.Count..]);
        var computed = roots.Zip(lowered).Distinct().ToDictionary(pair => pair.First, pair => fused[pair.Second]);
        var builder = new StepBuilder();
        var results = new Dictionary<Node, TensorView>();
        foreach (var (output, view) in outputs.Zip(builder.Add([.. outputs.Select(output => computed[output])])))
            if (!results.ContainsKey(output))
                results.Add(output, IsKept(view) ? view : builder.Copy(view));

        AddUpdates(builder, updates, computed);
        var steps = StepOrder.Of(builder.Steps, updates.SelectMany(update => update.Targets).Select(builder.StorageOf).ToHashSet());
        Storage[] kept = [.. results.Values.Select(view => view.Storage)];
        steps = InPlaceUpdates.Apply(steps, kept);
        long bytes = Arena.Plan(steps, kept);
        Node[] inputs = [.. GraphWalk.Ordered(roots).Where(node => node.Operation is InputOperation && node is not Parameter)];
        foreach (var input in inputs)
            builder.StorageOf(input);
        return new(steps, inputs, results, builder.Given, bytes, updates);
    }

    // Inputs and parameters can change before an output is fetched.
    private static bool IsKept(TensorView view) => view.IsContiguous && view.Storage.Kind is StorageKind.Arena or StorageKind.Constant;

    private static void AddUpdates(StepBuilder builder, IReadOnlyList<Update> updates, Dictionary<Node, Node> computed)
    {
        var targets = updates.SelectMany(update => update.Targets).Select(builder.StorageOf).ToHashSet();
        var writes = new List<Action>();
        foreach (var update in updates)
        {
            Node[] operands = [.. update.Operands.Select(operand => computed[operand])];
            var views = builder.Add(operands);
            Storage[] written = [.. update.Targets.Select(builder.StorageOf)];
            for (int i = 0; i < views.Length; i++)
            {
                bool isOwn = update.CreateKernel is not null && i < written.Length;
                // What another update may have changed by then is read beforehand.
                if (!isOwn && targets.Contains(views[i].Storage))
                    views[i] = builder.Copy(views[i]);
                else if (update.CreateKernel is not null)
                    views[i] = builder.Consecutive(operands[i]);
            }
            writes.Add(update.CreateKernel is { } create
                ? () => builder.Write(update.Name, create(), views, written, update.Work)
                : () => builder.Assign(views[0], written[0]));
        }
        foreach (var write in writes)
            write();
    }
}
