namespace AutoGrad.Tests.Golden;

/// <summary>Where we do not follow PyTorch, and why.</summary>
/// <param name="Name">The function.</param>
/// <param name="Order">0 for values, 1 for gradients, 2 for second order.</param>
/// <param name="Reason">Why ours is the better answer.</param>
public sealed record GoldenDeviation(string Name, int Order, string Reason)
{
    /// <summary>The inputs at which PyTorch's number is not compared; null for none.</summary>
    public Func<double, bool>? At { get; init; }

    /// <summary>How far the others may differ.</summary>
    public double Tolerance { get; init; } = 1e-9;

    public bool Covers(GoldenCase golden, int order) => golden.Name == Name && order == Order;

    public bool Covers(GoldenCase golden, int order, string input, int index) =>
        Covers(golden, order) && At?.Invoke(golden.Inputs[input].Doubles[index]) == true;
}
