namespace AutoGrad.Conformance;

/// <summary>The optimizers.</summary>
internal static class OptimizerTable
{
    public static IReadOnlyDictionary<string, Func<GoldenParameters, Optimizer>> All { get; } = new Dictionary<string, Func<GoldenParameters, Optimizer>>
    {
        ["SGD"] = p => new SGD(Rate(p, 1e-3), p.Number("momentum", 0), p.Flag("nesterov"), Decay(p)),
        ["Adam"] = p => new Adam(Rate(p, 1e-3), p.Number("beta1", 0.9), p.Number("beta2", 0.999), p.Number("eps", 1e-8), Decay(p), p.Flag("amsgrad")),
        ["AdamW"] = p => new AdamW(Rate(p, 1e-3), p.Number("beta1", 0.9), p.Number("beta2", 0.999), p.Number("eps", 1e-8), Decay(p, 0.01), p.Flag("amsgrad")),
        ["Adamax"] = p => new Adamax(Rate(p, 2e-3), p.Number("beta1", 0.9), p.Number("beta2", 0.999), p.Number("eps", 1e-8), Decay(p)),
        ["NAdam"] = p => new NAdam(Rate(p, 2e-3), weightDecay: Decay(p)),
        ["RAdam"] = p => new RAdam(Rate(p, 1e-3), weightDecay: Decay(p)),
        ["RMSProp"] = p => new RMSProp(Rate(p, 1e-2), momentum: p.Number("momentum", 0), centered: p.Flag("centered"), weightDecay: Decay(p)),
        ["Adagrad"] = p => new Adagrad(Rate(p, 1e-2), weightDecay: Decay(p)),
        ["Adadelta"] = p => new Adadelta(Rate(p, 1), weightDecay: Decay(p)),
        ["Rprop"] = p => new Rprop(Rate(p, 1e-2)),
    };

    private static double Rate(GoldenParameters parameters, double fallback) => parameters.Number("learningRate", fallback);

    private static double Decay(GoldenParameters parameters, double fallback = 0) => parameters.Number("weightDecay", fallback);
}
