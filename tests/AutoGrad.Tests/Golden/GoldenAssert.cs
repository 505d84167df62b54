namespace AutoGrad.Tests.Golden;

/// <summary>The comparison with golden values: |a − b| ≤ tolerance·max(1, |b|), NaN equal to NaN.</summary>
public static class GoldenAssert
{
    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what, double tolerance = 1e-9)
    {
        if (expected.Length != actual.Length) Assert.Fail($"{what}: {expected.Length} values expected, {actual.Length} found.");
        for (var i = 0; i < expected.Length; i++)
        {
            if (!AreClose(expected[i], actual[i], tolerance)) Assert.Fail($"{what}[{i}]: {expected[i]:R} expected, {actual[i]:R} found.");
        }
    }

    // Equality comes first: it settles the infinities, whose difference is NaN.
    private static bool AreClose(double expected, double actual, double tolerance) =>
        expected.Equals(actual) || Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)) && double.IsFinite(expected);
}
