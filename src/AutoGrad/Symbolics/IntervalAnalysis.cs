namespace AutoGrad.Symbolics;

/// <summary>A call whose arguments can reach a singularity.</summary>
/// <param name="Call">The call.</param>
/// <param name="Reason">What can happen, as a clause.</param>
/// <param name="IsCertain">Whether it happens for every input rather than for some.</param>
internal sealed record SingularityFinding(Call Call, string Reason, bool IsCertain);

/// <summary>Bounds on the values that an expression can take, from bounds on its variables.</summary>
internal static class IntervalAnalysis
{
    /// <summary>An interval that holds every value of the expression.</summary>
    public static Interval Range(Expression expression, Func<Variable, Interval> rangeOf) => Ranges(expression, rangeOf)[expression];

    /// <summary>The calls in the expression that can reach a singularity.</summary>
    public static IEnumerable<SingularityFinding> Singularities(Expression expression, Func<Variable, Interval> rangeOf)
    {
        var ranges = Ranges(expression, rangeOf);
        foreach (var call in ranges.Keys.OfType<Call>())
        {
            if (call.Primitive.Singularity is not { } singularity)
                continue;
            var arguments = call.Arguments.Select(argument => ranges[argument]).ToArray();
            if (singularity(arguments) is { } reason)
                yield return new(call, reason, IsCertain: arguments.All(argument => argument.IsPoint));
        }
    }

    private static Dictionary<Expression, Interval> Ranges(Expression expression, Func<Variable, Interval> rangeOf)
    {
        var ranges = new Dictionary<Expression, Interval>();
        foreach (var node in Walk.Ordered(expression))
            ranges[node] = node switch
            {
                Constant constant => new(constant.Value, constant.Value),
                Variable variable => rangeOf(variable),
                Call call => call.Primitive.Range([.. call.Arguments.Select(argument => ranges[argument])]),
                _ => Interval.All,
            };
        return ranges;
    }
}
