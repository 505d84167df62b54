namespace AutoGrad;

/// <summary>Names for all the memory of a plan: inputs and parameters have theirs, results are numbered in the order in which they are written.</summary>
internal sealed class PlanNames
{
    private readonly Dictionary<Storage, string> names = [];
    private readonly HashSet<string> taken = [];

    /// <summary>The names, of which those of results begin with <paramref name="prefix"/>.</summary>
    public PlanNames(Plan plan, string prefix, Func<string, string> convert)
    {
        int constants = 0, results = 0;
        foreach (var storage in plan.Given.Values)
            Add(storage, storage.Kind == StorageKind.Constant ? $"constant{constants++}" : convert((storage.Node as Parameter)?.Path ?? storage.Node!.Name!));
        foreach (var output in plan.Steps.SelectMany(step => step.Outputs))
            if (!names.ContainsKey(output))
                Add(output, $"{prefix}{results++}");
    }

    /// <summary>The names within a loop: what one iteration is given and gives is called after its part in it.</summary>
    public PlanNames(LoopPlan loop, string prefix)
    {
        int results = 0;
        foreach (var (storage, name) in loop.Names)
            names.Add(storage, prefix + name);
        foreach (var output in loop.Once.Concat(loop.Repeated).SelectMany(step => step.Outputs))
            if (!names.ContainsKey(output))
                Add(output, $"{prefix}{results++}");
    }

    public IEnumerable<string> All => names.Values;

    public string this[Storage storage] => names[storage];

    private void Add(Storage storage, string name)
    {
        string unique = name;
        for (int copy = 2; !taken.Add(unique); copy++)
            unique = $"{name}_{copy}";
        names.Add(storage, unique);
    }
}
