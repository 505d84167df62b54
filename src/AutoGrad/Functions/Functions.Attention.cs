namespace AutoGrad;

public static partial class Functions
{
    /// <summary>softmax(query · keyᵀ/√width) · value (Vaswani 2017): every query takes the mean of the values, weighted by how well their keys match it.</summary>
    /// <param name="query">[…, queries, width].</param>
    /// <param name="key">[…, keys, width].</param>
    /// <param name="value">[…, keys, features].</param>
    /// <param name="mask">
    /// [queries, keys], or with leading axes that broadcast: bool, where a query may look at a key, or numbers that are added to the scores,
    /// −∞ where it may not. A query that may look at no key gets zeros, and passes on none of its gradient.
    /// </param>
    /// <param name="causal">Whether query i may only look at the keys 0 … i.</param>
    /// <returns>[…, queries, features].</returns>
    /// <exception cref="ShapeException">Shapes or types do not fit.</exception>
    public static Node ScaledDotProductAttention(Node query, Node key, Node value, Node? mask = null, bool causal = false)
    {
        CheckAttention(query, key, value);
        int queries = query.Shape[^2], keys = key.Shape[^2];
        var scores = query.MatMul(key.Transpose()) / Math.Sqrt(query.Shape[^1]);
        if (mask is not null && Shape.Broadcast(mask.Shape, scores.Shape) != scores.Shape)
            throw new ShapeException($"ScaledDotProductAttention: the mask {mask.Shape} does not broadcast to the scores, {scores.Shape}.");
        if (mask is not null && mask.ElementType != ElementType.Bool && mask.ElementType != scores.ElementType)
            throw new ShapeException($"ScaledDotProductAttention: the mask is {mask.ElementType.Text}; bool says where a query may look, {scores.ElementType.Text} is added to the scores.");
        var allowed = mask is null or { ElementType: ElementType.Bool } ? mask : mask > double.NegativeInfinity;
        // What an infinite number forbids is left out like what a condition forbids: rows of nothing else stay free of NaN.
        if (mask is not null && mask != allowed)
            scores += Where(allowed!, mask, 0);
        if (causal)
        {
            var earlier = Arange(queries).Unsqueeze(1) >= Arange(keys);
            allowed = allowed is null ? earlier : allowed & earlier;
        }
        if (allowed is null)
            return Softmax(scores).MatMul(value);
        var any = allowed.Any(-1, keepDims: true);
        // Where nothing may be looked at, everything is for a moment, so that no row is empty.
        var shares = Softmax(Where(allowed | ~any, scores, double.NegativeInfinity));
        return Where(any, shares, 0).MatMul(value);
    }

    /// <summary>
    /// Attention by several heads at once (Vaswani 2017): query, key and value are projected, shared out to the heads along the features,
    /// attended to by each, and what comes out is joined and projected again. Weights lie as in PyTorch.
    /// </summary>
    /// <param name="query">[samples, queries, features].</param>
    /// <param name="key">[samples, keys, features].</param>
    /// <param name="value">[samples, keys, features].</param>
    /// <param name="heads">How many heads share the features.</param>
    /// <param name="inWeight">[3 · features, features]: the projections of query, key and value, one under the other.</param>
    /// <param name="inBias">[3 · features]; none by default.</param>
    /// <param name="outWeight">[features, features].</param>
    /// <param name="outBias">[features]; none by default.</param>
    /// <param name="mask">As for <see cref="ScaledDotProductAttention"/>, that broadcasts to [samples, heads, queries, keys].</param>
    /// <param name="causal">Whether query i may only look at the keys 0 … i.</param>
    /// <returns>[samples, queries, features].</returns>
    /// <exception cref="ShapeException">Shapes or types do not fit, or the heads do not share out the features.</exception>
    public static Node MultiHeadAttention(
        Node query, Node key, Node value, int heads, Node inWeight, Node? inBias, Node outWeight, Node? outBias = null, Node? mask = null, bool causal = false)
    {
        foreach (var (input, name) in new[] { (query, "query"), (key, "key"), (value, "value") })
        {
            ArgumentNullException.ThrowIfNull(input, name);
            if (input.Shape.Rank != 3 || input.Shape[2] != query.Shape[^1])
                throw new ShapeException($"MultiHeadAttention: the {name} has the shape {input.Shape}; [samples, {(name == "query" ? "queries" : "keys")}, {(name == "query" ? "features" : query.Shape[^1])}] is expected.");
        }
        if (key.Shape[0] != query.Shape[0] || value.Shape[0] != query.Shape[0])
            throw new ShapeException($"MultiHeadAttention: query, key and value have {query.Shape[0]}, {key.Shape[0]} and {value.Shape[0]} samples; there must be as many of each.");
        int features = query.Shape[2];
        if (heads < 1 || features % heads != 0)
            throw new ShapeException($"MultiHeadAttention: {heads} heads cannot share {features} features out evenly.");
        RequireShape(inWeight ?? throw new ArgumentNullException(nameof(inWeight)), [3 * features, features], "MultiHeadAttention", "input weight");
        RequireShape(outWeight ?? throw new ArgumentNullException(nameof(outWeight)), [features, features], "MultiHeadAttention", "output weight");
        RequireShape(inBias, [3 * features], "MultiHeadAttention", "input bias");
        RequireShape(outBias, [features], "MultiHeadAttention", "output bias");
        var weights = inWeight.Split(3);
        var biases = inBias?.Split(3);
        var attended = ScaledDotProductAttention(Head(query, 0), Head(key, 1), Head(value, 2), mask, causal);
        return Scaled(attended.Permute(0, 2, 1, 3).ReshapeTo(query.Shape).MatMul(outWeight.Transpose()), null, outBias);

        Node Head(Node x, int part) => Scaled(x.MatMul(weights[part].Transpose()), null, biases?[part])
            .ReshapeTo([x.Shape[0], x.Shape[1], heads, features / heads]).Permute(0, 2, 1, 3);
    }

    private static void CheckAttention(Node query, Node key, Node value)
    {
        foreach (var (input, name) in new[] { (query, nameof(query)), (key, nameof(key)), (value, nameof(value)) })
        {
            ArgumentNullException.ThrowIfNull(input, name);
            if (input.Shape.Rank < 2)
                throw new ShapeException($"ScaledDotProductAttention: the {name} has the shape {input.Shape}; […, positions, features] is expected.");
        }
        if (query.Shape[^1] != key.Shape[^1])
            throw new ShapeException($"ScaledDotProductAttention: queries of width {query.Shape[^1]} and keys of width {key.Shape[^1]} cannot be compared: {query.Shape}, {key.Shape}.");
        if (key.Shape[^2] != value.Shape[^2])
            throw new ShapeException($"ScaledDotProductAttention: there are {key.Shape[^2]} keys and {value.Shape[^2]} values; each key has its value: {key.Shape}, {value.Shape}.");
    }
}
