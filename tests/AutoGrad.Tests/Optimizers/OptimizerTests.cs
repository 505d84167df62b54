using System.Runtime.CompilerServices;
using AutoGrad.Conformance;
using AutoGrad.Tests.Golden;

namespace AutoGrad.Tests.Optimizers;

public sealed class OptimizerTests
{
    private static readonly Node Rate = Node.Input("learning rate", [], ElementType.Float64);
    private static readonly Node Step = Node.Input("step", [], ElementType.Float64);

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, GoldenCases.Optimizers.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_in_single_precision_are_those_of_PyTorch_rounded(int number)
    {
        var golden = GoldenCases.Optimizers[number];
        var weight = new Parameter("w", [golden.Initial.Length]);
        Compiled.Set(weight, golden.Initial);
        // A few roundings a step.
        foreach (var (step, weights) in OptimizerReplay.Steps(OptimizerTable.All[golden.Name](golden.Parameters), weight, golden.Gradients).Index())
            GoldenAssert.Close(golden.Weights[step], weights, $"{golden}, step {step}", 4 * (step + 1) * Math.Pow(2, -24));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_formulas_themselves_are_those_of_PyTorch(int number)
    {
        var golden = GoldenCases.Optimizers[number];
        double rate = golden.Parameters.Number("learningRate", 0), decay = golden.Parameters.Number("weightDecay", 0), momentum = golden.Parameters.Number("momentum", 0);
        double[] w = [.. golden.Initial], a = new double[w.Length], b = new double[w.Length], c = new double[w.Length];
        double rest = 0;
        for (int step = 1; step <= golden.Gradients.Length; step++)
        {
            double now = 0.9 * (1 - 0.5 * Math.Pow(0.96, step * 4e-3)), next = 0.9 * (1 - 0.5 * Math.Pow(0.96, (step + 1) * 4e-3));
            for (int i = 0; i < w.Length; i++)
            {
                double g = golden.Gradients[step - 1][i];
                (w[i], a[i], b[i], c[i]) = golden.Name switch
                {
                    "Adam" when golden.Parameters.Flag("amsgrad") => UpdateFormulas.AMSGrad(w[i], g, a[i], b[i], c[i], rate, step),
                    "Adam" => Of(UpdateFormulas.Adam(w[i], g, a[i], b[i], rate, step, weightDecay: decay)),
                    "AdamW" => Of(UpdateFormulas.AdamW(w[i], g, a[i], b[i], rate, step, weightDecay: decay)),
                    "Adamax" => Of(UpdateFormulas.Adamax(w[i], g, a[i], b[i], rate, step)),
                    "NAdam" => Of(UpdateFormulas.NAdam(w[i], g, a[i], b[i], rate, step, now, next, rest)),
                    "RAdam" => Of(UpdateFormulas.RAdam(w[i], g, a[i], b[i], rate, step)),
                    "RMSProp" when momentum > 0 => UpdateFormulas.CenteredRMSPropMomentum(w[i], g, a[i], b[i], c[i], rate, momentum: momentum),
                    "RMSProp" => Of(UpdateFormulas.RMSProp(w[i], g, a[i], rate)),
                    "Adagrad" => Of(UpdateFormulas.Adagrad(w[i], g, a[i], rate, step)),
                    "Adadelta" => Of(UpdateFormulas.Adadelta(w[i], g, a[i], b[i], rate)),
                    "Rprop" => Of(UpdateFormulas.Rprop(w[i], g, a[i], b[i], rate)),
                    _ when momentum == 0 => (UpdateFormulas.SGD(w[i], g, rate, decay), 0, 0, 0),
                    _ when golden.Parameters.Flag("nesterov") => Of(UpdateFormulas.Nesterov(w[i], g, a[i], rate, momentum, decay)),
                    _ => Of(UpdateFormulas.Momentum(w[i], g, a[i], rate, momentum, decay)),
                };
            }
            rest = 1 - (1 - rest) * now;
            GoldenAssert.Close(golden.Weights[step - 1], w, $"{golden}, step {step}");
        }

        static (double, double, double, double) Of(ITuple result) => (At(result, 0), At(result, 1), At(result, 2), At(result, 3));

        static double At(ITuple result, int index) => index < result.Length ? (double)result[index]! : 0;
    }

    [Fact]
    public void Every_case_of_an_optimizer_is_among_them() =>
        Assert.Equal(
        ["SGD", "SGD", "SGD", "Adam", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSProp", "RMSProp", "Adagrad", "Adadelta", "Rprop"],
        GoldenCases.Optimizers.Select(golden => golden.Name));

    [Fact]
    public void What_is_remembered_of_a_weight_is_shared_by_all_graphs()
    {
        var optimizer = new Adam();
        var weight = new Parameter("w", [2]);
        var first = optimizer.Updates([weight], [weight * 2], Rate, Step);
        var second = optimizer.Updates([weight], [weight * 3], Rate, Step);
        Assert.Equal(["w", "w m", "w v"], first.SelectMany(update => update.Targets).Select(target => target.Name));
        Assert.Equal(first.SelectMany(update => update.Targets), second.SelectMany(update => update.Targets));
        Assert.All(first.SelectMany(update => update.Targets).Skip(1), state => Assert.False(state.IsTrainable));
    }

    public static TheoryData<Func<Optimizer>, string> WrongOptimizers => new()
    {
        { () => new SGD(0), "SGD: the learning rate must be a positive number." },
        { () => new Adam(double.NaN), "Adam: the learning rate must be a positive number." },
        { () => new SGD(0.1, momentum: 1), "SGD: the momentum must lie from 0 to below 1." },
        { () => new SGD(0.1, nesterov: true), "SGD: Nesterov's momentum with a momentum of 0; give one, such as 0.9." },
        { () => new SGD(0.1, 0.9, nesterov: true, dampening: 0.5), "SGD: Nesterov's momentum has no dampening; leave one of them out." },
        { () => new Adam(beta1: -0.1), "Adam: the beta1 must lie from 0 to below 1." },
        { () => new Adam(beta2: 1), "Adam: the beta2 must lie from 0 to below 1." },
        { () => new AdamW(epsilon: double.NaN), "AdamW: the epsilon must lie from 0 to below ∞." },
        { () => new Adamax(beta1: 1), "Adamax: the beta1 must lie from 0 to below 1." },
        { () => new NAdam(momentumDecay: -1), "NAdam: the momentumDecay must lie from 0 to below ∞." },
        { () => new RMSProp(decay: 1), "RMSProp: the decay must lie from 0 to below 1." },
        { () => new Adagrad(initial: -1), "Adagrad: the initial must lie from 0 to below ∞." },
        { () => new Rprop(grow: 0.5), "Rprop: the grow must lie from 1 to below ∞." },
        { () => new Muon(iterations: 0), "Muon: the iterations must lie from 1 to below ∞." },
        { () => new Adafactor(decay: 0), "Adafactor: the decay must lie from" },
        { () => new AdamW(weightDecay: -1), "AdamW: the weightDecay must lie from 0 to below ∞." },
    };

    [Theory]
    [MemberData(nameof(WrongOptimizers))]
    public void Numbers_that_make_no_optimizer_are_explained(Func<Optimizer> create, string message) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(create).Message);

    [Fact]
    public void What_does_not_fit_the_weights_is_explained()
    {
        var weight = new Parameter("w", [2]);
        Assert.Equal("SGD: 1 weights and 0 gradients; each weight has one.",
            Assert.Throws<ArgumentException>(() => new SGD().Updates([weight], [], Rate, Step)).Message);
        Assert.Equal("SGD: the weight w : float32 [2] and its gradient g : float32 [3] differ in shape or element type.",
            Assert.Throws<ShapeException>(() => new SGD().Updates([weight], [Node.Input("g", [3])], Rate, Step)).Message);
        Assert.Equal("SGD: the step is n : float32 []; a single float64 number is expected: Node.Input(\"step\", [], ElementType.Float64).",
            Assert.Throws<ShapeException>(() => new SGD().Updates([weight], [weight], Rate, Node.Input("n", []))).Message);
    }
}
