using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>What the numbers that layers are made with must be, so that a mistake is told where the layer is made.</summary>
internal static class LayerNumbers
{
    /// <summary>A number of things, of which there is at least one.</summary>
    public static int Positive(int value, string layer, [CallerArgumentExpression(nameof(value))] string name = "") => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{layer}: {name} is {value}; it must be at least 1.");

    /// <summary>The share that a layer drops.</summary>
    public static double Rate(double value, string layer) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException("rate", value, $"{layer}: the rate is the share that is dropped, from 0 to below 1.");

    /// <summary>What is added to a divisor.</summary>
    public static double Epsilon(double value, string layer) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException("epsilon", value, $"{layer}: epsilon keeps the divisor from 0; it is 0 or a small positive number.");
}
