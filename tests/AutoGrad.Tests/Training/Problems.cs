using AutoGrad.Kernels;

namespace AutoGrad.Tests.Training;

/// <summary>Small problems whose answers are known.</summary>
internal static class Problems
{
    public static Dataset Xor { get; } = Dataset.Classification([0, 0, 0, 1, 1, 0, 1, 1], [2], [0, 1, 1, 0]);

    /// <summary>y = 2a − 3b + 0.5, without noise.</summary>
    public static Dataset Line(int count = 200)
    {
        var features = new float[2 * count];
        new Philox(1, 2).FillNormal(features);
        float[] targets = [.. Enumerable.Range(0, count).Select(i => 2 * features[2 * i] - 3 * features[2 * i + 1] + 0.5f)];
        return Dataset.Regression(features, [2], targets, [1]);
    }

    /// <summary>Two spirals that wind around one another.</summary>
    public static Dataset Spirals(int count = 200)
    {
        var features = new float[2 * count];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            double t = (double)(i / 2) / (count / 2), angle = 3 * Math.PI * t + Math.PI * (i % 2);
            (features[2 * i], features[2 * i + 1], labels[i]) = ((float)(3 * (0.2 + t) * Math.Cos(angle)), (float)(3 * (0.2 + t) * Math.Sin(angle)), i % 2);
        }
        return Dataset.Classification(features, [2], labels);
    }
}
