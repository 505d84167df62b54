namespace AutoGrad.Symbolics;

/// <summary>A call whose arguments can reach a singularity.</summary>
/// <param name="Call">The call.</param>
/// <param name="Reason">What can happen, as a clause.</param>
/// <param name="IsCertain">Whether it happens in every row, for a constant or for every input, rather than for some.</param>
internal sealed record SingularityFinding(Call Call, string Reason, bool IsCertain);

/// <summary>Bounds on the values that an expression can take, from bounds on its variables and from conditions that hold.</summary>
internal static class IntervalAnalysis
{
    /// <summary>An interval that holds every value of the expression.</summary>
    public static Interval Range(Expression expression, Func<Variable, Interval> rangeOf) =>
        Ranges(Walk.Ordered(expression), rangeOf, static (_, range) => range).Ranges[expression];

    /// <summary>The calls in the expression that can reach a singularity.</summary>
    public static IEnumerable<SingularityFinding> Singularities(Expression expression, Func<Variable, Interval> rangeOf)
    {
        var (ranges, attained) = Ranges(Walk.Ordered(expression), rangeOf, static (_, range) => range);
        return ranges.Keys.OfType<Call>().Select(call => Find(call, ranges, attained, Assumptions.None)).OfType<SingularityFinding>();
    }

    /// <summary>How the call itself can reach a singularity where the assumptions hold; null if it cannot.</summary>
    public static SingularityFinding? Singularity(Call call, Func<Variable, Interval> rangeOf, Assumptions assumptions)
    {
        // A condition on a row's element holds for that element; a reduction reads the others too.
        var ordered = Walk.Ordered(call);
        bool reduces = ordered.Any(node => node is Call { Primitive.Kind: PrimitiveKind.Reduction });
        var (ranges, attained) = Ranges(ordered, rangeOf, (node, range) => reduces && node.IsRow ? range : assumptions.Refine(node, range));
        return Find(call, ranges, attained, assumptions);
    }

    private static SingularityFinding? Find(
        Call call, Dictionary<Expression, Interval> ranges, Dictionary<Expression, double> attained, Assumptions assumptions)
    {
        if (call.Primitive.Singularity is not { } singularity)
            return null;
        Interval[] arguments = [.. call.Arguments.Select(argument => ranges[argument])];

        // Division by what is not 0: below or above.
        int last = arguments.Length - 1;
        if (arguments[last].Contains(0) && assumptions.ExcludeZero(call[last]))
        {
            Interval below = new(arguments[last].Low, -double.Epsilon), above = new(double.Epsilon, arguments[last].High);
            if (singularity([.. arguments.Take(last), below]) is null && singularity([.. arguments.Take(last), above]) is null)
                return null;
        }

        return singularity(arguments) is { } reason ? new(call, reason, IsCertain(call, arguments, attained)) : null;
    }

    private static bool IsCertain(Call call, Interval[] arguments, Dictionary<Expression, double> attained)
    {
        if (arguments.All(argument => argument.IsPoint))
            return true;

        // Where one argument alone decides, the regular points are an interval around 0, one that reaches infinity, or all but 0: the ends
        // of the range and 0 tell whether the range meets them.
        bool oneDecides = arguments.Length == 1 || call.Is(Primitives.Divide);
        if (!oneDecides)
            return false;
        int last = arguments.Length - 1;
        var range = arguments[last];
        if (attained.TryGetValue(call[last], out double value) && IsSingularAt(value))
            return true;
        return IsSingularAt(range.Low) && IsSingularAt(range.High) && (!range.Contains(0) || IsSingularAt(0));

        bool IsSingularAt(double point) => call.Primitive.Singularity!([.. arguments.Take(last), new(point, point)]) is not null;
    }

    private static (Dictionary<Expression, Interval> Ranges, Dictionary<Expression, double> Attained) Ranges(
        List<Expression> ordered, Func<Variable, Interval> rangeOf, Func<Expression, Interval, Interval> refine)
    {
        var attained = AttainedValues.Of(ordered);
        var ranges = new Dictionary<Expression, Interval>();
        foreach (var node in ordered)
            ranges[node] = refine(node, node switch
            {
                Constant constant => new(constant.Value, constant.Value),
                Variable variable => rangeOf(variable),
                Call call => RangeOf(call, [.. call.Arguments.Select(argument => ranges[argument])], attained),
                _ => Interval.All,
            });
        return (ranges, attained);
    }

    private static Interval RangeOf(Call call, Interval[] arguments, Dictionary<Expression, double> attained)
    {
        if (call.Is(Primitives.Multiply) && call[0] == call[1])
            return arguments[0].Square();
        var range = call.Primitive.Range(arguments);
        if (AttainedValues.IsDistanceBelow(call, Primitives.RowMax) || AttainedValues.IsDistanceAbove(call, Primitives.RowMin))
            return new(range.Low, 0);
        if (AttainedValues.IsDistanceBelow(call, Primitives.RowMin) || AttainedValues.IsDistanceAbove(call, Primitives.RowMax))
            return new(0, range.High);

        // A sum of terms ≥ 0 is at least each of them; so is log Σ exp of any.
        bool isSum = (call.Is(Primitives.Sum) && arguments[0].Low >= 0) || call.Is(Primitives.LogSumExp);
        return isSum && attained.TryGetValue(call[0], out double value) ? new(Math.Max(range.Low, value), range.High) : range;
    }
}
