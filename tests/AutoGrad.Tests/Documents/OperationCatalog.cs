using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>What the page of operations adds to what the members say of themselves: a part to stand in, an example, and other libraries' names.</summary>
/// <param name="Part">The part of the page.</param>
/// <param name="PyTorch">What PyTorch calls it; empty if it has none.</param>
/// <param name="Keras">What Keras calls it; empty if it has none.</param>
/// <param name="Example">The function of x [4, 6] whose gradient is shown; null if none is.</param>
internal sealed record OperationEntry(string Part, string PyTorch, string Keras, Func<Node, Node>? Example = null);

/// <summary>The entries by the names of methods. A method without one stands in the last part of the page.</summary>
internal static class OperationCatalog
{
    private const string Layout = "Shape and layout", Choice = "Choosing and placing elements", Order = "Order", Reductions = "Reductions and accumulation",
        Products = "Products", Spatial = "Convolution, pooling and images", Conditions = "Conditions", Activations = "Activations that are no formula", Making = "Making tensors", Random = "Random numbers", Layers = "Normalisation, recurrence and attention", Loops = "Derivatives and loops", Other = "Gradients and types";

    private static readonly Node Rows = Node.Input("i", [2], ElementType.Int32), Places = Node.Input("i", [4, 6], ElementType.Int32),
        Weights = Node.Input("w", [6, 3]), Source = Node.Input("s", [4, 6]), Mask = Node.Input("mask", [4, 6], ElementType.Bool);

    /// <summary>The parts in the order of the page.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Layout, Choice, Order, Reductions, Products, Spatial, Activations, Conditions, Layers, Making, Random, Other, Loops, "More"];

    public static IReadOnlyDictionary<string, OperationEntry> Entries { get; } = new Dictionary<string, OperationEntry>
    {
        ["Reshape"] = new(Layout, "reshape", "reshape", x => x.Reshape(3, -1)), ["ReshapeTo"] = new(Layout, "reshape", "reshape"),
        ["Permute"] = new(Layout, "permute", "transpose", x => x.Permute(1, 0)), ["Transpose"] = new(Layout, "mT", "swapaxes", x => x.Transpose()),
        ["BroadcastTo"] = new(Layout, "broadcast_to, expand", "broadcast_to", x => x.BroadcastTo([2, 4, 6])),
        ["Squeeze"] = new(Layout, "squeeze", "squeeze"), ["Unsqueeze"] = new(Layout, "unsqueeze", "expand_dims", x => x.Unsqueeze(1)),
        ["Concatenate"] = new(Layout, "cat", "concatenate", x => Concatenate([Source, x])), ["Stack"] = new(Layout, "stack", "stack", x => Stack([Source, x])),
        ["Split"] = new(Layout, "split", "split", x => x.Split(2)[0]), ["Chunk"] = new(Layout, "chunk", "array_split", x => x.Chunk(3)[0]),
        ["Unstack"] = new(Layout, "unbind", "unstack", x => x.Unstack()[1]),
        ["Pad"] = new(Layout, "nn.functional.pad", "pad", x => x.Pad([0, 1], [0, 2])), ["Flip"] = new(Layout, "flip", "flip", x => x.Flip(1)),
        ["Roll"] = new(Layout, "roll", "roll", x => x.Roll(1, 0)), ["Tile"] = new(Layout, "tile, Tensor.repeat", "tile", x => x.Tile(2)),
        ["Repeat"] = new(Layout, "repeat_interleave", "repeat", x => x.Repeat(2, 0)),
        ["Windows"] = new(Layout, "Tensor.unfold", "", x => x.Windows(1, 3)), ["Fold"] = new(Layout, "", "", x => x.Fold(0, 9)),
        ["this"] = new(Choice, "x[…]", "x[…]", x => x[1.., Slice.Step(.., 2)]),
        ["Gather"] = new(Choice, "index_select", "take", x => x.Gather(Rows, axis: 1)), ["GatherElements"] = new(Choice, "gather", "take_along_axis", x => x.GatherElements(Places, 1)),
        ["ScatterAdd"] = new(Choice, "scatter_add", "", x => Source.ScatterAdd(Places, x, 1)), ["Scatter"] = new(Choice, "scatter", "", x => x.Scatter(Places, Source, 1)),
        ["MaskedFill"] = new(Choice, "masked_fill", "where", x => x.MaskedFill(Mask, 0)), ["Where"] = new(Choice, "where", "where", x => Where(Mask, x, Source)),
        ["Tril"] = new(Choice, "tril", "tril", x => x.Tril()), ["Triu"] = new(Choice, "triu", "triu", x => x.Triu()),
        ["Diagonal"] = new(Choice, "diagonal(dim1=-2, dim2=-1)", "diagonal", x => x.Diagonal()), ["DiagonalMatrix"] = new(Choice, "diag_embed", "diag", x => x.DiagonalMatrix()),
        ["Sort"] = new(Order, "sort", "sort", x => x.Sort()), ["ArgSort"] = new(Order, "argsort(stable=True)", "argsort", x => x.ArgSort().Cast(ElementType.Float32)),
        ["TopK"] = new(Order, "topk", "top_k", x => x.TopK(2).Values), ["ArgMax"] = new(Order, "argmax", "argmax", x => x.ArgMax().Cast(ElementType.Float32)),
        ["ArgMin"] = new(Order, "argmin", "argmin", x => x.ArgMin().Cast(ElementType.Float32)),
        ["Sum"] = new(Reductions, "sum", "sum", x => x.Sum(1)), ["Mean"] = new(Reductions, "mean", "mean", x => x.Mean(1)),
        ["Max"] = new(Reductions, "amax, maximum", "max, maximum", x => x.Max(1)), ["Min"] = new(Reductions, "amin, minimum", "min, minimum", x => x.Min(1)),
        ["LogSumExp"] = new(Reductions, "logsumexp", "logsumexp", x => x.LogSumExp(1)), ["Product"] = new(Reductions, "prod", "prod", x => x[0].Product()),
        ["CumulativeSum"] = new(Reductions, "cumsum", "cumsum", x => x.CumulativeSum(1)), ["CumulativeProduct"] = new(Reductions, "cumprod", "cumprod", x => x.CumulativeProduct(1)),
        ["Variance"] = new(Reductions, "var", "var(correction=0)", x => x.Variance(1)), ["StandardDeviation"] = new(Reductions, "std", "std(correction=0)", x => x.StandardDeviation(1)),
        ["Norm"] = new(Reductions, "linalg.vector_norm", "norm", x => x.Norm(1)), ["Any"] = new(Reductions, "any", "any"), ["All"] = new(Reductions, "all", "all"),
        ["MatMul"] = new(Products, "matmul", "matmul", x => x.MatMul(Weights)), ["Einsum"] = new(Products, "einsum", "einsum", x => Einsum("ij,jk->ik", x, Weights)),
        ["Dot"] = new(Products, "dot", "dot", x => Dot(x[0], Source[0])), ["Outer"] = new(Products, "outer", "outer", x => Outer(x[0], Source[0])),
        ["CosineSimilarity"] = new(Products, "nn.functional.cosine_similarity", "", x => CosineSimilarity(x, Source)),
        ["PairwiseDistance"] = new(Products, "nn.functional.pairwise_distance", "", x => PairwiseDistance(x, Source)),
        ["Lerp"] = new(Products, "lerp", "", x => Lerp(x, Source, Node.Constant(0.25))),
        ["Convolution"] = new(Spatial, "nn.functional.conv1d, conv2d, conv3d", "conv, depthwise_conv"), ["ConvolutionTranspose"] = new(Spatial, "nn.functional.conv_transpose1d, 2d, 3d", "conv_transpose"),
        ["MaxPool"] = new(Spatial, "nn.functional.max_pool1d, 2d, 3d", "max_pool"), ["MaxPoolWithIndices"] = new(Spatial, "the same with return_indices=True", ""),
        ["AveragePool"] = new(Spatial, "nn.functional.avg_pool1d, 2d, 3d", "average_pool"), ["LpPool"] = new(Spatial, "nn.functional.lp_pool1d, 2d, 3d", ""),
        ["AdaptiveMaxPool"] = new(Spatial, "nn.functional.adaptive_max_pool1d, 2d, 3d", "adaptive_max_pool"), ["AdaptiveMaxPoolWithIndices"] = new(Spatial, "the same with return_indices=True", ""),
        ["AdaptiveAveragePool"] = new(Spatial, "nn.functional.adaptive_avg_pool1d, 2d, 3d", "adaptive_average_pool"), ["MaxUnpool"] = new(Spatial, "nn.functional.max_unpool1d, 2d, 3d", ""),
        ["GlobalMaxPool"] = new(Spatial, "amax", "layers.GlobalMaxPooling1D, 2D, 3D"), ["GlobalAveragePool"] = new(Spatial, "mean", "layers.GlobalAveragePooling1D, 2D, 3D"),
        ["PadSpatial"] = new(Spatial, "nn.functional.pad(mode=…)", "pad(mode=…)"), ["Interpolate"] = new(Spatial, "nn.functional.interpolate", "image.resize"),
        ["PixelShuffle"] = new(Spatial, "nn.functional.pixel_shuffle", ""), ["PixelUnshuffle"] = new(Spatial, "nn.functional.pixel_unshuffle", ""),
        ["Unfold"] = new(Spatial, "nn.functional.unfold", "image.extract_patches"),
        ["GLU"] = new(Activations, "nn.functional.glu", "glu"), ["SwiGLU"] = new(Activations, "", ""), ["GumbelSoftmax"] = new(Activations, "nn.functional.gumbel_softmax", ""),
        ["PReLU"] = new(Activations, "nn.functional.prelu", "layers.PReLU"), ["RReLU"] = new(Activations, "nn.functional.rrelu", ""), ["Softmax2d"] = new(Activations, "nn.Softmax2d", ""),
        ["Sparsemax"] = new(Activations, "", "sparsemax"),
        ["BatchNorm"] = new(Layers, "nn.functional.batch_norm(training=True)", "layers.BatchNormalization"), ["BatchNormWith"] = new(Layers, "nn.functional.batch_norm", "batch_normalization"),
        ["LayerNorm"] = new(Layers, "nn.functional.layer_norm", "layers.LayerNormalization"), ["RMSNorm"] = new(Layers, "nn.functional.rms_norm", "layers.RMSNormalization"),
        ["GroupNorm"] = new(Layers, "nn.functional.group_norm", "layers.GroupNormalization"), ["InstanceNorm"] = new(Layers, "nn.functional.instance_norm", "layers.GroupNormalization(groups=-1)"),
        ["RNN"] = new(Layers, "nn.RNN", "layers.SimpleRNN"), ["GRU"] = new(Layers, "nn.GRU", "layers.GRU"), ["LSTM"] = new(Layers, "nn.LSTM", "layers.LSTM"),
        ["ScaledDotProductAttention"] = new(Layers, "nn.functional.scaled_dot_product_attention", "dot_product_attention"),
        ["MultiHeadAttention"] = new(Layers, "nn.functional.multi_head_attention_forward", "layers.MultiHeadAttention"),
        ["SinusoidalPositionalEncoding"] = new(Layers, "", ""), ["RotaryPositionalEncoding"] = new(Layers, "", ""),
        ["IsFinite"] = new(Conditions, "isfinite", "isfinite"), ["IsNaN"] = new(Conditions, "isnan", "isnan"),
        ["Equal"] = new(Conditions, "eq", "equal"), ["NotEqual"] = new(Conditions, "ne", "not_equal"),
        ["Constant"] = new(Making, "tensor", "convert_to_tensor"), ["Input"] = new(Making, "", "Input"), ["Arange"] = new(Making, "arange", "arange"), ["OneHot"] = new(Making, "nn.functional.one_hot", "one_hot"),
        ["Meshgrid"] = new(Making, "meshgrid(indexing=\"ij\")", "meshgrid"),
        ["Uniform"] = new(Random, "rand", "random.uniform"), ["Normal"] = new(Random, "randn", "random.normal"),
        ["Bernoulli"] = new(Random, "bernoulli", "random.binomial"), ["Permutation"] = new(Random, "randperm", "random.shuffle"),
        ["Cast"] = new(Other, "Tensor.to", "cast"), ["StopGradient"] = new(Other, "detach", "stop_gradient"),
        ["Scan.Over"] = new(Loops, "", "scan"), ["Scan.Repeat"] = new(Loops, "", "fori_loop"),
        ["Gradient.Of"] = new(Loops, "autograd.grad", ""), ["Gradient.Vjp"] = new(Loops, "func.vjp", ""), ["Gradient.Jvp"] = new(Loops, "func.jvp", ""), ["Gradient.Hvp"] = new(Loops, "autograd.functional.hvp", ""),
        ["Gradient.Checkpoint"] = new(Loops, "utils.checkpoint.checkpoint", "remat"), ["Gradient.Custom"] = new(Loops, "autograd.Function", "custom_gradient"),
        ["ClipGradient"] = new(Other, "", "", x => x.ClipGradient(-1, 1)), ["ScaleGradient"] = new(Other, "", "", x => x.ScaleGradient(0.5)), ["ReverseGradient"] = new(Other, "", "", x => x.ReverseGradient()),
        ["Clip"] = new(Choice, "clamp", "clip", x => Clip(x, -1, 1)), ["Polygamma"] = new(Other, "polygamma", ""),
    };

    /// <summary>Names of element-wise functions where they are not our own in small letters.</summary>
    public static IReadOnlyDictionary<string, (string PyTorch, string Keras)> Elementwise { get; } = new Dictionary<string, (string, string)>
    {
        ["add"] = ("+", "+"), ["subtract"] = ("-", "-"), ["multiply"] = ("*", "*"), ["divide"] = ("/", "/"), ["negate"] = ("-", "-"), ["abs"] = ("abs", "abs"),
        ["less"] = ("<", "<"), ["less_or_equal"] = ("<=", "<="), ["greater"] = (">", ">"), ["greater_or_equal"] = (">=", ">="), ["equal"] = ("eq", "equal"),
        ["not_equal"] = ("ne", "not_equal"), ["and"] = ("logical_and, &", "logical_and"), ["or"] = ("logical_or, |", "logical_or"), ["not"] = ("logical_not, ~", "logical_not"),
        ["select"] = ("where", "where"), ["stop_gradient"] = ("detach", "stop_gradient"), ["ceiling"] = ("ceil", "ceil"), ["min"] = ("minimum", "minimum"), ["max"] = ("maximum", "maximum"),
        ["asin"] = ("asin", "arcsin"), ["acos"] = ("acos", "arccos"), ["atan"] = ("atan", "arctan"), ["atan2"] = ("atan2", "arctan2"), ["asinh"] = ("asinh", "arcsinh"),
        ["acosh"] = ("acosh", "arccosh"), ["atanh"] = ("atanh", "arctanh"), ["erfc"] = ("erfc", ""), ["logsigmoid"] = ("nn.functional.logsigmoid", "log_sigmoid"),
        ["zeta"] = ("special.zeta", ""), ["truncate"] = ("trunc", "trunc"), ["softplus"] = ("nn.functional.softplus", "softplus"), ["pow"] = ("pow", "power"), ["loggamma"] = ("lgamma", ""), ["digamma"] = ("digamma", ""),
    };
}
