using System.Text.RegularExpressions;

namespace AutoGrad.Benchmarks;

/// <summary>How much faster than a peer a workload has to be.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Pattern">A regular expression that the workload's name matches.</param>
/// <param name="Least">What the peer's time ÷ ours has to be at least.</param>
/// <param name="Aim">What it should be.</param>
internal sealed record Floor(string Peer, string Pattern, double Least, double Aim)
{
    private const string TorchSharp = "TorchSharp", OpenBLAS = "OpenBLAS";

    /// <summary>All of them; of those that match a name the first counts.</summary>
    public static IReadOnlyList<Floor> All { get; } =
    [
        new(TorchSharp, "^step/mlp-2-16-16-1", 10, 25),
        new(TorchSharp, "^step/mlp-784-.*-sgd$", 2, 2.5),
        new(TorchSharp, "^step/mlp-784-.*-adam$", 2.5, 4),
        new(TorchSharp, "^step/mlp-1024x3", 3, 5),
        new(TorchSharp, "^step/cnn", 1.5, 2.2),
        new(TorchSharp, "^step/lenet5", 2, 4),
        new(TorchSharp, "^step/lstm", 1.15, 1.4),
        new(TorchSharp, "^step/gpt", 2, 3),
        new(TorchSharp, "^function/.*-n1000$", 8, 20),
        new(TorchSharp, "^function/(tanh|mish|composed-.*)-n", 4, 8),
        new(TorchSharp, "^function/", 1.3, 2),
        new(OpenBLAS, "^matmul/(64|128)$", 0.8, 1),
        new(OpenBLAS, "^matmul/", 0.92, 1),
    ];

    /// <summary>The one for a workload against a peer; null where there is none.</summary>
    public static Floor? Of(string peer, string name) => All.FirstOrDefault(floor => floor.Peer == peer && Regex.IsMatch(name, floor.Pattern));
}
