using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Cuts expressions that take much to compute into stages. The processor works on several vectors at once only as long as one of them does not take
/// too many instructions, and the JIT inlines only so much into one loop: a long expression is faster as several loops over a block that stays in
/// the first-level cache.
/// </summary>
internal sealed class ElementStages
{
    private const int MostWeight = 64;

    private readonly ExpressionList bodies;
    private readonly int inputs;
    private readonly List<Expression> ordered;
    private readonly Dictionary<Expression, int> stageOf = [], slots = [];

    private ElementStages(ExpressionList bodies, int inputs)
    {
        (this.bodies, this.inputs) = (bodies, inputs);
        ordered = Walk.Ordered(bodies.Items, static node => node.Arguments);
        int weight = 0;
        foreach (var call in ordered.OfType<Call>())
        {
            int own = InliningBudget.Weight(call);
            if (weight > 0 && weight + own > MostWeight)
            {
                Count++;
                weight = 0;
            }
            weight += own;
            stageOf[call] = Count - 1;
        }
        for (int i = 0; i < bodies.Count; i++)
            slots.TryAdd(bodies[i], inputs + i);
        foreach (var call in ordered.OfType<Call>())
            foreach (var argument in call.Arguments)
                if (argument is Call && stageOf[argument] < stageOf[call] && !slots.ContainsKey(argument))
                    slots.Add(argument, inputs + bodies.Count + Temporaries++);
    }

    /// <summary>The number of stages.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>The number of blocks between them.</summary>
    public int Temporaries { get; private set; }

    /// <summary>The stages of expressions in a0, a1, …. The slots are numbered: the inputs, the results, and what lies between stages.</summary>
    public static ElementStages Of(ExpressionList bodies, int inputs) => new(bodies, inputs);

    /// <summary>What each stage computes.</summary>
    /// <param name="function">The function of some expressions whose operands lie in these slots.</param>
    public ElementStage[] Create(Func<ExpressionList, IReadOnlyList<int>, TileFunction> function) =>
        [.. Enumerable.Range(0, Count).Select(stage => Create(stage, function))];

    private ElementStage Create(int stage, Func<ExpressionList, IReadOnlyList<int>, TileFunction> function)
    {
        var operands = new List<int>();
        var (own, results) = (new List<Expression>(), new List<int>());
        foreach (var node in ordered)
            if (slots.TryGetValue(node, out int slot) && stageOf.GetValueOrDefault(node, Count - 1) == stage)
                Add(node, slot);
        // An expression that is asked for twice is computed twice.
        for (int i = 0; i < bodies.Count; i++)
            if (slots[bodies[i]] != inputs + i && stageOf.GetValueOrDefault(bodies[i], Count - 1) == stage)
                Add(bodies[i], inputs + i);
        return new(function(new([.. own]), operands), [.. operands], [.. results]);

        void Add(Expression node, int slot)
        {
            own.Add(Walk.Rewrite(node, part => part is Variable variable ? Operand(Elementwise.InputOf(variable), variable.IsTruth)
                : part is Call && stageOf[part] < stage ? Operand(slots[part], part.IsTruth)
                : null));
            results.Add(slot);
        }

        Variable Operand(int slot, bool isTruth)
        {
            if (!operands.Contains(slot))
                operands.Add(slot);
            return Elementwise.Variable(operands.IndexOf(slot), isTruth ? ElementType.Bool : ElementType.Float32);
        }
    }
}
