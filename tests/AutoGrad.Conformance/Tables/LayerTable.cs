using static AutoGrad.Conformance.GraphTable;
using static AutoGrad.Functions;

namespace AutoGrad.Conformance;

/// <summary>The layers, by their functional forms.</summary>
internal static class LayerTable
{
    public static IReadOnlyDictionary<string, GoldenFunction> All { get; } = new Dictionary<string, GoldenFunction>
    {
        ["Conv1d"] = Single(Convolve),
        ["Conv2d"] = Single(Convolve),
        ["Conv3d"] = Single(Convolve),
        ["ConvTranspose1d"] = Single(ConvolveTransposed),
        ["ConvTranspose2d"] = Single(ConvolveTransposed),
        ["ConvTranspose3d"] = Single(ConvolveTransposed),
        ["MaxPool1d"] = Single(PoolMax),
        ["MaxPool2d"] = Single(PoolMax),
        ["MaxPool3d"] = Single(PoolMax),
        ["AvgPool1d"] = Single(PoolMean),
        ["AvgPool2d"] = Single(PoolMean),
        ["AvgPool3d"] = Single(PoolMean),
        ["Linear"] = Single((i, _) => i["input"].MatMul(i["weight"].Transpose()) is var product && i.TryGetValue("bias", out var bias) ? product + bias : product),
        ["LayerNorm"] = Single((i, p) => LayerNorm(i["input"], Normalized(i), Of(i, "weight"), Of(i, "bias"), p.Number("eps", 1e-5))),
        ["RMSNorm"] = Single((i, p) => RMSNorm(i["input"], Normalized(i), Of(i, "weight"), p.Has("eps") ? p.Number("eps", 0) : null)),
        ["GroupNorm"] = Single((i, p) => GroupNorm(i["input"], p.Integer("groups", 1), Of(i, "weight"), Of(i, "bias"), p.Number("eps", 1e-5))),
        ["BatchNormTraining"] = Single((i, p) => BatchNorm(i["input"], Of(i, "weight"), Of(i, "bias"), p.Number("eps", 1e-5))),
        ["BatchNormInference"] = Single((i, p) => BatchNormWith(i["input"], i["mean"], i["variance"], Of(i, "weight"), Of(i, "bias"), p.Number("eps", 1e-5))),
        ["Embedding"] = Single((i, _) => i["weight"].Gather(i["indices"])),
        ["RNNTanh"] = (i, _) =>
        {
            var (sequence, hidden) = RNN(i["input"], i["weightInput"], i["weightHidden"], Of(i, "biasInput"), Of(i, "biasHidden"));
            return [sequence, hidden.Unsqueeze(0)];
        },
        ["LSTM"] = (i, _) =>
        {
            var (sequence, hidden, cell) = LSTM(i["input"], i["weightInput"], i["weightHidden"], Of(i, "biasInput"), Of(i, "biasHidden"));
            return [sequence, hidden.Unsqueeze(0), cell.Unsqueeze(0)];
        },
        ["GRU"] = (i, _) =>
        {
            var (sequence, hidden) = GRU(i["input"], i["weightInput"], i["weightHidden"], Of(i, "biasInput"), Of(i, "biasHidden"));
            return [sequence, hidden.Unsqueeze(0)];
        },
        ["ScaledDotProductAttention"] = Single((i, p) => ScaledDotProductAttention(
            i["query"], i["key"], i["value"], Of(i, "mask"), p.Flag("causal"), p.Has("scale") ? p.Number("scale", 1) : null)),
        ["MultiHeadAttention"] = Single((i, p) => MultiHeadAttention(
            i["input"], i["input"], i["input"], p.Integer("heads", 1), i["inWeight"], Of(i, "inBias"), i["outWeight"], Of(i, "outBias"), Of(i, "mask"), p.Flag("causal"))),
    };

    private static Node Convolve(IReadOnlyDictionary<string, Node> i, GoldenParameters p) => Convolution(
        i["input"], i["weight"], Of(i, "bias"), p.PerAxis("stride"), p.Padding(), p.PerAxis("dilation"), p.Integer("groups", 1));

    private static Node ConvolveTransposed(IReadOnlyDictionary<string, Node> i, GoldenParameters p) => ConvolutionTranspose(
        i["input"], i["weight"], Of(i, "bias"), p.PerAxis("stride"), p.PerAxis("padding"), p.PerAxis("outputPadding"), p.PerAxis("dilation"), p.Integer("groups", 1));

    private static Node PoolMax(IReadOnlyDictionary<string, Node> i, GoldenParameters p) =>
        MaxPool(i["input"], p.PerAxis("kernel"), p.PerAxis("stride"), p.PerAxis("padding"), p.PerAxis("dilation"), p.Flag("ceilMode"));

    private static Node PoolMean(IReadOnlyDictionary<string, Node> i, GoldenParameters p) =>
        AveragePool(i["input"], p.PerAxis("kernel"), p.PerAxis("stride"), p.PerAxis("padding"), p.Flag("ceilMode"), p.Flag("countIncludePad", true));

    private static Node? Of(IReadOnlyDictionary<string, Node> inputs, string name) => inputs.GetValueOrDefault(name);

    // PyTorch normalises over the axes that the weight has.
    private static Shape Normalized(IReadOnlyDictionary<string, Node> inputs) => Of(inputs, "weight")?.Shape ?? [inputs["input"].Shape[^1]];
}
