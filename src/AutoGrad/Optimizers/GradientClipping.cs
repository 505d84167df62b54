namespace AutoGrad;

/// <summary>Bounds for gradients, as nodes.</summary>
internal static class GradientClipping
{
    // What PyTorch adds to the norm before it divides by it.
    private const double Epsilon = 1e-6;

    /// <summary>Each element of each gradient within ±limit; NaN stays.</summary>
    public static Node[] ByValue(IReadOnlyList<Node> gradients, double limit) =>
        [.. gradients.Select(gradient => Functions.Max(Functions.Min(gradient, limit), -limit))];

    /// <summary>All gradients scaled by one number, so that their norm taken together is at most the limit.</summary>
    public static Node[] ByNorm(IReadOnlyList<Node> gradients, double limit)
    {
        var squares = gradients.Select(gradient => Functions.Square(gradient).Sum().Cast(ElementType.Float64)).Aggregate((a, b) => a + b);
        var scale = Functions.Min(limit / (Functions.Sqrt(squares) + Epsilon), 1);
        return [.. gradients.Select(gradient => gradient * scale.Cast(gradient.ElementType))];
    }
}
