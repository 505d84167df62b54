using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>
/// Turns nodes into steps: what only sees its input otherwise becomes a view, all else a kernel with memory for its result. What no output
/// and no update needs is never met.
/// </summary>
internal sealed class StepBuilder
{
    private readonly Dictionary<Node, Storage> given = [];
    private readonly Dictionary<Node, TensorView> views = [];
    private readonly Dictionary<Node, TensorView> copies = [];
    private readonly Dictionary<Node, TensorView> inParts = [];
    private readonly Dictionary<Node, Storage[]> groups = [];
    private readonly List<Step> steps = [];

    public IReadOnlyList<Step> Steps => steps;

    /// <summary>The inputs, parameters and constants that are read.</summary>
    public IReadOnlyDictionary<Node, Storage> Given => given;

    /// <summary>How each of the nodes lies in memory, after the steps up to now.</summary>
    public TensorView[] Add(IReadOnlyList<Node> nodes)
    {
        foreach (var node in GraphWalk.Ordered(nodes, stopAt: IsKnown))
            if (!IsKnown(node) && ViewOf(node) is { } view)
                views.Add(node, view);
        return [.. nodes.Select(Seen)];
    }

    /// <summary>Says how a placeholder lies in memory.</summary>
    public void Bind(Node placeholder, TensorView view) => views.Add(placeholder, view);

    /// <summary>The memory of an input, a parameter or a constant.</summary>
    public Storage StorageOf(Node leaf)
    {
        if (given.TryGetValue(leaf, out var storage))
            return storage;
        storage = leaf.Operation switch
        {
            ConstantOperation constant => new(StorageKind.Constant, leaf.ElementType, leaf.Shape.Size, leaf) { Values = constant.Values },
            Iota iota => Counting(iota, leaf),
            Placeholder => throw Placeholder.Escaped(leaf),
            _ => new(leaf is Parameter ? StorageKind.Parameter : StorageKind.Input, leaf.ElementType, leaf.Shape.Size, leaf),
        };
        given.Add(leaf, storage);
        return storage;
    }

    /// <summary>The same elements, one after the other in memory of their own.</summary>
    public TensorView Copy(TensorView view)
    {
        var storage = new Storage(StorageKind.Arena, view.ElementType, view.Shape.Size, null);
        steps.Add(new("copy", null, LayoutKernels.Copy(view), [view], [storage], KernelKnowsLayout: true));
        return TensorView.Whole(storage, view.Shape);
    }

    /// <summary>Gives a parameter's memory the elements of a view.</summary>
    public void Assign(TensorView value, Storage parameter) =>
        steps.Add(new("assign", null, LayoutKernels.Copy(value), [value], [parameter], KernelKnowsLayout: true) { IsAssignment = true });

    /// <summary>A step that writes memory that is there already.</summary>
    public void Write(string name, NodeKernel kernel, TensorView[] inputs, Storage[] outputs, IReadOnlyList<WorkPart> work) =>
        steps.Add(new(name, null, kernel, inputs, outputs, KernelKnowsLayout: false) { Work = work });

    /// <summary>The node's elements, one after the other; copied once if they don't lie so.</summary>
    public TensorView Consecutive(Node node)
    {
        var view = Seen(node);
        if (view.IsContiguous)
            return view;
        if (!copies.TryGetValue(node, out var copy))
            copies.Add(node, copy = Copy(view));
        return copy;
    }

    private bool IsKnown(Node node) => views.ContainsKey(node) || inParts.ContainsKey(node);

    // What is in parts is copied for whom it is not enough to read it so.
    private TensorView Seen(Node node)
    {
        if (!views.TryGetValue(node, out var view))
            views.Add(node, view = Consecutive(node.Inputs[0]).Reshape(node.Shape)!);
        return view;
    }

    // Null for what is in parts.
    private TensorView? ViewOf(Node node)
    {
        if (node.Operation is Iota iota)
            return new(StorageOf(node), node.Shape, 0, [.. Enumerable.Range(0, node.Shape.Rank).Select(axis => axis == iota.Axis ? 1L : 0)]);
        if (node.Operation is LeafOperation)
            return TensorView.Whole(StorageOf(node), node.Shape);
        if (node.Operation is BarrierOperation)
            return Again(Seen(node.Inputs[0]), Seen(node.Inputs[1]));
        if (node.Operation is GroupPart part)
            return TensorView.Whole(groups[node.Inputs[0]][part.Index], node.Shape);
        if (node.Operation is ScanOperation scan)
            return Loop(node, scan);
        if (KernelTable.View(node.Operation) is { } see)
        {
            var input = Seen(node.Inputs[0]);
            if (see(node, input) is { } view)
                return view;
            if (node.Operation is not Reshape || input.Parts(node.Shape) is null)
                return see(node, Consecutive(node.Inputs[0]))!;
            inParts.Add(node, input);
            return null;
        }

        var factory = KernelTable.Factory(node.Operation);
        TensorView[] inputs = [.. node.Inputs.Select(input => factory.ReadsParts && inParts.TryGetValue(input, out var parts) ? parts : Seen(input))];
        bool readsStrided = factory.ReadsStrided?.Invoke(node, inputs) == true;
        if (!readsStrided)
            inputs = [.. node.Inputs.Select(Consecutive)];
        int count = node.Operation is ElementGroup group ? group.Expressions.Count : 1;
        Storage[] results = [.. Enumerable.Range(0, count).Select(_ => new Storage(StorageKind.Arena, node.ElementType, node.Shape.Size, node))];
        steps.Add(new(node.Operation.Name, node, factory.Create(node, inputs), inputs, results, readsStrided));
        if (count > 1)
            groups.Add(node, results);
        return TensorView.Whole(results[0], node.Shape);
    }

    // What is to be read when the upstream gradient is there.
    private static TensorView Again(TensorView view, TensorView upstream) => view with { After = [.. view.After, upstream.Storage] };

    private TensorView Loop(Node node, ScanOperation scan)
    {
        TensorView[] inputs = [.. node.Inputs.Select(Seen)];
        var loop = LoopPlanner.Plan(scan, inputs);
        TensorView[] constants = [.. loop.Constants.Select(constant => TensorView.Whole(StorageOf(constant), [checked((int)StorageOf(constant).Elements)]))];
        var result = new Storage(StorageKind.Arena, node.ElementType, node.Shape.Size, node);
        var workspace = new Storage(StorageKind.Arena, ElementType.Bool, loop.WorkspaceBytes, null);
        steps.Add(new(node.Operation.Name, node, loop.Kernel, [.. inputs, .. constants], [result, workspace], KernelKnowsLayout: false) { Loop = loop });
        return TensorView.Whole(result, node.Shape);
    }

    private static Storage Counting(Iota iota, Node node)
    {
        int extent = node.Shape[iota.Axis];
        return new(StorageKind.Constant, node.ElementType, extent, node) { Values = [.. Enumerable.Range(0, extent).Select(i => (double)i)] };
    }
}
