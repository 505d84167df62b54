using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Functions that everybody knows, written as anybody would: the analyzer has nothing to say, but where there is something.</summary>
public class FamiliarFunctionTests
{
    [Theory]
    [InlineData("[Activation] public static double ReLU(double x) => Max(x, 0);")]
    [InlineData("[Activation] public static double LeakyReLU(double x, double slope = 0.01) => x > 0 ? x : slope * x;")]
    [InlineData("[Activation] public static double ELU(double x, double alpha = 1) => x > 0 ? x : alpha * Expm1(x);")]
    [InlineData("[Activation] public static double SELU(double x) { const double scale = 1.0507009873554805, alpha = 1.6732632423543772; return scale * (x > 0 ? x : alpha * Expm1(x)); }")]
    [InlineData("[Activation] public static double GELU(double x) => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)));")]
    [InlineData("[Activation] public static double GELUTanh(double x) => 0.5 * x * (1 + Tanh(Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));")]
    [InlineData("[Activation] public static double SiLU(double x) => x * Sigmoid(x);")]
    [InlineData("[Activation] public static double Mish(double x) => x * Tanh(Softplus(x));")]
    [InlineData("[Activation] public static double Softsign(double x) => x / (1 + Abs(x));")]
    [InlineData("[Activation] public static double HardTanh(double x) => Math.Clamp(x, -1, 1);")]
    [InlineData("[Activation] public static double HardSwish(double x) => x switch { <= -3 => 0, >= 3 => x, _ => x * (x + 3) / 6 };")]
    [InlineData("[Activation] public static double Swish(double x, double beta = 1) { double s = 1 / (1 + Exp(-beta * x)); return x * s; }")]
    [InlineData("[Activation] public static Row Softmax(Row x) { var e = Exp(x - Max(x)); return e / Sum(e); }")]
    [InlineData("[Activation] public static Row LogSoftmax(Row x) => x - LogSumExp(x);")]
    [InlineData("[Activation] public static Row RMSNorm(Row x, double epsilon = 1e-6) => x / Sqrt(Mean(Square(x)) + epsilon);")]
    [InlineData("[Loss] public static double MSE(double prediction, double target) => Square(prediction - target);")]
    [InlineData("[Loss] public static double Huber(double prediction, double target, double delta = 1) { var e = Abs(prediction - target); return e <= delta ? 0.5 * e * e : delta * (e - 0.5 * delta); }")]
    [InlineData("[Loss] public static double SmoothL1(double prediction, double target, double beta = 1) { var e = Abs(prediction - target); if (e < beta) return 0.5 * e * e / beta; return e - 0.5 * beta; }")]
    [InlineData("[Loss] public static double BinaryCrossEntropyWithLogits(double prediction, double target) => Softplus(prediction) - target * prediction;")]
    [InlineData("[Loss] public static double CrossEntropy(Row logits, int label) => LogSumExp(logits) - logits[label];")]
    [InlineData("[Loss] public static double CrossEntropy(Row logits, Row target) => Sum(target) * LogSumExp(logits) - Sum(target * logits);")]
    [InlineData("[Update] public static (double Weight, double Velocity) Momentum(double weight, double gradient, double velocity, double learningRate, double momentum = 0.9) { velocity = momentum * velocity + gradient; return (weight - learningRate * velocity, velocity); }")]
    public async Task A_familiar_function_passes_without_a_word(string method)
    {
        var project = UserProject.WithMembers(method);

        Assert.Empty(await AnalyzerRun.Diagnose(project));
        Oracle.Check(project.Build(), project.Parse().Formulas);
    }

    [Fact]
    public async Task A_logarithm_of_what_should_be_a_probability_is_told() => await AnalyzerRun.Expect(
        "AG0022", "[Loss] public static double BinaryCrossEntropy(double p, double target) => -(target * [|Log(p)|] + (1 - target) * [|Log(1 - p)|]);");

    [Fact]
    public async Task An_update_that_divides_by_what_its_step_makes_is_told() => await AnalyzerRun.Expect(
        "AG0022",
        """
        [Update]
        public static (double Weight, double M, double V) Adam(double weight, double gradient, double m, double v, double learningRate, double step, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        {
            m = beta1 * m + (1 - beta1) * gradient;
            v = beta2 * v + (1 - beta2) * Square(gradient);
            var mean = [|m / (1 - Pow(beta1, step))|];
            var variance = [|v / (1 - Pow(beta2, step))|];
            return (weight - learningRate * mean / ([|Sqrt(variance)|] + epsilon), m, v);
        }
        """);
}
