using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>Dropout for what SELU gives: of mean 0 and variance 1.</summary>
internal static class SelfNormalizing
{
    // What SELU tends to far below zero: −scale · α.
    private const double Lowest = -1.7580993408473766;

    /// <summary>
    /// a·(kept ? x : −scale·α) + b, with a = 1/√((1 − rate)·(1 + rate·(scale·α)²)) and b = a·rate·scale·α: mean 0 and variance 1 stay what
    /// they are (Klambauer 2017).
    /// </summary>
    public static Node Dropped(Node x, Node kept, double rate)
    {
        double a = 1 / Math.Sqrt((1 - rate) * (1 + rate * Lowest * Lowest));
        return a * Where(kept, x, Lowest) - a * rate * Lowest;
    }
}
