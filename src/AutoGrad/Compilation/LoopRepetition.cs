namespace AutoGrad;

/// <summary>What a loop computes again of another one, over whose results it goes, and had better read.</summary>
/// <param name="Source">The loop that computes it first.</param>
/// <param name="Values">What is read instead, as it is called in either body.</param>
internal sealed record LoopRepetition(Node Source, IReadOnlyList<(Node InReader, Node InSource)> Values)
{
    // To store a number and to read it again takes as long as so many multiplications.
    private const int LeastDepth = 16;

    // What follows from products may take so many times as much memory as they themselves.
    private const int MostForProducts = 2;

    /// <summary>The loops whose results this one goes over.</summary>
    public static IEnumerable<Node> Sources(Node reader)
    {
        var scan = (ScanOperation)reader.Operation;
        return reader.Inputs.Skip(scan.Carries).Take(scan.Sequences).Select(Origin).OfType<Node>().Distinct();
    }

    /// <summary>What a loop computes again; null if there is nothing worth being kept.</summary>
    public static LoopRepetition? Find(Node source, Node reader)
    {
        var (first, again) = ((ScanOperation)source.Operation, (ScanOperation)reader.Operation);
        if (first.Steps != again.Steps)
            return null;
        var ordered = GraphWalk.Ordered(again.Body.Results);
        var images = Images(source, reader, ordered);
        var dear = new HashSet<Node>();
        foreach (var node in ordered)
            if (images.ContainsKey(node) && (IsProduct(node) || node.Inputs.Any(dear.Contains)))
                dear.Add(node);
        if (dear.Count == 0)
            return null;

        var read = ordered.Where(node => !images.ContainsKey(node)).SelectMany(node => node.Inputs).Concat(again.Body.Results).Where(dear.Contains).Distinct();
        Node[] values = [.. read.SelectMany(Kept).Distinct()], products = [.. dear.Where(node => IsProduct(node) && IsOfType(node))];
        if (values.Where(node => !first.Body.Results.Contains(images[node])).Sum(Size) > MostForProducts * products.Sum(Size))
            values = [.. products.Select(Last).Distinct()];
        return values.Length == 0 ? null : new(source, [.. values.Select(node => (node, images[node]))]);

        // What follows from a product alone, and is no larger.
        Node Last(Node product)
        {
            while (ordered.Where(node => dear.Contains(node) && node.Inputs.Contains(product)).ToArray() is [var next] && IsOfType(next) && Size(next) <= Size(product)
                && !ordered.Any(node => !images.ContainsKey(node) && node.Inputs.Contains(product)))
                product = next;
            return product;
        }

        // A view is read from what it sees; what is of another type than the loop's results cannot be put out.
        IEnumerable<Node> Kept(Node node) =>
            IsOfType(node) && !(KernelTable.View(node.Operation) is not null && dear.Contains(node.Inputs[0])) ? [node] : node.Inputs.Where(dear.Contains).SelectMany(Kept);

        bool IsOfType(Node node) => node.ElementType == source.ElementType;
    }

    private static bool IsProduct(Node node) =>
        node.Operation is MatMul product && node.Inputs[0].Shape[product.TransposeA ? ^2 : ^1] >= LeastDepth;

    private static long Size(Node node) => node.Shape.Size;

    // What in the body of the source each node is that computes the same at the same position.
    private static Dictionary<Node, Node> Images(Node source, Node reader, List<Node> ordered)
    {
        var (first, again) = ((ScanOperation)source.Operation, (ScanOperation)reader.Operation);
        var sequences = Sequences(source, first);
        int captured = first.Carries + first.Sequences;
        var images = new Dictionary<Node, Node>();
        for (int i = again.Carries; i < reader.Inputs.Count; i++)
        {
            var (placeholder, input) = (again.Body.Placeholders[i], reader.Inputs[i]);
            if (i < again.Carries + again.Sequences)
            {
                if (sequences.TryGetValue(input, out var image))
                    images.Add(placeholder, image);
            }
            else if (source.Inputs.ToList().IndexOf(input, captured) is >= 0 and var same)
            {
                images.Add(placeholder, first.Body.Placeholders[same]);
            }
        }

        var computed = GraphWalk.Ordered(first.Body.Results).ToHashSet();
        foreach (var node in ordered)
            if (node.Operation is not Placeholder && node.Inputs.All(images.ContainsKey)
                && GraphRewrite.WithInputs(node, [.. node.Inputs.Select(input => images[input])]) is var image && (node.Inputs.Count == 0 || computed.Contains(image)))
                images.Add(node, image);
        return images;
    }

    // What the source goes over, and what it puts out, by position.
    private static Dictionary<Node, Node> Sequences(Node source, ScanOperation scan)
    {
        var (packing, body) = (scan.Packing, scan.Body);
        var sequences = new Dictionary<Node, Node>();
        for (int s = scan.Carries; s < scan.Carries + scan.Sequences; s++)
            sequences.TryAdd(source.Inputs[s], body.Placeholders[s]);
        for (int k = 0; k < scan.Carries; k++)
        {
            sequences.TryAdd(packing.Before(source, k), body.Placeholders[k]);
            sequences.TryAdd(packing.After(source, k), body.Results[k]);
        }
        for (int o = 0; o < scan.Outputs; o++)
            sequences.TryAdd(packing.Output(source, o), body.Results[scan.Carries + o]);
        return sequences;
    }

    private static Node? Origin(Node sequence)
    {
        while (sequence.Operation is SliceBox or Reshape)
            sequence = sequence.Inputs[0];
        return sequence.Operation is ScanOperation ? sequence : null;
    }
}
