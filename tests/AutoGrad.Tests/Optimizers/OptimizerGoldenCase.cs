using System.Text.Json;
using AutoGrad.Tests.Golden;

namespace AutoGrad.Tests.Optimizers;

/// <summary>A run of an optimizer: the weights at first, then a step's gradients and the weights after it.</summary>
public sealed record OptimizerGoldenCase(string Name, GoldenParameters Parameters, double[] Initial, double[][] Gradients, double[][] Weights)
{
    public static IReadOnlyList<OptimizerGoldenCase> All { get; } = Read();

    /// <summary>The optimizer that the case is about.</summary>
    public Optimizer Create()
    {
        double rate = Parameters.Number("learningRate", 0), decay = Parameters.Number("weightDecay", 0);
        return Name switch
        {
            "SGD" => new SGD(rate, Parameters.Number("momentum", 0), Parameters.Flag("nesterov"), decay),
            "Adam" => new Adam(rate, weightDecay: decay, amsgrad: Parameters.Flag("amsgrad")),
            "AdamW" => new AdamW(rate, weightDecay: decay, amsgrad: Parameters.Flag("amsgrad")),
            "Adamax" => new Adamax(rate, weightDecay: decay),
            "NAdam" => new NAdam(rate, weightDecay: decay),
            "RAdam" => new RAdam(rate, weightDecay: decay),
            "RMSProp" => new RMSProp(rate, momentum: Parameters.Number("momentum", 0), centered: Parameters.Flag("centered"), weightDecay: decay),
            "Adagrad" => new Adagrad(rate, weightDecay: decay),
            "Adadelta" => new Adadelta(rate, weightDecay: decay),
            "Rprop" => new Rprop(rate),
            _ => throw new InvalidDataException($"The optimizer '{Name}' is unknown."),
        };
    }

    public override string ToString() => $"{Name}({Parameters})";

    private static OptimizerGoldenCase[] Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "optimizers.json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(golden => new OptimizerGoldenCase(
            golden.GetProperty("name").GetString()!,
            new(golden.GetProperty("parameters").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Clone())),
            Numbers(golden.GetProperty("initial")),
            [.. golden.GetProperty("gradients").EnumerateArray().Select(Numbers)],
            [.. golden.GetProperty("weights").EnumerateArray().Select(Numbers)]))];
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];
}
