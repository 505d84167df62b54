using AutoGrad;
namespace MnistExample;

/// <summary>What can be chosen by name on the command line.</summary>
internal static class Choices
{
    /// <summary>The activations, each as a layer.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Layer>> Activations = new SortedDictionary<string, Func<Layer>>(StringComparer.Ordinal)
    {
        ["elu"] = () => new ELU(), ["gelu"] = () => new GELU(), ["gelu-tanh"] = () => new GELUTanh(), ["hard-sigmoid"] = () => new HardSigmoid(),
        ["hard-swish"] = () => new HardSwish(), ["hard-tanh"] = () => new HardTanh(), ["leaky-relu"] = () => new LeakyReLU(), ["mish"] = () => new Mish(),
        ["relu"] = () => new ReLU(), ["relu6"] = () => new ReLU6(), ["selu"] = () => new SELU(), ["sigmoid"] = () => new Sigmoid(), ["silu"] = () => new SiLU(),
        ["softplus"] = () => new Softplus(), ["softsign"] = () => new Softsign(), ["tanh"] = () => new Tanh(),
    };

    /// <summary>The networks, each with the training that suits it, and whether the learning rate falls during it.</summary>
    public static readonly IReadOnlyDictionary<string, (int Epochs, int BatchSize, string Activation, string Optimizer, bool Anneals)> Models =
        new SortedDictionary<string, (int, int, string, string, bool)>(StringComparer.Ordinal)
        {
            ["cnn"] = (6, 64, "relu", "adam", true),
            ["lenet5"] = (12, 32, "tanh", "adamw", true),
            ["mlp"] = (5, 128, "relu", "adam", false),
        };

    /// <summary>The optimizers, each with the learning rate that suits it.</summary>
    public static readonly IReadOnlyDictionary<string, (double DefaultRate, Func<double, Optimizer> Create)> Optimizers =
        new SortedDictionary<string, (double, Func<double, Optimizer>)>(StringComparer.Ordinal)
        {
            ["adam"] = (2e-3, rate => new Adam(rate)),
            ["adamw"] = (2e-3, rate => new AdamW(rate)),
            ["momentum"] = (0.05, rate => new SGD(rate, momentum: 0.9)),
            ["sgd"] = (0.1, rate => new SGD(rate)),
        };
}
