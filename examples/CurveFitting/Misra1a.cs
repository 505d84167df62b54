namespace CurveFittingExample;

/// <summary>
/// Monomolecular adsorption (D. Misra, 1978): the volume adsorbed at a pressure, the first of NIST's reference data for nonlinear
/// regression (https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml), with the answer that is certified to 11 digits.
/// </summary>
internal static class Misra1a
{
    public static readonly double[] Volume =
    [
        10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ];

    public static readonly double[] Pressure =
    [
        77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
    ];

    public static readonly Certified[] Parameters =
    [
        new("b1", Start: 250, Value: 2.3894212918E+02, StandardError: 2.7070075241E+00),
        new("b2", Start: 0.0005, Value: 5.5015643181E-04, StandardError: 7.2668688436E-06),
    ];

    public const double SumOfSquares = 1.2455138894E-01;
}

/// <summary>A parameter of the model: where the fit starts, and what NIST certifies.</summary>
internal sealed record Certified(string Name, double Start, double Value, double StandardError);
