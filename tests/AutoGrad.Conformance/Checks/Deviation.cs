namespace AutoGrad.Conformance;

/// <summary>Where we do not follow PyTorch, and why.</summary>
/// <param name="Name">The function.</param>
/// <param name="Order">0 for values, 1 for gradients, 2 for second order.</param>
/// <param name="Reason">Why ours is the better answer.</param>
public sealed record Deviation(string Name, int Order, string Reason)
{
    private const string KinkOfTheSecondOrder = "at the kink PyTorch's first derivative is that of one side, its second that of the other; ours are both those of its first";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Deviation> All { get; } =
    [
        new("HardSigmoid", 1, "PyTorch multiplies with a sixth in single precision") { Tolerance = 1e-7 },
        new("CELU", 1, "PyTorch divides by α in single precision") { Tolerance = 1e-7 },
        new("CELU", 2, "PyTorch divides by α in single precision") { Tolerance = 2e-7 },
        new("CELU", 2, KinkOfTheSecondOrder) { At = x => x == 0, Tolerance = double.PositiveInfinity },
        new("HardSwish", 2, KinkOfTheSecondOrder) { At = x => x == -3, Tolerance = double.PositiveInfinity },
        new("ELU", 2, KinkOfTheSecondOrder) { At = x => x == 0, Tolerance = double.PositiveInfinity },
        new("SELU", 2, KinkOfTheSecondOrder) { At = x => x == 0, Tolerance = double.PositiveInfinity },
    ];

    /// <summary>The values of the input at which it deviates.</summary>
    public Func<double, bool> At { get; init; } = static _ => true;

    /// <summary>How far ours may be from PyTorch's there.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Whether it concerns this element.</summary>
    public bool Covers(GraphCase golden, int order, string input, int element) =>
        golden.Name == Name && order == Order && At(golden.Inputs[input].Numbers[element]);
}
