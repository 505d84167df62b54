using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>
/// Minimises a number by the method of Broyden, Fletcher, Goldfarb and Shanno with limited memory (Nocedal 1980): quasi-Newton steps from
/// the last changes of the gradient, each along a line searched until the strong Wolfe conditions hold. For smooth functions without noise, in
/// float64; the defaults are PyTorch's but for the number of iterations.
/// </summary>
public sealed class LBFGS
{
    private readonly int history, iterations, threads;
    private readonly double gradientTolerance, changeTolerance;

    /// <summary>The method.</summary>
    /// <param name="iterations">The largest number of steps.</param>
    /// <param name="history">How many of the last changes of the gradient count.</param>
    /// <param name="gradientTolerance">It ends where no element of the gradient is larger.</param>
    /// <param name="changeTolerance">It ends where neither the value nor an element of the parameters changes by more.</param>
    /// <param name="threads">How many threads share the work; 0 for one a processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public LBFGS(int iterations = 1000, int history = 100, double gradientTolerance = 1e-7, double changeTolerance = 1e-9, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(history);
        ArgumentOutOfRangeException.ThrowIfNegative(gradientTolerance);
        ArgumentOutOfRangeException.ThrowIfNegative(changeTolerance);
        (this.iterations, this.history, this.threads) = (iterations, history, threads);
        (this.gradientTolerance, this.changeTolerance) = (gradientTolerance, changeTolerance);
    }

    /// <summary>Changes the parameters until the value is as small as it gets nearby.</summary>
    /// <param name="value">A single float64 number, computed from the parameters.</param>
    /// <param name="parameters">What may be changed: float64.</param>
    /// <param name="cancellation">Ends it between two steps, with the parameters as they are then.</param>
    /// <exception cref="ArgumentException">The value is not a single float64 number, reads an input, or is not finite at the start; or a parameter is not float64.</exception>
    /// <exception cref="DifferentiationException">The value does not depend on a parameter, or something has no derivative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MinimizationReport Minimize(Node value, ReadOnlySpan<Parameter> parameters, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        var vector = new ParameterVector("LBFGS", parameters);
        vector.RequireDouble(value, "value");
        using var function = new Slope(value, vector, threads);
        double[] x = vector.Values, gradient = new double[x.Length];
        double current = function.At(x, gradient);
        if (!double.IsFinite(current) || !gradient.All(double.IsFinite))
            throw new ArgumentException($"LBFGS: the value is {current} at the start, or its gradient is not finite; begin where it is.");

        var changes = new List<(double[] Step, double[] Change, double Product)>();
        int iteration = 0;
        var reason = MinimizationEnd.IterationLimit;
        for (; iteration < iterations; iteration++)
        {
            vector.StopIfCancelled(x, cancellation);
            if (Largest(gradient) <= gradientTolerance)
            {
                reason = MinimizationEnd.GradientIsSmall;
                break;
            }
            double[] direction = Direction(gradient, changes);
            double slope = Dot(direction, gradient);
            if (!(slope < 0))
            {
                // Rounding has spoilt what was remembered.
                changes.Clear();
                direction = Array.ConvertAll(gradient, static g => -g);
                slope = -Dot(gradient, gradient);
            }
            double first = changes.Count > 0 ? 1 : Math.Min(1, 1 / TensorPrimitives.SumOfMagnitudes<double>(gradient));
            if (StrongWolfe.Search(function, x, direction, current, slope, first) is not { } found)
            {
                if (changes.Count == 0)
                {
                    reason = MinimizationEnd.NoProgress;
                    break;
                }
                changes.Clear();
                continue;
            }
            double[] step = Difference(found.Point, x), change = Difference(found.Gradient, gradient);
            double product = Dot(step, change), reduction = current - found.Value;
            if (product > double.Epsilon)
                changes.Add((step, change, product));
            if (changes.Count > history)
                changes.RemoveAt(0);
            (x, gradient, current) = (found.Point, found.Gradient, found.Value);
            if (Largest(step) <= changeTolerance && reduction <= changeTolerance)
            {
                (reason, iteration) = (Largest(gradient) <= gradientTolerance ? MinimizationEnd.GradientIsSmall : MinimizationEnd.StepIsSmall, iteration + 1);
                break;
            }
        }
        vector.Values = x;
        return new(reason, iteration, function.Evaluations, current, Largest(gradient));
    }

    /// <summary>−H · gradient by the two loops over the changes, newest first and then oldest first.</summary>
    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change, double Product)> changes)
    {
        double[] direction = Array.ConvertAll(gradient, static g => -g), shares = new double[changes.Count];
        for (int i = changes.Count - 1; i >= 0; i--)
        {
            shares[i] = Dot(changes[i].Step, direction) / changes[i].Product;
            Add(direction, -shares[i], changes[i].Change);
        }
        if (changes.Count > 0)
        {
            double scale = changes[^1].Product / Dot(changes[^1].Change, changes[^1].Change);
            for (int i = 0; i < direction.Length; i++)
                direction[i] *= scale;
        }
        for (int i = 0; i < changes.Count; i++)
            Add(direction, shares[i] - Dot(changes[i].Change, direction) / changes[i].Product, changes[i].Step);
        return direction;
    }

    internal static double Dot(double[] a, double[] b) => TensorPrimitives.Dot<double>(a, b);

    private static double Largest(double[] a) => Math.Abs(TensorPrimitives.MaxMagnitude<double>(a));

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, static (p, q) => p - q)];

    private static void Add(double[] target, double factor, double[] other)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] += factor * other[i];
    }
}
