using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>Heads that attend, with their projections as nodes, however a layer keeps these.</summary>
/// <param name="Count">How many heads share the features.</param>
/// <param name="InWeights">The projections of query, key and value: [features, what each of them has].</param>
/// <param name="InBias">[3 · features], or none.</param>
/// <param name="OutWeight">[features, features].</param>
/// <param name="OutBias">[features], or none.</param>
internal sealed record AttentionHeads(int Count, Node[] InWeights, Node? InBias, Node OutWeight, Node? OutBias)
{
    private static readonly string[] Names = ["query", "key", "value"];

    public bool IsCausal { get; init; }

    public double Dropout { get; init; }

    public Func<Node, Node>? Positions { get; init; }

    private int Features => InWeights[0].Shape[0];

    public Node Attend(Node query, Node key, Node value, Node? mask, Node? keyMask)
    {
        CheckWeights();
        CheckInputs(query, key, value);
        // With three axes it could be meant for the samples or for the heads.
        if (mask is { Shape.Rank: 3 })
            throw new ShapeException($"MultiHeadAttention: the mask has the shape {mask.Shape}; [queries, keys] is expected, or [samples, heads, queries, keys], where 1 stands for all samples or heads.");
        var biases = InBias?.Split(3);
        Node[] heads = [Projected(query, 0), Projected(key, 1), Projected(value, 2)];
        if (Positions is not null)
            (heads[0], heads[1]) = (Positions(heads[0]), Positions(heads[1]));
        var attended = ScaledDotProductAttention(heads[0], heads[1], heads[2], OfKeys(mask, keyMask, key.Shape), IsCausal, dropout: Dropout);
        return WithBias(attended.Permute(0, 2, 1, 3).ReshapeTo(query.Shape.With(2, Features)).MatMul(OutWeight.Transpose()), OutBias);

        Node Projected(Node x, int part) => WithBias(x.MatMul(InWeights[part].Transpose()), biases?[part])
            .ReshapeTo([x.Shape[0], x.Shape[1], Count, Features / Count]).Permute(0, 2, 1, 3);
    }

    private static Node WithBias(Node x, Node? bias) => bias is null ? x : x + bias;

    /// <summary>The mask, which also leaves out the keys that are not real.</summary>
    private static Node? OfKeys(Node? mask, Node? keyMask, Shape key)
    {
        if (keyMask is null)
            return mask;
        if (keyMask.ElementType != ElementType.Bool || keyMask.Shape != [key[0], key[1]])
            throw new ShapeException($"MultiHeadAttention: the mask of keys is {keyMask.ElementType.Text} {keyMask.Shape}; bool [{key[0]}, {key[1]}] is expected, true for the keys of a sample that are real.");
        var real = keyMask.ReshapeTo([key[0], 1, 1, key[1]]);
        return mask switch
        {
            null => real,
            { ElementType: ElementType.Bool } => mask & real,
            { ElementType.IsFloatingPoint: true } => Where(real, mask, double.NegativeInfinity),
            // No mask: what takes it says so.
            _ => mask,
        };
    }

    private void CheckWeights()
    {
        if (Count < 1 || Features % Count != 0)
            throw new ShapeException($"MultiHeadAttention: {Count} heads cannot share {Features} features out evenly.");
        Require(InBias, [3 * Features], "input bias");
        Require(OutWeight ?? throw new ArgumentNullException("outWeight"), [Features, Features], "output weight");
        Require(OutBias, [Features], "output bias");
    }

    private void CheckInputs(params ReadOnlySpan<Node> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(inputs[i], Names[i]);
            int features = InWeights[i].Shape[1];
            if (inputs[i].Shape.Rank != 3 || inputs[i].Shape[2] != features)
                throw new ShapeException($"MultiHeadAttention: the {Names[i]} has the shape {inputs[i].Shape}; [samples, {(i == 0 ? "queries" : "keys")}, {features}] is expected.");
        }
        var (query, key, value) = (inputs[0].Shape, inputs[1].Shape, inputs[2].Shape);
        if (key[0] != query[0] || value[0] != query[0])
            throw new ShapeException($"MultiHeadAttention: query, key and value have {query[0]}, {key[0]} and {value[0]} samples; there must be as many of each.");
        if (key[1] != value[1])
            throw new ShapeException($"MultiHeadAttention: there are {key[1]} keys and {value[1]} values; each key has its value: {key}, {value}.");
    }

    private static void Require(Node? weight, Shape shape, string name)
    {
        if (weight is not null && weight.Shape != shape)
            throw new ShapeException($"MultiHeadAttention: the {name} has the shape {weight.Shape}; {shape} is expected.");
    }
}
