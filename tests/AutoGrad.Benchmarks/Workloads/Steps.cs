using static AutoGrad.Benchmarks.Networks;

namespace AutoGrad.Benchmarks;

/// <summary>Steps of training: forward, gradient and update of all weights.</summary>
internal static class Steps
{
    private const int Classes = 10, Vocabulary = 65;

    public static IReadOnlyList<StepWorkload> All { get; } =
    [
        new("step/mlp-2-16-16-1-tanh-mse-b32-sgd", 2000, () => Perceptron(() => new Tanh(), 2, 16, 16, 1), Numbers(32, 2), Numbers(32, 1), SGD),
        Digits(64, "sgd", SGD), Digits(64, "adam", Adam), Digits(512, "sgd", SGD), Digits(512, "adam", Adam),
        new("step/mlp-1024x3-gelu-mse-b256-adam", 40, () => Perceptron(() => new GELU(), 1024, 1024, 1024, 1024), Numbers(256, 1024), Numbers(256, 1024), Adam),
        new("step/cnn-c32k3-c64k3-pool2-fc128-10-relu-ce-b64-adam", 30, ConvolutionNet, Numbers(64, 1, 28, 28), Labels(64, Classes), Adam),
        new("step/lenet5-tanh-avgpool-ce-b64-sgd", 100, LeNet5, Numbers(64, 1, 28, 28), Labels(64, Classes), SGD),
        new("step/lstm-v65-e128-h256-t64-b32-adam", 20, () => Recurrent(Vocabulary, 128, 256), Tokens(32, 64), Labels(32 * 64, Vocabulary), Adam),
        new("step/gpt-v65-d128-h4-l4-t64-b16-gelu-adam", 20, () => Gpt(Vocabulary, 64, 128, 4, 4), Tokens(16, 64), Labels(16 * 64, Vocabulary), Adam),
    ];

    public static IEnumerable<Benchmark> Benchmarks => All.Select(workload => Benchmark.Repeated(workload.Name, workload.Runs, threads => workload.Compile(threads).Fed().Run));

    private static StepWorkload Digits(int batch, string suffix, Func<Optimizer> optimizer) =>
        new($"step/mlp-784-256-128-10-relu-ce-b{batch}-{suffix}", 300, () => Perceptron(() => new ReLU(), 784, 256, 128, Classes), Numbers(batch, 784), Labels(batch, Classes), optimizer);

    private static Optimizer SGD() => new SGD(0.01);

    private static Optimizer Adam() => new Adam(1e-5);

    private static Given Numbers(params Shape shape) => new("numbers", shape);

    private static Given Tokens(int samples, int positions) => new("tokens", [samples, positions], Vocabulary);

    private static Given Labels(int count, int classes) => new("labels", [count], classes);
}
