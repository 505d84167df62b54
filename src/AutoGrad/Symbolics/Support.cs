namespace AutoGrad.Symbolics;

/// <summary>
/// Where selections make an expression zero: <c>select(c, e, 0)</c> is 0 wherever c does not hold, whatever e is there. Derivatives are
/// kept in that form, the selection outermost, so that an infinite or undefined factor never meets the zero that would make it NaN.
/// </summary>
internal static class Support
{
    private static readonly Expression Nowhere = Expression.Apply(Primitives.NotEqualTo, 0, 0);

    /// <summary>The condition under which the expression can be other than zero; null if no selection decides that.</summary>
    public static Expression? Of(Expression expression) => Supports(expression)[expression];

    /// <summary>factor · expression, the factor inside the selections that decide where the expression is zero.</summary>
    public static Expression Scale(Expression factor, Expression expression)
    {
        if (factor.IsConstant(1))
            return expression;
        var supports = Supports(expression);
        var scaled = new Dictionary<Expression, Expression>();
        foreach (var node in Walk.Ordered([expression], node => supports[node] is null ? [] : Branches(node)))
            scaled[node] = node.IsConstant(0) ? node
                : supports[node] is not null && node is Call selection ? Primitives.Select(selection[0], scaled[selection[1]], scaled[selection[2]])
                : node.IsConstant(1) ? factor : factor * node;
        return scaled[expression];
    }

    private static Dictionary<Expression, Expression?> Supports(Expression expression)
    {
        var supports = new Dictionary<Expression, Expression?>();
        foreach (var node in Walk.Ordered([expression], Branches))
            supports[node] = node is Call selection && selection.Is(Primitives.Selection)
                ? Of(selection[0], supports[selection[1]], supports[selection[2]])
                : node.IsConstant(0) ? Nowhere : null;
        return supports;
    }

    private static Expression[] Branches(Expression expression) =>
        expression is Call selection && selection.Is(Primitives.Selection) ? [selection[1], selection[2]] : [];

    private static Expression? Of(Expression condition, Expression? whenTrue, Expression? whenFalse)
    {
        if (whenTrue is null)
            return whenFalse is null ? null : Or(condition, whenFalse);
        return whenFalse is null ? Or(Not(condition), whenTrue) : Or(And(condition, whenTrue), And(Not(condition), whenFalse));
    }

    private static Expression And(Expression a, Expression b) => b == Nowhere ? b : Expression.Apply(Primitives.LogicalAnd, a, b);

    private static Expression Or(Expression a, Expression b) =>
        a == Nowhere ? b : b == Nowhere ? a : Expression.Apply(Primitives.LogicalOr, a, b);

    private static Expression Not(Expression a) =>
        a is Call call && call.Is(Primitives.LogicalNot) ? call[0] : Expression.Apply(Primitives.LogicalNot, a);
}
