namespace AutoGrad;

/// <summary>What the numbers of normalisation layers must be.</summary>
internal static class NormalizationChecks
{
    public static int Positive(int value, string name, string layer) => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{layer}: {value} {name}; there is at least one.");

    public static double Epsilon(double value, string layer) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException("epsilon", value, $"{layer}: epsilon keeps the divisor from 0; it is 0 or a small positive number.");
}
