using System.Runtime.CompilerServices;

namespace AutoGrad.Symbolics;

/// <summary>Which expressions stay finite: known from the singularities of the primitives, from which of them overflow, and from their ranges.</summary>
internal static class Finiteness
{
    private static readonly ConditionalWeakTable<Expression, StrongBox<bool>> Known = new();

    /// <summary>Whether the expression is finite wherever its variables are finite and of ordinary size.</summary>
    public static bool IsPreserved(Expression expression) => Known.GetValue(expression, static e => new(Preserves(e))).Value;

    /// <summary>The variables that the value is computed from; those that only decide a selection are none of them.</summary>
    public static IEnumerable<Variable> ValuesIn(Expression expression) => Walk.Ordered([expression], Values).OfType<Variable>();

    private static bool Preserves(Expression expression)
    {
        var overflows = new HashSet<Expression>();
        foreach (var node in Walk.Ordered([expression], Values))
        {
            if (node is Constant { Value: var value } && (double.IsNaN(value) || double.IsInfinity(value)))
                return false;
            if (node is not Call call)
                continue;
            if (call.Primitive.Singularity?.Invoke([.. call.Arguments.Select(Range)]) is not null)
                return false;
            // 1/∞ is 0 again.
            bool carries = !call.Is(Primitives.Reciprocal) && (call.Is(Primitives.Divide) ? overflows.Contains(call[0]) : call.Arguments.Any(overflows.Contains));
            if (carries || (call.Primitive.Overflows && IsUnbounded(Range(call))))
                overflows.Add(call);
        }
        return !overflows.Contains(expression);
    }

    private static bool IsUnbounded(Interval interval) => double.IsInfinity(interval.Low) || double.IsInfinity(interval.High);

    private static Interval Range(Expression expression) => IntervalAnalysis.Range(expression, static _ => Interval.All);

    private static IReadOnlyList<Expression> Values(Expression expression) =>
        expression is Call selection && selection.Is(Primitives.Selection) ? [selection[1], selection[2]] : expression.Arguments;
}
