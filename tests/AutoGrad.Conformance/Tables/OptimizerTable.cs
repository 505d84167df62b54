namespace AutoGrad.Conformance;

/// <summary>The optimizers.</summary>
internal static class OptimizerTable
{
    public static IReadOnlyDictionary<string, Func<GoldenParameters, Optimizer>> All { get; } = new Dictionary<string, Func<GoldenParameters, Optimizer>>
    {
        ["SGD"] = p => new SGD(Rate(p, 1e-3), p.Number("momentum", 0), p.Flag("nesterov"), Decay(p), p.Number("dampening", 0)),
        ["Adam"] = p => new Adam(Rate(p, 1e-3), Beta1(p), Beta2(p), Epsilon(p), Decay(p), p.Flag("amsgrad")),
        ["AdamW"] = p => new AdamW(Rate(p, 1e-3), Beta1(p), Beta2(p), Epsilon(p), Decay(p, 0.01), p.Flag("amsgrad")),
        ["Adamax"] = p => new Adamax(Rate(p, 2e-3), Beta1(p), Beta2(p), Epsilon(p), Decay(p)),
        ["NAdam"] = p => new NAdam(Rate(p, 2e-3), Beta1(p), Beta2(p), Epsilon(p), Decay(p), p.Number("momentumDecay", 4e-3), p.Flag("decoupledWeightDecay")),
        ["RAdam"] = p => new RAdam(Rate(p, 1e-3), Beta1(p), Beta2(p), Epsilon(p), Decay(p), p.Flag("decoupledWeightDecay")),
        ["RMSProp"] = p => new RMSProp(Rate(p, 1e-2), p.Number("alpha", 0.99), Epsilon(p), p.Number("momentum", 0), p.Flag("centered"), Decay(p)),
        ["Adagrad"] = p => new Adagrad(Rate(p, 1e-2), p.Number("learningRateDecay", 0), Decay(p), p.Number("initialAccumulator", 0), Epsilon(p, 1e-10)),
        ["Adadelta"] = p => new Adadelta(Rate(p, 1), p.Number("rho", 0.9), Epsilon(p, 1e-6), Decay(p)),
        ["Rprop"] = p => new Rprop(Rate(p, 1e-2), p.Number("etaMinus", 0.5), p.Number("etaPlus", 1.2), p.Number("minimum", 1e-6), p.Number("maximum", 50)),
    };

    private static double Rate(GoldenParameters parameters, double fallback) => parameters.Number("learningRate", fallback);

    private static double Beta1(GoldenParameters parameters) => parameters.Number("beta1", 0.9);

    private static double Beta2(GoldenParameters parameters) => parameters.Number("beta2", 0.999);

    private static double Epsilon(GoldenParameters parameters, double fallback = 1e-8) => parameters.Number("eps", fallback);

    private static double Decay(GoldenParameters parameters, double fallback = 0) => parameters.Number("weightDecay", fallback);
}
