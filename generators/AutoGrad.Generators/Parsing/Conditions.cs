using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>Truth values of formulas.</summary>
internal static class Conditions
{
    public static Expression Constant(bool truth) => Primitives.Truth(truth);

    public static Expression And(Expression a, Expression b) => (Known(a), Known(b)) switch
    {
        (true, _) or (_, false) => b,
        (false, _) or (_, true) => a,
        _ => Expression.Apply(Primitives.LogicalAnd, a, b),
    };

    public static Expression Or(Expression a, Expression b) => (Known(a), Known(b)) switch
    {
        (false, _) or (_, true) => b,
        (true, _) or (_, false) => a,
        _ => Expression.Apply(Primitives.LogicalOr, a, b),
    };

    public static Expression Not(Expression a) =>
        Known(a) is { } known ? Constant(!known) : a is Call call && call.Is(Primitives.LogicalNot) ? call[0] : Expression.Apply(Primitives.LogicalNot, a);

    public static Expression Select(Expression condition, Expression whenTrue, Expression whenFalse) =>
        whenTrue == whenFalse ? whenTrue : Or(And(condition, whenTrue), And(Not(condition), whenFalse));

    /// <summary>Whether the condition is true or false whatever the inputs; null if that depends.</summary>
    public static bool? Known(Expression condition)
    {
        bool isConstant = Walk.Ordered(condition).All(node => node is Symbolics.Constant or Call { Primitive.Kind: PrimitiveKind.Elementwise });
        return isConstant ? Evaluation.Evaluate(condition, 1, static _ => [])[0] != 0 : null;
    }
}
