using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Row formulas as ordinary nodes: what lies between reductions becomes element-wise nodes, a reduction one over the last axis, and an
/// element at a label a sum of a selection. It is how row functions are differentiated further than their own gradients reach.
/// </summary>
internal sealed class RowLowering
{
    private readonly Dictionary<Expression, Expression> replacements = [];
    private readonly Dictionary<Variable, Node> nodes = [];
    private readonly Shape rows;
    private readonly ElementType type;

    private RowLowering(IReadOnlyList<VariableKind> kinds, IReadOnlyList<Node> inputs)
    {
        int row = kinds.ToList().IndexOf(VariableKind.Row);
        (rows, type) = (inputs[row].Shape, inputs[row].ElementType);
        for (int i = 0; i < inputs.Count; i++)
            nodes[FusedFunction.Variable(i, kinds[i])] = kinds[i] == VariableKind.Row ? inputs[i] : inputs[i].Cast(type).ReshapeTo(Numbers);
        replacements[Primitives.RowLength] = rows[^1];
    }

    private Shape Numbers => rows.With(rows.Rank - 1, 1);

    /// <summary>The nodes that compute what the call does.</summary>
    public static Node Lower(RowCall call, IReadOnlyList<Node> inputs) => Lower(call.Body, call.Kinds, inputs, call.Function.YieldsRow);

    /// <summary>The nodes that compute an expression over a0, a1, … for every row.</summary>
    /// <param name="body">The expression.</param>
    /// <param name="kinds">What each input is.</param>
    /// <param name="inputs">Rows of one shape, labels and numbers of that shape without the last axis.</param>
    /// <param name="yieldsRow">Whether the result is a row, rather than a number a row.</param>
    public static Node Lower(Expression body, IReadOnlyList<VariableKind> kinds, IReadOnlyList<Node> inputs, bool yieldsRow)
    {
        var lowering = new RowLowering(kinds, inputs);
        foreach (var call in Walk.Ordered(body).OfType<Call>())
            if (call.Primitive.Kind == PrimitiveKind.Reduction || call.Primitive == Primitives.Position)
                lowering.Replace(call);
        var result = lowering.Elementwise(body);
        return yieldsRow ? result.BroadcastTo(lowering.rows) : result.BroadcastTo(lowering.Numbers).ReshapeTo(Shape.Create(lowering.rows.AsSpan()[..^1]));
    }

    private void Replace(Call call)
    {
        // The positions, by an element at a label.
        if (replacements.ContainsKey(call))
            return;
        var node = call.Primitive == Primitives.Position ? Node.Create(new Iota(0, new([rows[^1]], type)))
            : call.Primitive == Primitives.Pick ? Reduce(ReductionKind.Sum, Primitives.Select(Expression.Apply(Primitives.EqualTo, Positions(), call[1]), call[0], 0))
            : Reduce(KindOf(call.Primitive), call[0]);
        // Named only now, since an element at a label replaces the positions first.
        var variable = Expression.Variable($"r{replacements.Count}");
        nodes[variable] = node;
        replacements[call] = variable;
    }

    private Expression Positions()
    {
        Replace((Call)Primitives.PositionInRow);
        return Primitives.PositionInRow;
    }

    private Node Reduce(ReductionKind kind, Expression argument) => Elementwise(argument).BroadcastTo(rows).Reduce(kind, Shape.Create([rows.Rank - 1]));

    private Node Elementwise(Expression expression)
    {
        var body = Walk.Rewrite(expression, replacements.GetValueOrDefault);
        var used = Walk.Ordered(body).OfType<Variable>().ToDictionary(variable => variable, variable => nodes[variable]);
        return used.Count > 0 ? AutoGrad.Elementwise.Of(body, used) : Node.Constant(Evaluation.Evaluate(body, new Dictionary<string, double>()), type);
    }

    private static ReductionKind KindOf(Primitive primitive) =>
        primitive == Primitives.Sum ? ReductionKind.Sum
        : primitive == Primitives.Mean ? ReductionKind.Mean
        : primitive == Primitives.RowMax ? ReductionKind.Max
        : primitive == Primitives.RowMin ? ReductionKind.Min
        : primitive == Primitives.LogSumExp ? ReductionKind.LogSumExp
        : throw new InvalidOperationException($"The reduction '{primitive.Name}' has no node.");
}
