using System.Globalization;

namespace AutoGrad.Tests;

/// <summary>The largest error seen, in units of the last place of the exact value, and where.</summary>
internal sealed class ElementaryError
{
    public double Ulps { get; private set; }

    public string At { get; private set; } = "";

    public string Text => Ulps.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>Takes a result in single precision into account.</summary>
    public void Add(float actual, DoubleDouble exact, string at) => Add(actual, exact, Math.Max(Math.ILogB(exact.High), -126) - 23, at);

    /// <summary>Takes a result in double precision into account.</summary>
    public void Add(double actual, DoubleDouble exact, string at) => Add(actual, exact, Math.Max(Math.ILogB(exact.High), -1022) - 52, at);

    private void Add(double actual, DoubleDouble exact, int lastPlace, string at)
    {
        double error = Math.Abs((actual - exact).High) / Math.ScaleB(1, lastPlace);
        if (error > Ulps || double.IsNaN(error))
            (Ulps, At) = (error, at);
    }
}
