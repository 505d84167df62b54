using static AutoGrad.Functions;

namespace AutoGrad;

public sealed partial class BuildScope
{
    /// <summary>
    /// Random numbers from [0, 1), other ones at every run. The same seed gives the same numbers, on any number of threads.
    /// </summary>
    /// <param name="shape">The shape of the tensor.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ShapeException">The type is not a floating-point type.</exception>
    public Node Uniform(Shape shape, ElementType type = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(shape);
        random ??= new(seed ?? 0);
        if (randomNodes == 0)
            updates.Add(random.Advance);
        return Node.Create(new RandomUniform(new(shape, type), ++randomNodes), random.Parameter);
    }

    /// <summary>
    /// Normally distributed random numbers, other ones at every run (Box and Muller 1958). In float32 they reach 5.8 deviations from the
    /// mean, in float64 8.6.
    /// </summary>
    /// <param name="shape">The shape of the tensor.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="deviation">Their standard deviation, 0 or more.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite, or the deviation is not finite or is negative.</exception>
    /// <exception cref="ShapeException">The type is not a floating-point type.</exception>
    public Node Normal(Shape shape, double mean = 0, double deviation = 1, ElementType type = ElementType.Float32)
    {
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "Normal: the mean must be finite.");
        if (!double.IsFinite(deviation) || deviation < 0)
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "Normal: the deviation must be finite and 0 or more.");
        // 1 − u is from (0, 1]: its logarithm is finite.
        var radius = Sqrt(-2 * Log(1 - Uniform(shape, type)));
        return mean + deviation * radius * Cos(2 * Math.PI * Uniform(shape, type));
    }

    /// <summary>True with a probability, else false, drawn anew for every element at every run; <see cref="Node.Cast"/> makes numbers 1 and 0 of it.</summary>
    /// <param name="shape">The shape of the tensor.</param>
    /// <param name="probability">The probability of true, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside of that.</exception>
    public Node Bernoulli(Shape shape, double probability) => probability is >= 0 and <= 1
        ? Uniform(shape, ElementType.Float64) < probability
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "Bernoulli: a probability is from 0 to 1.");

    /// <summary>True with a probability of its own for every element, else false, drawn anew at every run.</summary>
    /// <param name="probability">The probabilities of true: float32 or float64, from 0 to 1; below that counts as 0, above as 1.</param>
    /// <exception cref="ShapeException">The probabilities are not floating-point numbers.</exception>
    public Node Bernoulli(Node probability)
    {
        ArgumentNullException.ThrowIfNull(probability);
        return Uniform(probability.Shape, probability.ElementType) < probability;
    }

    /// <summary>The numbers from 0 to <paramref name="count"/> − 1 in random order, another one at every run: int32 of shape [count].</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <exception cref="ShapeException">The number is negative.</exception>
    public Node Permutation(int count) => Uniform([count], ElementType.Float64).ArgSort();
}
