namespace AutoGrad;

public static partial class Functions
{
    /// <summary>
    /// Einstein's summation: products of the operands' elements, summed over every label that the result does not have. <c>"ij,jk->ik"</c> is
    /// the matrix product, <c>"bij,bkj->bik"</c> that of a batch with the second transposed, <c>"ii->i"</c> the diagonal, <c>"ii"</c> the trace,
    /// <c>"...ij->...ji"</c> the transposition of the last two axes.
    /// </summary>
    /// <remarks>
    /// A letter names an axis; the same letter twice in an operand takes the diagonal. <c>...</c> stands for any number of axes, aligned at
    /// the last and broadcast; extents of 1 are repeated. Without <c>-></c> the result has the axes of <c>...</c> and then the letters that
    /// occur once, in the order of the alphabet. Spaces count for nothing. Of several operands those two are multiplied first whose
    /// product takes the fewest multiplications. The conventions are PyTorch's.
    /// </remarks>
    /// <param name="equation">The labels of each operand's axes, and after <c>-></c> those of the result.</param>
    /// <param name="operands">As many tensors as the equation names, of one type.</param>
    /// <exception cref="ShapeException">The text is no equation, or the operands do not fit it.</exception>
    public static Node Einsum(string equation, params ReadOnlySpan<Node> operands)
    {
        ArgumentNullException.ThrowIfNull(equation);
        Node[] tensors = operands.ToArray();
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i] is null)
                throw new ArgumentNullException(nameof(operands), $"Einsum: operand {i + 1} of '{equation}' is null; a node was expected.");
            if (tensors[i].ElementType == ElementType.Bool || tensors[i].ElementType != tensors[0].ElementType)
                throw new ShapeException($"Einsum: operand {i + 1} of '{equation}' is {tensors[i].ElementType.Text}, the first {tensors[0].ElementType.Text}; all must be numbers of one type: cast with Cast.");
        }
        var (terms, output) = new EinsumEquation(equation).Resolve(tensors);
        var factors = tensors.Select((tensor, i) => new LabelledTensor(tensor, terms[i]).WithDiagonals()).ToList();
        var extents = factors.SelectMany(factor => factor.Labels, (factor, label) => (Label: label, Extent: factor.Extent(label)))
            .GroupBy(axis => axis.Label, axis => axis.Extent).ToDictionary(group => group.Key, group => group.FirstOrDefault(extent => extent != 1, 1));
        for (int i = 0; i < factors.Count; i++)
            factors[i] = factors[i].WithoutRepeated(extents);

        for (int i = 0; i < factors.Count; i++)
            factors[i] = factors[i].SumTo(NeededBeside(i, i));
        while (factors.Count > 1)
        {
            var (first, second) = Cheapest(factors, extents);
            var product = LabelledTensor.Product(factors[first], factors[second], NeededBeside(first, second));
            factors.RemoveAt(second);
            factors[first] = product;
        }
        return factors[0].Ordered(output);

        // What the result and the other factors have.
        HashSet<int> NeededBeside(int first, int second) => [.. output, .. factors.Where((_, i) => i != first && i != second).SelectMany(factor => factor.Labels)];
    }

    private static (int First, int Second) Cheapest(List<LabelledTensor> factors, Dictionary<int, int> extents)
    {
        var (cheapest, least) = ((First: 0, Second: 1), double.PositiveInfinity);
        for (int second = 1; second < factors.Count; second++)
            for (int first = 0; first < second; first++)
            {
                double cost = factors[first].Labels.Union(factors[second].Labels).Aggregate(1.0, (product, label) => product * extents[label]);
                if (cost < least)
                    (cheapest, least) = ((first, second), cost);
            }
        return cheapest;
    }
}
