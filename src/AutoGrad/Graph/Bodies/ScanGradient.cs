namespace AutoGrad;

/// <summary>
/// The vector-Jacobian product of a loop: a loop that runs the other way. At each position it has the state before the step and the slices,
/// computes the step again, and passes the gradient of the state back; it puts out the gradients of the slices and sums those of what was
/// captured. Only what the wanted inputs reach is carried.
/// </summary>
internal sealed class ScanGradient
{
    private static readonly PlaceholderRole Role = new("the gradient of a Scan");

    private readonly Node node;
    private readonly ScanOperation scan;
    private readonly ScanPacking packing;
    private readonly IReadOnlyList<int> wanted;
    private readonly Adjoint upstream;
    private readonly Node[] leaves, results;
    private readonly List<ScanSequence> sequences = [];
    private readonly List<ScanCarry> carries = [];
    private readonly List<Node> outputs = [], terms = [];

    /// <param name="node">The loop.</param>
    /// <param name="wanted">The inputs whose gradients are asked for.</param>
    /// <param name="upstream">The gradient by everything that the loop computes, packed as that is.</param>
    public ScanGradient(Node node, IReadOnlyList<int> wanted, Adjoint upstream)
    {
        (this.node, this.wanted, this.upstream, scan) = (node, wanted, upstream, (ScanOperation)node.Operation);
        packing = scan.Packing;
        leaves = [.. scan.Body.Placeholders.Select((placeholder, i) => Leaf($"a{i}", placeholder, (i < scan.Carries ? node : node.Inputs[i]).IsFinite))];
        results = scan.Body.Apply(leaves);
    }

    private int FirstCaptured => scan.Carries + scan.Sequences;

    /// <summary>The gradient of each wanted input, and where selections leave it zero; null where the loop does not depend on it in a way that has derivatives.</summary>
    public Adjoint?[] Adjoints()
    {
        int[] active = ActiveCarries();
        for (int k = 0; k < scan.Carries; k++)
            sequences.Add(new(leaves[k], packing.Before(node, k)));
        for (int s = scan.Carries; s < FirstCaptured; s++)
            sequences.Add(new(leaves[s], node.Inputs[s]));
        int[] others = [.. wanted.Where(input => input >= scan.Carries && IsDifferentiable(input))];
        Node[] adjointLeaves = [.. active.Select(k => Leaf($"adjoint{k}", leaves[k], isFinite: false))], supportLeaves = [.. active.Select(k => Leaf($"support{k}", leaves[k], isFinite: true))];

        var seeds = Seeds(active, adjointLeaves, supportLeaves);
        var gradients = ReverseMode.Standard.Adjoints(
            [.. seeds.Select(seed => seed.Result)], [.. seeds.Select(seed => seed.Upstream)], [.. active.Concat(others).Select(input => leaves[input])]);

        for (int i = 0; i < active.Length; i++)
            carries.Add(new(adjointLeaves[i], Zero(leaves[active[i]]), gradients[i]?.Value ?? Zero(leaves[active[i]])));
        if (upstream.Support is not null)
            for (int i = 0; i < active.Length; i++)
                carries.Add(new(supportLeaves[i], Zero(leaves[active[i]]), gradients[i] is { } gradient ? IndicatorOf(gradient) : Zero(leaves[active[i]])));

        var finish = new Dictionary<int, Func<ScanLoop, Adjoint>>();
        for (int i = 0; i < active.Length; i++)
            finish[active[i]] = OfInitial(active[i], i, active.Length);
        for (int i = 0; i < others.Length; i++)
            if (gradients[active.Length + i] is { } gradient)
                finish[others[i]] = others[i] < FirstCaptured ? OfSequence(others[i], gradient) : OfCaptured(others[i], gradient);
        if (!wanted.Any(finish.ContainsKey))
            return new Adjoint?[wanted.Count];

        var captured = Enumerable.Range(FirstCaptured, leaves.Length - FirstCaptured).ToDictionary(i => leaves[i], i => node.Inputs[i]);
        Node[] body = GraphRewrite.Replace([.. carries.Select(carry => carry.Next), .. outputs, .. terms], captured);
        var loop = ScanLoop.Create(
            [.. carries.Select((carry, i) => carry with { Next = body[i] })], sequences,
            body[carries.Count..(carries.Count + outputs.Count)], body[(carries.Count + outputs.Count)..], scan.Steps, !scan.Reverse);
        return [.. wanted.Select(input => finish.TryGetValue(input, out var of) ? of(loop) : (Adjoint?)null)];
    }

    // The carries whose gradients lead to what is wanted: those wanted themselves, and those that what is wanted or another such carry reaches.
    private int[] ActiveCarries()
    {
        var reached = new HashSet<Node>(wanted.Where(IsDifferentiable).Select(input => leaves[input]));
        var ordered = GraphWalk.Ordered(results);
        for (int before = -1; before != reached.Count;)
        {
            before = reached.Count;
            foreach (var inner in ordered)
                if (inner.Operation is not StopGradient && inner.Inputs.Any(reached.Contains))
                    reached.Add(inner);
            for (int k = 0; k < scan.Carries; k++)
                if (reached.Contains(results[k]))
                    reached.Add(leaves[k]);
        }
        return [.. Enumerable.Range(0, scan.Carries).Where(k => reached.Contains(leaves[k]))];
    }

    // The gradient by each result of a step: by a state, what later steps pass back and what comes from outside.
    private List<(Node Result, Adjoint Upstream)> Seeds(int[] active, Node[] adjointLeaves, Node[] supportLeaves)
    {
        var seeds = new List<(Node, Adjoint)>();
        for (int i = 0; i < active.Length; i++)
        {
            int k = active[i];
            var later = new Adjoint(adjointLeaves[i], upstream.Support is null ? null : supportLeaves[i] > 0);
            seeds.Add((results[k], later));
            seeds.Add((results[k], Slices(packed => packing.After(packed, k))));
        }
        for (int o = 0; o < scan.Outputs; o++)
        {
            int output = o;
            seeds.Add((results[scan.Carries + o], Slices(packed => packing.Output(packed, output))));
        }
        for (int j = 0; j < scan.Sums; j++)
            seeds.Add((results[scan.Carries + scan.Outputs + j], new(packing.Sum(upstream.Value, j), upstream.Support is { } support ? packing.Sum(support, j) : null)));
        return seeds;
    }

    private Adjoint Slices(Func<Node, Node> part) => new(Slice(part(upstream.Value)), upstream.Support is { } support ? Slice(part(support)) : null);

    private Node Slice(Node values)
    {
        var leaf = GraphFunction.Fresh($"u{sequences.Count}", new(Shape.Create(values.Shape.AsSpan()[1..]), values.ElementType), Role);
        sequences.Add(new(leaf, values));
        return leaf;
    }

    private Func<ScanLoop, Adjoint> OfInitial(int k, int carry, int carryCount) => loop => new(
        loop.Carries[carry] + packing.Initial(upstream.Value, k),
        upstream.Support is { } support ? GradientSupport.Union(loop.Carries[carryCount + carry] > 0, packing.Initial(support, k)) : null);

    private Func<ScanLoop, Adjoint> OfSequence(int input, Adjoint gradient)
    {
        int value = Add(outputs, Own(gradient.Value)), support = gradient.Support is null ? -1 : Add(outputs, IndicatorOf(gradient));
        return loop => new(loop.Outputs[value].Cast(leaves[input].ElementType), support < 0 ? null : loop.Outputs[support] > 0);
    }

    private Func<ScanLoop, Adjoint> OfCaptured(int input, Adjoint gradient)
    {
        int support = gradient.Support is null ? -1 : Add(terms, IndicatorOf(gradient));
        Node? SupportIn(ScanLoop loop) => support < 0 ? null : loop.Sums[support] > 0;
        // The sum of products of matrices is one product of all of them, one below the other.
        if (gradient.Value is { Operation: MatMul { TransposeA: true, TransposeB: false }, Inputs: [{ Shape.Rank: 2 } a, { Shape.Rank: 2 } b] } product && product.ElementType == node.ElementType)
        {
            Func<ScanLoop, Node> left = Stack(a), right = Stack(b);
            return loop => new(Node.Create(product.Operation, left(loop), right(loop)), SupportIn(loop));
        }
        int value = Add(terms, Own(gradient.Value));
        return loop => new(loop.Sums[value].Cast(leaves[input].ElementType), SupportIn(loop));
    }

    private Func<ScanLoop, Node> Stack(Node matrix)
    {
        Shape tall = [scan.Steps * matrix.Shape[0], matrix.Shape[1]];
        if (sequences.Find(sequence => sequence.Leaf == matrix).Values is { } values)
            return _ => values.ReshapeTo(tall);
        int output = Add(outputs, matrix);
        return loop => loop.Outputs[output].ReshapeTo(tall);
    }

    private bool IsDifferentiable(int input) => leaves[input].ElementType.IsFloatingPoint;

    private Node Own(Node value) => value.Cast(node.ElementType);

    private Node IndicatorOf(Adjoint gradient) =>
        gradient.Support is { } support ? GradientSupport.Indicator(support, node.ElementType) : Node.Full(1, gradient.Value.Shape, node.ElementType);

    private static int Add(List<Node> list, Node node)
    {
        list.Add(node);
        return list.Count - 1;
    }

    private static Node Zero(Node like) => Node.Full(0, like.Shape, like.ElementType);

    private static Node Leaf(string name, Node like, bool isFinite) => GraphFunction.Fresh(name, new(like.Shape, like.ElementType), Role, isFinite);
}
