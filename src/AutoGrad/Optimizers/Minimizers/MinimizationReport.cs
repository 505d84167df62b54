using System.Globalization;

namespace AutoGrad;

/// <summary>What came of a minimisation.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Iterations">The number of steps made.</param>
/// <param name="Evaluations">How often the value was computed.</param>
/// <param name="Value">The value at the end.</param>
/// <param name="GradientNorm">The largest element of the gradient there, without its sign.</param>
public sealed record MinimizationReport(MinimizationEnd Reason, int Iterations, int Evaluations, double Value, double GradientNorm)
{
    /// <summary>Whether a minimum was found, as far as the tolerances tell.</summary>
    public bool HasConverged => Reason is MinimizationEnd.GradientIsSmall or MinimizationEnd.StepIsSmall or MinimizationEnd.ReductionIsSmall;

    /// <summary><c>GradientIsSmall after 34 iterations, 42 evaluations: value 1.2e-20, gradient 3e-10</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Reason} after {Iterations} iterations, {Evaluations} evaluations: value {Value:G6}, gradient {GradientNorm:G3}");
}
