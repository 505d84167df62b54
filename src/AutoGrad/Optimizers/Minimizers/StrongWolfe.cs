namespace AutoGrad;

/// <summary>Searches a line for a point where the value has fallen enough and the slope is flat enough (Nocedal and Wright 2006, algorithms 3.5 and 3.6).</summary>
internal static class StrongWolfe
{
    private const double Decrease = 1e-4, Curvature = 0.9;
    private const int Widenings = 25, Narrowings = 40;

    /// <summary>A point of the line with its length, value, slope along the line, gradient and coordinates.</summary>
    public sealed record Point(double Length, double Value, double Slope, double[] Gradient, double[] Coordinates);

    /// <summary>The point found; null where no point is lower than the start.</summary>
    public static (double[] Point, double[] Gradient, double Value)? Search(
        Slope function, double[] from, double[] direction, double value, double slope, double first)
    {
        var start = new Point(0, value, slope, [], from);
        var previous = start;
        double length = first;
        for (int i = 0; i < Widenings; i++)
        {
            var point = At(length);
            if (!double.IsFinite(point.Value) || point.Value > Bound(length) || (i > 0 && point.Value >= previous.Value))
                return Result(Zoom(previous, point));
            if (Math.Abs(point.Slope) <= -Curvature * slope)
                return Result(point);
            if (point.Slope >= 0)
                return Result(Zoom(point, previous));
            (previous, length) = (point, 2 * length);
        }
        return Result(previous);

        double Bound(double at) => value + Decrease * at * slope;

        // Low is the lowest point so far that satisfies the decrease; a point as is sought lies between it and high.
        Point Zoom(Point low, Point high)
        {
            for (int i = 0; i < Narrowings && Math.Abs(high.Length - low.Length) > 1e-16 * Math.Max(1, low.Length); i++)
            {
                var point = At(Between(low, high));
                if (!(point.Value <= Bound(point.Length)) || point.Value >= low.Value)
                    high = point;
                else
                {
                    if (Math.Abs(point.Slope) <= -Curvature * slope)
                        return point;
                    if (point.Slope * (high.Length - low.Length) >= 0)
                        high = low;
                    low = point;
                }
            }
            return low;
        }

        Point At(double at)
        {
            double[] coordinates = [.. from.Zip(direction, (x, d) => x + at * d)], gradient = new double[from.Length];
            double there = function.At(coordinates, gradient);
            return new(at, there, LBFGS.Dot(gradient, direction), gradient, coordinates);
        }

        static (double[], double[], double)? Result(Point point) => point.Length > 0 ? (point.Coordinates, point.Gradient, point.Value) : null;
    }

    /// <summary>The minimum of the cubic through both points, kept away from the ends; their middle where there is none.</summary>
    private static double Between(Point low, Point high)
    {
        double span = high.Length - low.Length, middle = low.Length + span / 2;
        double d = low.Slope + high.Slope - 3 * (low.Value - high.Value) / (low.Length - high.Length);
        double square = d * d - low.Slope * high.Slope;
        if (!(square >= 0) || !double.IsFinite(square))
            return middle;
        double root = Math.Sign(span) * Math.Sqrt(square);
        double share = 1 - (high.Slope + root - d) / (high.Slope - low.Slope + 2 * root);
        return double.IsFinite(share) ? low.Length + span * Math.Clamp(share, 0.1, 0.9) : middle;
    }
}
