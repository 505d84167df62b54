using AutoGrad.Conformance;

namespace AutoGrad.Tests.Golden;

/// <summary>The comparison with golden values: |a − b| ≤ tolerance·max(1, |b|), NaN equal to NaN.</summary>
public static class GoldenAssert
{
    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what, double tolerance = 1e-9)
    {
        if (Mismatch.Between(what, expected, actual, _ => tolerance) is { } mismatch)
            Assert.Fail($"{mismatch.Tensor}: {mismatch.Description}");
    }
}
