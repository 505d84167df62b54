namespace AutoGrad.Symbolics;

/// <summary>What conditions that hold say about the values of expressions: under <c>x &gt; 0</c>, that x lies above 0.</summary>
internal sealed class Assumptions
{
    private static readonly Dictionary<Primitive, Primitive> Opposites = new()
    {
        [Primitives.Less] = Primitives.GreaterOrEqual, [Primitives.GreaterOrEqual] = Primitives.Less,
        [Primitives.Greater] = Primitives.LessOrEqual, [Primitives.LessOrEqual] = Primitives.Greater,
        [Primitives.EqualTo] = Primitives.NotEqualTo, [Primitives.NotEqualTo] = Primitives.EqualTo,
    };

    private static readonly Dictionary<Primitive, Primitive> Mirrored = new()
    {
        [Primitives.Less] = Primitives.Greater, [Primitives.Greater] = Primitives.Less,
        [Primitives.LessOrEqual] = Primitives.GreaterOrEqual, [Primitives.GreaterOrEqual] = Primitives.LessOrEqual,
        [Primitives.EqualTo] = Primitives.EqualTo, [Primitives.NotEqualTo] = Primitives.NotEqualTo,
    };

    private readonly Dictionary<Expression, Interval> bounds = [];
    private readonly HashSet<Expression> nonzero = [];

    /// <summary>What follows when all the conditions hold.</summary>
    public Assumptions(IEnumerable<Expression> conditions)
    {
        foreach (var condition in conditions)
            Assume(condition, true);
    }

    public static Assumptions None { get; } = new([]);

    /// <summary>The part of the range that the conditions leave; all of it where they contradict it, since then nothing runs there.</summary>
    public Interval Refine(Expression expression, Interval range)
    {
        if (!bounds.TryGetValue(expression, out var bound))
            return range;
        var both = new Interval(Math.Max(range.Low, bound.Low), Math.Min(range.High, bound.High));
        return both.Low <= both.High ? both : range;
    }

    /// <summary>Whether the conditions exclude that the expression is 0.</summary>
    public bool ExcludeZero(Expression expression) => nonzero.Contains(expression);

    private void Assume(Expression condition, bool holds)
    {
        if (condition is not Call call)
            return;
        if (call.Is(Primitives.LogicalNot))
            Assume(call[0], !holds);
        else if (call.Is(holds ? Primitives.LogicalAnd : Primitives.LogicalOr))
        {
            Assume(call[0], holds);
            Assume(call[1], holds);
        }
        else if (Opposites.TryGetValue(call.Primitive, out var opposite))
            AssumeComparison(holds ? call.Primitive : opposite, call[0], call[1]);
    }

    private void AssumeComparison(Primitive comparison, Expression a, Expression b)
    {
        if (b is Constant right)
            Bound(comparison, a, right.Value);
        else if (a is Constant left)
            Bound(Mirrored[comparison], b, left.Value);
        else
        {
            Bound(comparison, a - b, 0);
            Bound(Mirrored[comparison], b - a, 0);
        }
    }

    private void Bound(Primitive comparison, Expression subject, double limit)
    {
        if (comparison == Primitives.NotEqualTo)
        {
            if (limit == 0)
                nonzero.Add(subject);
            return;
        }

        bool below = comparison == Primitives.Less || comparison == Primitives.LessOrEqual || comparison == Primitives.EqualTo;
        bool above = comparison == Primitives.Greater || comparison == Primitives.GreaterOrEqual || comparison == Primitives.EqualTo;
        var bound = new Interval(
            above ? comparison == Primitives.Greater ? Above(limit) : limit : double.NegativeInfinity,
            below ? comparison == Primitives.Less ? -Above(-limit) : limit : double.PositiveInfinity);
        bounds[subject] = Refine(subject, bound);

        // |u| and u² say something of u.
        if (subject is not Call { Primitive: var primitive } call)
            return;
        bool isMagnitude = primitive == Primitives.Abs || primitive == Primitives.Square || (primitive == Primitives.Multiply && call[0] == call[1]);
        if (isMagnitude && bounds[subject].Low > 0)
            nonzero.Add(call[0]);
        if (primitive == Primitives.Abs && bounds[subject].High >= 0)
            bounds[call[0]] = Refine(call[0], new(-bounds[subject].High, bounds[subject].High));
    }

    // The next larger double.
    private static double Above(double value)
    {
        if (double.IsNaN(value) || double.IsPositiveInfinity(value))
            return value;
        if (value == 0)
            return double.Epsilon;
        long bits = BitConverter.DoubleToInt64Bits(value);
        return BitConverter.Int64BitsToDouble(value > 0 ? bits + 1 : bits - 1);
    }
}
