namespace AutoGrad;

/// <summary>A tensor whose axes have labels: what an Einstein summation multiplies and adds up.</summary>
internal readonly record struct LabelledTensor(Node Tensor, int[] Labels)
{
    /// <summary>The extent of the axis with the label.</summary>
    public int Extent(int label) => Tensor.Shape[Array.IndexOf(Labels, label)];

    /// <summary>Each label once: of axes with the same label, their diagonal.</summary>
    public LabelledTensor WithDiagonals()
    {
        var result = this;
        while (result.Labels.GroupBy(label => label).FirstOrDefault(group => group.Count() > 1) is { Key: var label })
            result = result.Diagonal(label);
        return result;
    }

    /// <summary>Without the axes of one element that stand for more elsewhere.</summary>
    public LabelledTensor WithoutRepeated(IReadOnlyDictionary<int, int> extents)
    {
        var (labels, shape) = (Labels, Tensor.Shape);
        int[] kept = [.. Enumerable.Range(0, labels.Length).Where(axis => shape[axis] == extents[labels[axis]])];
        return new(Tensor.ReshapeTo([.. kept.Select(axis => shape[axis])]), [.. kept.Select(axis => labels[axis])]);
    }

    /// <summary>Summed over the axes whose labels are not kept.</summary>
    public LabelledTensor SumTo(IReadOnlySet<int> kept)
    {
        var labels = Labels;
        int[] summed = [.. Enumerable.Range(0, labels.Length).Where(axis => !kept.Contains(labels[axis]))];
        return summed.Length == 0 ? this : new(Tensor.Sum(Axes.Create(summed)), [.. labels.Where(kept.Contains)]);
    }

    /// <summary>The axes in the order of these labels, each of which the tensor has.</summary>
    public Node Ordered(IEnumerable<int> order)
    {
        int[] labels = Labels;
        return Tensor.Permute([.. order.Select(label => Array.IndexOf(labels, label))]);
    }

    /// <summary>The product of two, summed over the labels that both have and that are not kept; every other label is kept.</summary>
    public static LabelledTensor Product(LabelledTensor a, LabelledTensor b, IReadOnlySet<int> kept)
    {
        int[] batch = [.. a.Labels.Where(label => b.Labels.Contains(label) && kept.Contains(label))];
        int[] summed = [.. a.Labels.Where(label => b.Labels.Contains(label) && !kept.Contains(label))];
        int[] rows = [.. a.Labels.Except(b.Labels)], columns = [.. b.Labels.Except(a.Labels)];
        int[] labels = [.. batch, .. rows, .. columns];
        bool fits = Math.Max(Math.Max(Size(a, rows), Size(a, summed)), Size(b, columns)) <= int.MaxValue;
        if (summed.Length > 0 && rows.Length + columns.Length > 0 && fits && a.Tensor.ElementType.IsFloatingPoint)
        {
            var left = a.Ordered([.. batch, .. rows, .. summed]).ReshapeTo([.. Extents(a, batch), (int)Size(a, rows), (int)Size(a, summed)]);
            var right = b.Ordered([.. batch, .. summed, .. columns]).ReshapeTo([.. Extents(b, batch), (int)Size(b, summed), (int)Size(b, columns)]);
            return new(left.MatMul(right).ReshapeTo([.. Extents(a, batch), .. Extents(a, rows), .. Extents(b, columns)]), labels);
        }
        var product = a.Ordered([.. batch, .. rows, .. summed]).ReshapeTo([.. Extents(a, batch), .. Extents(a, rows), .. Ones(columns), .. Extents(a, summed)])
            * b.Ordered([.. batch, .. columns, .. summed]).ReshapeTo([.. Extents(b, batch), .. Ones(rows), .. Extents(b, columns), .. Extents(b, summed)]);
        return new LabelledTensor(product, [.. labels, .. summed]).SumTo(labels.ToHashSet());
    }

    private static IEnumerable<int> Extents(LabelledTensor tensor, int[] labels) => labels.Select(tensor.Extent);

    private static long Size(LabelledTensor tensor, int[] labels) => labels.Aggregate(1L, (size, label) => size * tensor.Extent(label));

    private static IEnumerable<int> Ones(int[] labels) => Enumerable.Repeat(1, labels.Length);

    private LabelledTensor Diagonal(int label)
    {
        int[] labels = Labels;
        int first = Array.IndexOf(labels, label), second = Array.LastIndexOf(labels, label), extent = Tensor.Shape[first];
        int[] others = [.. Enumerable.Range(0, labels.Length).Where(axis => axis != first && axis != second)];
        if ((long)extent * extent > int.MaxValue)
            throw new ShapeException($"Einsum: the diagonal of {Tensor.Shape}: it is read from {(long)extent * extent} elements in one row, of which there can be {int.MaxValue}.");
        return new(Tensor.Permute([.. others, first, second]).Diagonal(), [.. others.Select(axis => labels[axis]), label]);
    }
}
