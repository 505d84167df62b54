using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoGrad.Tests.Reference;

/// <summary>
/// The published micrograd run: a 2-16-16-1 ReLU network learns two moons in 100 steps of full-batch gradient descent.
/// Step k has the learning rate 1 − 0.9·k/100, the loss mean(relu(1 − y·score)) + 1e-4·Σ parameter².
/// </summary>
public sealed record MicrogradRun(
    [property: JsonPropertyName("X")] double[][] Points,
    [property: JsonPropertyName("y")] double[] Targets,
    [property: JsonPropertyName("init")] double[] InitialParameters,
    [property: JsonPropertyName("grad_step0")] double[] FirstGradient,
    [property: JsonPropertyName("loss_accuracy_per_step")] double[][] LossAndAccuracy,
    [property: JsonPropertyName("final")] double[] FinalParameters)
{
    /// <summary>The run, read once. Parameters come layer by layer, neuron by neuron: a neuron's weights, then its bias.</summary>
    public static MicrogradRun Published { get; } =
        JsonSerializer.Deserialize<MicrogradRun>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reference", "moons.json")))!;
}
