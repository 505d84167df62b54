using System.Globalization;

namespace AutoGrad;

/// <summary>What came of a least-squares fit. Its matrices count the elements of all parameters one after the other, as they were given.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Iterations">The number of Jacobians computed.</param>
/// <param name="Evaluations">How often the residuals were computed.</param>
/// <param name="SumOfSquares">Σ residual² at the end.</param>
/// <param name="DegreesOfFreedom">The number of residuals less the number of parameters' elements.</param>
/// <param name="Covariance">
/// s² (JᵀJ)⁻¹ with s² = SumOfSquares / DegreesOfFreedom: how uncertain the parameters are, if the errors are independent and normal with
/// equal deviations. NaN without degrees of freedom, or where the residuals don't determine the parameters.
/// </param>
public sealed record LeastSquaresReport(
    MinimizationEnd Reason, int Iterations, int Evaluations, double SumOfSquares, int DegreesOfFreedom, double[,] Covariance)
{
    /// <summary>Whether a minimum was found, as far as the tolerances tell.</summary>
    public bool HasConverged => Reason is MinimizationEnd.GradientIsSmall or MinimizationEnd.StepIsSmall or MinimizationEnd.ReductionIsSmall;

    /// <summary>The standard deviation of the residuals, s.</summary>
    public double ResidualDeviation => Math.Sqrt(SumOfSquares / DegreesOfFreedom);

    /// <summary>The standard error of each element of the parameters: the root of the covariance's diagonal.</summary>
    public double[] StandardErrors => [.. Enumerable.Range(0, Covariance.GetLength(0)).Select(i => Math.Sqrt(Covariance[i, i]))];

    /// <summary><c>ReductionIsSmall after 9 iterations, 10 evaluations: sum of squares 0.124551, 12 degrees of freedom</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Reason} after {Iterations} iterations, {Evaluations} evaluations: sum of squares {SumOfSquares:G6}, {DegreesOfFreedom} degrees of freedom");
}
