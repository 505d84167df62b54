namespace AutoGrad.Symbolics;

/// <summary>An identity of the scalar language, applied from left to right.</summary>
/// <param name="Name">The identity as it is written in mathematics.</param>
/// <param name="Domain">Where it holds exactly; what it changes elsewhere, if anything.</param>
/// <param name="Apply">The simpler expression for a call, null where the identity does not fit.</param>
internal sealed record SimplificationRule(string Name, string Domain, Func<Call, Expression?> Apply);

/// <summary>
/// Makes expressions simpler without changing what they compute: constants are folded in double precision, and the rules of
/// <see cref="SimplificationRules"/> are applied until none fits.
/// </summary>
internal static class Simplification
{
    public static Expression Simplify(Expression expression) =>
        Walk.Rewrite(expression, static _ => null, static (primitive, arguments) => SimplifyCall(Expression.Apply(primitive, arguments)));

    private static Expression SimplifyCall(Expression expression)
    {
        while (expression is Call call && (Fold(call) ?? ApplyRules(call)) is { } simpler)
            expression = simpler;
        return expression;
    }

    private static Expression? Fold(Call call)
    {
        if (call.Primitive is not { Value: { } value, YieldsTruth: false } || call.Primitive == Primitives.Selection)
            return null;
        var arguments = new double[call.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (call[i] is not Constant constant)
                return null;
            arguments[i] = constant.Value;
        }
        return value(arguments);
    }

    private static Expression? ApplyRules(Call call)
    {
        foreach (var rule in SimplificationRules.For(call.Primitive))
            if (rule.Apply(call) is { } simpler)
                return simpler;
        return null;
    }
}
