using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace AutoGrad.Symbolics;

/// <summary>
/// Derivatives of expressions. Element-wise parts are differentiated forwards, so that a selection stays outermost and the branch
/// not taken cannot leak a NaN; reductions along the row are walked in reverse.
/// </summary>
/// <param name="rules">The partial derivatives of a primitive, null for a locally constant one: injectable, so that a test can break one and see it noticed.</param>
/// <param name="adjoints">The reverse rules of the reductions, likewise.</param>
internal sealed class Differentiation(Func<Primitive, IReadOnlyList<PartialDerivative?>?> rules, Func<Primitive, ReductionAdjoint> adjoints)
{
    // The same few expressions are differentiated over and over in a large graph.
    private readonly ConditionalWeakTable<Expression, ConcurrentDictionary<Expression, Expression>> known = new();

    /// <summary>With each primitive's own rules.</summary>
    public static Differentiation Standard { get; } = new(static primitive => primitive.Derivatives, static primitive => primitive.Adjoint!);

    /// <summary>∂expression/∂variable position by position, simplified; 0 where the expression does not depend on the variable.</summary>
    /// <param name="expression">What is differentiated.</param>
    /// <param name="variable">A variable, or a reduction that is held for one.</param>
    public Expression Derivative(Expression expression, Expression variable) =>
        known.GetValue(expression, static _ => new()).GetOrAdd(variable, variable => Simplification.Simplify(Tangent(expression, variable) ?? 0));

    /// <summary>Whether there is any path from the variable to the expression along which a derivative could flow.</summary>
    public bool DependsOn(Expression expression, Expression variable) =>
        Walk.Ordered(expression).Contains(variable) && !Gradients(expression, [variable], 1)[0].IsConstant(0);

    /// <summary>
    /// The adjoints of the variables: Σ over the output's positions of upstream · ∂output/∂variable, simplified. For an output that is no
    /// row, or a formula without rows, this is upstream · derivative.
    /// </summary>
    public Expression[] Gradients(Expression output, IReadOnlyList<Expression> variables, Expression upstream)
    {
        // The regions: element-wise expressions over variables and reductions, each with its adjoint. The output is the first; every
        // reduction that is reached adds its argument as another.
        var reductions = Walk.Ordered(output).Where(IsReduction).Reverse().Cast<Call>().ToList();
        var regions = new List<(Expression Root, Expression Adjoint)> { (output, upstream) };
        foreach (var reduction in reductions)
            if (Adjoint(reduction, regions) is { } adjoint)
                regions.Add((reduction[0], adjoints(reduction.Primitive)(reduction[0], reduction, adjoint)));

        return [.. variables.Select(variable => Simplification.Simplify(Adjoint(variable, regions) ?? 0))];
    }

    private static bool IsReduction(Expression expression) => expression is Call { Primitive.Kind: PrimitiveKind.Reduction };

    private Expression? Adjoint(Expression leaf, List<(Expression Root, Expression Adjoint)> regions)
    {
        Expression? sum = null;
        foreach (var (root, adjoint) in regions)
        {
            if (Tangent(root, leaf) is not { } tangent)
                continue;
            var product = Simplification.Simplify(Times(adjoint, tangent));
            if (root.IsRow && !leaf.IsRow)
                product = product.IsRow ? Expression.Apply(Primitives.Sum, product) : Times(Primitives.RowLength, product);
            sum = sum is null ? product : sum + product;
        }
        return sum;
    }

    /// <summary>The tangent along <paramref name="leaf"/>, null where it is zero by structure. Reductions are constants unless they are the leaf.</summary>
    private Expression? Tangent(Expression root, Expression leaf)
    {
        var tangents = new Dictionary<Expression, Expression?>();
        foreach (var expression in Walk.Ordered(root, stopAt: e => e == leaf || IsReduction(e)))
            tangents[expression] = expression == leaf ? 1 : expression is Call call && !IsReduction(call) ? TangentOf(call, tangents) : null;
        return tangents[root];
    }

    private Expression? TangentOf(Call call, Dictionary<Expression, Expression?> tangents)
    {
        if (call.Primitive == Primitives.Selection)
        {
            var (whenTrue, whenFalse) = (tangents[call[1]], tangents[call[2]]);
            return whenTrue is null && whenFalse is null ? null : Primitives.Select(call[0], whenTrue ?? 0, whenFalse ?? 0);
        }

        if (rules(call.Primitive) is not { } derivatives)
            return null;
        Expression? sum = null;
        for (int i = 0; i < derivatives.Count; i++)
        {
            if (tangents[call[i]] is not { } tangent)
                continue;
            if (derivatives[i] is not { } rule)
                throw new DifferentiationException($"{call} has no derivative by its argument {i + 1}, which has to be a constant.");
            var term = Times(rule(call.Arguments, call), tangent);
            sum = sum is null ? term : sum + term;
        }
        return sum;
    }

    // Whichever factor a selection makes zero is zero first: an infinite other factor would make NaN of it.
    private static Expression Times(Expression a, Expression b) => Support.Of(a) is null ? Support.Scale(a, b) : Support.Scale(b, a);
}
