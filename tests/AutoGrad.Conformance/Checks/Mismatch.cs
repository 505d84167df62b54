using System.Globalization;

namespace AutoGrad.Conformance;

/// <summary>A tensor that differs from the golden one, where it does so most.</summary>
/// <param name="Tensor">Which: <c>output 0</c>, <c>gradient of x</c>.</param>
/// <param name="Description">How.</param>
public sealed record Mismatch(string Tensor, string Description)
{
    /// <summary>How far apart two values are, relative to the golden one where that is larger than 1.</summary>
    public static double Error(double expected, double actual) =>
        expected.Equals(actual) ? 0
        : double.IsFinite(expected) && double.IsFinite(actual) ? Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected))
        : double.PositiveInfinity;

    /// <summary>What is wrong with the values; null if each is within the tolerance. NaN equals NaN, and an infinity itself.</summary>
    public static Mismatch? Between(string tensor, ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, Func<int, double> tolerance)
    {
        if (expected.Length != actual.Length)
            return new(tensor, $"{expected.Length} values are expected, {actual.Length} came out");
        int worst = -1;
        double worstError = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Error(expected[i], actual[i]);
            if (error > tolerance(i) && error > worstError)
                (worst, worstError) = (i, error);
        }
        return worst < 0 ? null : new(tensor, string.Create(
            CultureInfo.InvariantCulture, $"worst error {worstError:G3} at element {worst}: {expected[worst]:R} is expected, {actual[worst]:R} came out"));
    }
}
