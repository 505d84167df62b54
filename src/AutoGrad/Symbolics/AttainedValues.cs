namespace AutoGrad.Symbolics;

/// <summary>
/// Values that an expression takes somewhere in every row, whatever the row: x − max(x) is 0 at the largest element, and so
/// exp(x − max(x)) is 1 there. What intervals alone cannot see.
/// </summary>
internal static class AttainedValues
{
    /// <summary>The value attained by each of the expressions of which one is known.</summary>
    /// <param name="ordered">Expressions, arguments before the calls that use them.</param>
    public static Dictionary<Expression, double> Of(IEnumerable<Expression> ordered)
    {
        var attained = new Dictionary<Expression, double>();
        foreach (var call in ordered.OfType<Call>())
            if (Of(call, attained) is { } value && !double.IsNaN(value))
                attained.Add(call, value);
        return attained;
    }

    /// <summary>Whether the call is e − extreme(e), the extreme over the row.</summary>
    public static bool IsDistanceBelow(Call call, Primitive extreme) => call.Is(Primitives.Subtract) && IsExtremeOf(call[0], call[1], extreme);

    /// <summary>Whether the call is extreme(e) − e, the extreme over the row.</summary>
    public static bool IsDistanceAbove(Call call, Primitive extreme) => call.Is(Primitives.Subtract) && IsExtremeOf(call[1], call[0], extreme);

    private static bool IsExtremeOf(Expression row, Expression reduced, Primitive extreme)
    {
        if (reduced is Call outer && outer.Is(Primitives.StopGradient))
            reduced = outer[0];
        return row.IsRow && reduced is Call reduction && reduction.Is(extreme) && reduction[0] == row;
    }

    private static double? Of(Call call, Dictionary<Expression, double> attained)
    {
        if (IsDistanceBelow(call, Primitives.RowMax) || IsDistanceAbove(call, Primitives.RowMax)
            || IsDistanceBelow(call, Primitives.RowMin) || IsDistanceAbove(call, Primitives.RowMin))
            return 0;
        if (call.Primitive is not { Kind: PrimitiveKind.Elementwise, YieldsTruth: false, Value: { } value } || call.Primitive == Primitives.Selection)
            return null;

        // One row that attains a value, and constants: then the call attains its value there.
        var arguments = new double[call.Arguments.Count];
        Expression? row = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (call[i] is Constant constant)
                arguments[i] = constant.Value;
            else if (attained.TryGetValue(call[i], out arguments[i]) && (row is null || row == call[i]))
                row = call[i];
            else
                return null;
        }
        return row is null ? null : value(arguments);
    }
}
