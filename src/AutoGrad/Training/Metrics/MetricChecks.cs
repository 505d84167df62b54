namespace AutoGrad;

/// <summary>What all metrics ask of their arguments.</summary>
internal static class MetricChecks
{
    public static void SameCount(int first, int second, string ofFirst, string ofSecond)
    {
        if (first != second)
            throw new ArgumentException($"{first} {ofFirst} and {second} {ofSecond}: there must be as many of both.");
        if (first == 0)
            throw new ArgumentException($"There are no {ofFirst}, so there is nothing to measure.");
    }

    public static void Class(int value, int classCount, int sample, string what)
    {
        if ((uint)value >= (uint)classCount)
            throw new ArgumentException($"The {what} of sample {sample} is {value}; the classes are numbered from 0 to {classCount - 1}.");
    }

    /// <summary>The number of classes that scores tell apart.</summary>
    public static int Classes(int scores, int samples)
    {
        if (samples == 0 || scores == 0 || scores % samples != 0)
            throw new ArgumentException($"{scores} scores for {samples} samples: each sample needs as many, one a class.");
        return scores / samples;
    }
}
