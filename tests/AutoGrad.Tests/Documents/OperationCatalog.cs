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
        Products = "Products", Spatial = "Convolution, pooling and images", Conditions = "Conditions", Making = "Making tensors", Random = "Random numbers", Other = "Gradients and types";

    private static readonly Node Rows = Node.Input("i", [2], ElementType.Int32), Places = Node.Input("i", [4, 6], ElementType.Int32),
        Weights = Node.Input("w", [6, 3]), Source = Node.Input("s", [4, 6]), Mask = Node.Input("mask", [4, 6], ElementType.Bool);

    /// <summary>The parts in the order of the page.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Layout, Choice, Order, Reductions, Products, Spatial, Conditions, Making, Random, Other, "More"];

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
        ["MatMul"] = new(Products, "matmul", "matmul", x => x.MatMul(Weights)),
        ["Convolution"] = new(Spatial, "nn.functional.conv1d, conv2d, conv3d", "conv, depthwise_conv"), ["ConvolutionTranspose"] = new(Spatial, "nn.functional.conv_transpose1d, 2d, 3d", "conv_transpose"),
        ["MaxPool"] = new(Spatial, "nn.functional.max_pool1d, 2d, 3d", "max_pool"), ["MaxPoolWithIndices"] = new(Spatial, "the same with return_indices=True", ""),
        ["AveragePool"] = new(Spatial, "nn.functional.avg_pool1d, 2d, 3d", "average_pool"), ["LpPool"] = new(Spatial, "nn.functional.lp_pool1d, 2d, 3d", ""),
        ["AdaptiveMaxPool"] = new(Spatial, "nn.functional.adaptive_max_pool1d, 2d, 3d", "adaptive_max_pool"), ["AdaptiveMaxPoolWithIndices"] = new(Spatial, "the same with return_indices=True", ""),
        ["AdaptiveAveragePool"] = new(Spatial, "nn.functional.adaptive_avg_pool1d, 2d, 3d", "adaptive_average_pool"), ["MaxUnpool"] = new(Spatial, "nn.functional.max_unpool1d, 2d, 3d", ""),
        ["GlobalMaxPool"] = new(Spatial, "amax", "layers.GlobalMaxPooling1D, 2D, 3D"), ["GlobalAveragePool"] = new(Spatial, "mean", "layers.GlobalAveragePooling1D, 2D, 3D"),
        ["PadSpatial"] = new(Spatial, "nn.functional.pad(mode=…)", "pad(mode=…)"), ["Interpolate"] = new(Spatial, "nn.functional.interpolate", "image.resize"),
        ["PixelShuffle"] = new(Spatial, "nn.functional.pixel_shuffle", ""), ["PixelUnshuffle"] = new(Spatial, "nn.functional.pixel_unshuffle", ""),
        ["Unfold"] = new(Spatial, "nn.functional.unfold", "image.extract_patches"),
        ["Equal"] = new(Conditions, "eq", "equal"), ["NotEqual"] = new(Conditions, "ne", "not_equal"),
        ["Constant"] = new(Making, "tensor", "convert_to_tensor"), ["Input"] = new(Making, "", "Input"), ["Arange"] = new(Making, "arange", "arange"), ["OneHot"] = new(Making, "nn.functional.one_hot", "one_hot"),
        ["Meshgrid"] = new(Making, "meshgrid(indexing=\"ij\")", "meshgrid"),
        ["Uniform"] = new(Random, "rand", "random.uniform"), ["Normal"] = new(Random, "randn", "random.normal"),
        ["Bernoulli"] = new(Random, "bernoulli", "random.binomial"), ["Permutation"] = new(Random, "randperm", "random.shuffle"),
        ["Cast"] = new(Other, "Tensor.to", "cast"), ["StopGradient"] = new(Other, "detach", "stop_gradient"),
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
        ["softplus"] = ("nn.functional.softplus", "softplus"), ["pow"] = ("pow", "power"), ["loggamma"] = ("lgamma", ""), ["digamma"] = ("digamma", ""), ["polygamma"] = ("polygamma", ""),
        ["trunc"] = ("trunc", "trunc"), ["exp2"] = ("exp2", "exp2"), ["log2"] = ("log2", "log2"), ["log10"] = ("log10", "log10"),
    };
}
