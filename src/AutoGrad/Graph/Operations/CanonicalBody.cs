using System.Runtime.CompilerServices;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>An element-wise body as nodes hold it: simplified, its variables numbered in the order in which they are read.</summary>
/// <param name="Body">The expression, in a0, a1, ….</param>
/// <param name="Inputs">For each of its variables the number that it had before.</param>
internal sealed record CanonicalBody(Expression Body, IReadOnlyList<int> Inputs)
{
    // Few bodies make up most of a graph: each is worked out once, and forgotten with the last node that has it.
    private static readonly ConditionalWeakTable<Expression, CanonicalBody> Known = new();

    public static CanonicalBody Of(Expression body) => Known.GetValue(body, Canonical);

    private static CanonicalBody Canonical(Expression body)
    {
        var inputs = new List<int>();
        var renumbered = Walk.Rewrite(Simplification.Simplify(body), node =>
        {
            if (node is not Variable variable)
                return null;
            int input = Elementwise.InputOf(variable);
            if (!inputs.Contains(input))
                inputs.Add(input);
            return Expression.Variable(Elementwise.NameOf(inputs.IndexOf(input)), variable.Kind);
        });
        return new(renumbered, inputs);
    }
}
