namespace AutoGrad;

/// <summary>
/// What layers are built in: the mode, a stream of random numbers, and the state that a run of the graph updates. Open one with
/// <c>using</c> around <see cref="Layer.Forward"/> to train without a trainer.
/// </summary>
public sealed partial class BuildScope : IDisposable
{
    [ThreadStatic]
    private static BuildScope? current;

    private readonly BuildScope? outer;
    private readonly Dictionary<Layer, string> paths = new(ReferenceEqualityComparer.Instance);
    private readonly List<Update> updates = [];
    private readonly int? seed;
    private RandomState? random;
    private int randomNodes;

    /// <summary>Opens a scope on this thread.</summary>
    /// <param name="mode">What is built for.</param>
    /// <param name="seed">
    /// What random numbers are drawn from, and the first values of parameters that nobody has changed; without it random numbers have
    /// seed 0, and values once drawn stay.
    /// </param>
    public BuildScope(Mode mode, int? seed = null)
        : this(mode, seed, random: null)
    {
    }

    /// <summary>A scope whose random state it shares with other scopes, so that graphs that run in turn go on in one stream.</summary>
    internal BuildScope(Mode mode, int? seed, RandomState? random)
    {
        (Mode, this.seed, this.random, outer) = (mode, seed, random, current);
        current = this;
    }

    /// <summary>The innermost scope that is open on this thread; null if none is.</summary>
    public static BuildScope? Current => current;

    /// <summary>What is built for.</summary>
    public Mode Mode { get; }

    /// <summary>The path of the layer that is being built, with its type: <c>blocks.1.Linear</c>; empty outside all layers.</summary>
    public string Path => LayerPath.Current ?? "";

    /// <summary>What a run of the graph has to update besides its weights: pass them to an executable with the optimizer's.</summary>
    public IReadOnlyList<Update> Updates => updates;

    /// <summary>Is told of every layer that is built in the scope and of its result.</summary>
    internal Action<Layer, Node>? Built { get; set; }

    /// <summary>Has a run of the graph update state that a layer keeps, such as a running mean.</summary>
    public void Register(Update update)
    {
        ArgumentNullException.ThrowIfNull(update);
        updates.Add(update);
    }

    /// <summary>
    /// Has a run bring the state of a layer one step further than what was built before in this scope does: a layer that is used twice makes
    /// two steps.
    /// </summary>
    internal void Advance(Parameter state, Func<Node, Node> next)
    {
        int earlier = updates.FindIndex(update => update.Targets.Contains(state));
        var value = next(earlier < 0 ? state : updates[earlier].Operands[0]);
        if (GraphWalk.Ordered(value).Any(static node => node.Operation is Placeholder))
            throw new InvalidOperationException(
                $"{Path}: '{state.Name}' cannot follow what is computed in the body of a Scan or of Gradient.Checkpoint, which has no value outside of it. Build the layer outside of the body, or take one that keeps no statistics, such as GroupNorm.");
        var update = Update.Assign(state, value);
        if (earlier < 0)
            updates.Add(update);
        else
            updates[earlier] = update;
    }

    /// <summary>Closes the scope; the one around it is current again.</summary>
    public void Dispose()
    {
        if (current == this)
            current = outer;
    }

    /// <summary>How the layer is called in messages: its path in the layer that was built first in this scope and contains it, and its type.</summary>
    internal string PathOf(Layer layer)
    {
        if (!paths.ContainsKey(layer))
            Enroll(layer);
        string type = layer.GetType().Name.Split('`')[0];
        return paths[layer] is { Length: > 0 } path ? $"{path}.{type}" : type;
    }

    // A layer that is in no layer built before it is the root of a tree of its own.
    private void Enroll(Layer root)
    {
        var tree = LayerTree.Of(root);
        foreach (var (path, layer) in tree.Layers)
            paths.TryAdd(layer, path);
        foreach (var (path, parameter) in tree.Parameters)
        {
            parameter.Path = path;
            parameter.DrawAgain(seed, path);
        }
    }
}
