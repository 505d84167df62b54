namespace AutoGrad;

/// <summary>
/// Fits parameters by least squares: minimises Σ residual² by Gauss-Newton steps with damping (Levenberg 1944, Marquardt 1963), each the δ for
/// which ‖Jδ + r‖² + λ‖Dδ‖² is least, where D holds the largest norm that each column of the Jacobian has had (Moré 1978). λ follows how
/// well the linear model foretells the fall (Nielsen 1999). In float64, by orthogonal transformations.
/// </summary>
public sealed class LevenbergMarquardt
{
    private const double LargestDamping = 1e30;

    private readonly int iterations, threads;
    private readonly double tolerance, damping;

    /// <summary>The method.</summary>
    /// <param name="iterations">The largest number of Jacobians to compute.</param>
    /// <param name="tolerance">
    /// It ends where the linear model foretells a fall of the sum of squares by a smaller share, where a step is a smaller share of the
    /// parameters, or where the cosine between the residuals and each column of the Jacobian is smaller.
    /// </param>
    /// <param name="damping">λ at first; larger ones make the first steps shorter; 0 makes the first one Gauss and Newton's.</param>
    /// <param name="threads">How many threads share the work; 0 for one a processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public LevenbergMarquardt(int iterations = 1000, double tolerance = 1e-15, double damping = 1e-3, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        if (!(tolerance is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "LevenbergMarquardt: the tolerance lies from 0 to below 1.");
        if (!(damping >= 0 && double.IsFinite(damping)))
            throw new ArgumentOutOfRangeException(nameof(damping), damping, "LevenbergMarquardt: the damping is 0 or a positive number.");
        (this.iterations, this.tolerance, this.damping, this.threads) = (iterations, tolerance, damping, threads);
    }

    /// <summary>Changes the parameters until the sum of squares is as small as it gets nearby.</summary>
    /// <param name="residuals">What is to become small: float64, of any shape, computed from the parameters; measured minus predicted, as a rule.</param>
    /// <param name="parameters">What may be changed: float64.</param>
    /// <param name="cancellation">Ends it between two steps, with the parameters as they are then.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer residuals than elements of parameters; they are not float64, read an input, or are not finite at the start; or a parameter is not float64.
    /// </exception>
    /// <exception cref="DifferentiationException">The residuals do not depend on a parameter, or something has no derivative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LeastSquaresReport Minimize(Node residuals, ReadOnlySpan<Parameter> parameters, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        var vector = new ParameterVector("LevenbergMarquardt", parameters);
        vector.RequireDouble(residuals, "residual");
        if (residuals.Shape.Size < vector.Length)
            throw new ArgumentException($"LevenbergMarquardt: {residuals.Shape.Size} residuals for {vector.Length} numbers to be fitted; there must be as many at least.");
        using var function = new Residuals(residuals, vector, threads);
        double[] x = vector.Values, r = new double[function.Count], next = new double[function.Count];
        function.At(x, r);
        double sum = SumOfSquares(r), lambda = damping, growth = 2;
        if (!double.IsFinite(sum))
            throw new ArgumentException($"LevenbergMarquardt: the sum of squares is {sum} at the start; begin where it is finite.");

        var scale = new double[vector.Length];
        int iteration = 0;
        MinimizationEnd? reason = null;
        double[][] jacobian = function.Jacobian(x);
        for (; reason is null && iteration < iterations; iteration++)
        {
            double[] norms = [.. jacobian.Select(column => Math.Sqrt(SumOfSquares(column)))];
            if (!norms.All(double.IsFinite))
                throw new ArgumentException("LevenbergMarquardt: the Jacobian is not finite where the residuals are; begin elsewhere, or write the model so that its derivatives exist.");
            if (IsOrthogonal(jacobian, norms, r, sum))
            {
                reason = MinimizationEnd.GradientIsSmall;
                break;
            }
            for (int j = 0; j < scale.Length; j++)
                scale[j] = Math.Max(scale[j], norms[j]);
            while (reason is null)
            {
                vector.StopIfCancelled(x, cancellation);
                double[] step = Step(jacobian, r, scale, lambda), moved = [.. x.Zip(step, static (a, b) => a + b)];
                double length = SumOfSquares(step.Zip(scale, static (a, b) => a * b)), foretold = Fall(jacobian, step) + 2 * lambda * length;
                double size = SumOfSquares(x.Zip(scale, static (a, b) => a * b));
                function.At(moved, next);
                double reached = SumOfSquares(next), ratio = (sum - reached) / foretold;
                bool isLower = reached < sum;
                if (isLower)
                {
                    lambda *= Math.Max(1.0 / 3, 1 - Math.Pow(2 * ratio - 1, 3));
                    growth = 2;
                }
                else
                {
                    lambda = Math.Max(lambda, 1e-15) * growth;
                    growth *= 2;
                }
                reason = foretold <= tolerance * sum ? MinimizationEnd.ReductionIsSmall
                    : length <= tolerance * tolerance * size ? MinimizationEnd.StepIsSmall
                    : lambda > LargestDamping ? MinimizationEnd.NoProgress : null;
                if (isLower)
                {
                    (x, r, next, sum) = (moved, next, r, reached);
                    break;
                }
            }
            jacobian = function.Jacobian(x);
        }
        vector.Values = x;
        int freedom = r.Length - x.Length;
        return new(reason ?? MinimizationEnd.IterationLimit, iteration, function.Evaluations, sum, freedom, Covariance(jacobian, r, sum, freedom));
    }

    /// <summary>The δ for which ‖Jδ + r‖² + λ‖Dδ‖² is least.</summary>
    private static double[] Step(double[][] jacobian, double[] r, double[] scale, double lambda)
    {
        int rows = r.Length, count = jacobian.Length;
        var columns = new double[count][];
        for (int j = 0; j < count; j++)
        {
            columns[j] = new double[rows + count];
            jacobian[j].CopyTo(columns[j], 0);
            // A column that was 0 always has no size of its own.
            columns[j][rows + j] = Math.Sqrt(lambda) * (scale[j] > 0 ? scale[j] : 1);
        }
        double[] right = [.. r.Select(static value => -value), .. new double[count]];
        var step = new OrthogonalTriangle(columns, right).Solve();
        // Without damping, columns that depend on one another have no answer.
        return step.All(double.IsFinite) ? step : lambda > 0 ? new double[count] : Step(jacobian, r, scale, 1e-3);
    }

    /// <summary>‖Jδ‖².</summary>
    private static double Fall(double[][] jacobian, double[] step)
    {
        var moved = new double[jacobian[0].Length];
        for (int j = 0; j < step.Length; j++)
            for (int i = 0; i < moved.Length; i++)
                moved[i] += jacobian[j][i] * step[j];
        return SumOfSquares(moved);
    }

    private bool IsOrthogonal(double[][] jacobian, double[] norms, double[] r, double sum) =>
        jacobian.Zip(norms).All(pair => Math.Abs(LBFGS.Dot(pair.First, r)) <= tolerance * pair.Second * Math.Sqrt(sum));

    private static double[,] Covariance(double[][] jacobian, double[] r, double sum, int freedom)
    {
        var inverse = new OrthogonalTriangle(jacobian, r).InverseOfSquare();
        double variance = freedom > 0 ? sum / freedom : double.NaN;
        for (int i = 0; i < inverse.GetLength(0); i++)
            for (int j = 0; j < inverse.GetLength(1); j++)
                inverse[i, j] = double.IsFinite(inverse[i, j]) ? inverse[i, j] * variance : double.NaN;
        return inverse;
    }

    private static double SumOfSquares(IEnumerable<double> values) => values.Sum(static value => value * value);
}
