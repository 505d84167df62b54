namespace AutoGrad;

// Attention drops shares in training, and so has the mode and the random numbers of a scope.
public static partial class Functions
{
    /// <summary>softmax(query · keyᵀ · scale) · value (Vaswani 2017): every query takes the mean of the values, weighted by how well their keys match it.</summary>
    /// <param name="query">[…, queries, width].</param>
    /// <param name="key">[…, keys, width].</param>
    /// <param name="value">[…, keys, features].</param>
    /// <param name="mask">
    /// [queries, keys], or with leading axes that broadcast: bool, where a query may look at a key, or numbers that are added to the scores,
    /// −∞ where it may not. A query that may look at no key gets zeros, and passes on none of its gradient.
    /// </param>
    /// <param name="causal">Whether query i may only look at the keys 0 … i.</param>
    /// <param name="scale">What scores are multiplied with; 1/√width by default.</param>
    /// <param name="dropout">
    /// The share of the weights that is dropped when a <see cref="BuildScope"/> is open for training, as <see cref="AutoGrad.Dropout"/> does; in inference
    /// nothing is.
    /// </param>
    /// <returns>[…, queries, features].</returns>
    /// <exception cref="ShapeException">Shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not finite, or dropout is no share.</exception>
    public static Node ScaledDotProductAttention(
        Node query, Node key, Node value, Node? mask = null, bool causal = false, double? scale = null, double dropout = 0)
    {
        CheckAttention(query, key, value);
        if (scale is { } given && !double.IsFinite(given))
            throw new ArgumentOutOfRangeException(nameof(scale), given, "ScaledDotProductAttention: the scale that scores are multiplied with must be finite.");
        var scores = query.MatMul(key.Transpose()) * (scale ?? 1 / Math.Sqrt(query.Shape[^1]));
        if (mask is not null)
            CheckMask(mask, scores);
        return Dropping.Drop(Shares(scores, mask, causal), LayerNumbers.Rate(dropout, nameof(ScaledDotProductAttention))).MatMul(value);
    }

    /// <summary>The weights of the values: 0 where a query may not look, and else the softmax of the scores.</summary>
    private static Node Shares(Node scores, Node? mask, bool causal)
    {
        var allowed = mask is null or { ElementType: ElementType.Bool } ? mask : NotEqual(mask, double.NegativeInfinity);
        // What an infinite number forbids is left out like what a condition forbids: rows of nothing else stay free of NaN.
        if (mask is not null && mask != allowed)
            scores += Where(allowed!, mask, 0);
        var earlier = causal ? Arange(scores.Shape[^2]).Unsqueeze(1) >= Arange(scores.Shape[^1]) : null;
        if (allowed is null)
            // Every query has an earlier key.
            return Softmax(earlier is null ? scores : Where(earlier, scores, double.NegativeInfinity));
        if (earlier is not null)
            allowed &= earlier;
        var any = allowed.Any(-1, keepDims: true);
        // Where nothing may be looked at, everything is for a moment, so that no row is empty.
        return Where(any, Softmax(Where(allowed | ~any, scores, double.NegativeInfinity)), 0);
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

    private static void CheckMask(Node mask, Node scores)
    {
        if (Shape.Broadcast(mask.Shape, scores.Shape) != scores.Shape)
            throw new ShapeException($"ScaledDotProductAttention: the mask {mask.Shape} does not broadcast to the scores, {scores.Shape}.");
        if (mask.ElementType != ElementType.Bool && mask.ElementType != scores.ElementType)
            throw new ShapeException($"ScaledDotProductAttention: the mask is {mask.ElementType.Text}; bool says where a query may look, {scores.ElementType.Text} is added to the scores.");
    }
}
