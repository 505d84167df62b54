using AutoGrad;
namespace CustomFunctionExample;

/// <summary>The problem: y = sin(2x) + noise that is even between −1 and 1, so the 90th percentile at x is sin(2x) + 0.8.</summary>
internal static class NoisyWave
{
    public static Dataset Sample(int count, int seed)
    {
        var random = new Random(seed);
        float[] x = new float[count], y = new float[count];
        for (int i = 0; i < count; i++)
        {
            x[i] = 6 * random.NextSingle() - 3;
            y[i] = MathF.Sin(2 * x[i]) + 2 * random.NextSingle() - 1;
        }
        return Dataset.Regression(x, [1], y, [1]);
    }

    /// <summary>The quantile of y at x that a perfect model predicts.</summary>
    public static double Quantile(double x, double quantile) => Math.Sin(2 * x) + 2 * quantile - 1;
}
