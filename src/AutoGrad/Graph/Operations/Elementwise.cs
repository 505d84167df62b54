using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// A scalar expression applied position by position to inputs that are broadcast to a common shape. Its variables are called after the
/// inputs' positions: a0, a1, ….
/// </summary>
internal record Elementwise(Expression Body) : Operation
{
    // Beyond the integers themselves: what has an exact meaning on them.
    private static readonly HashSet<Primitive> OnIntegers =
    [
        Primitives.Add, Primitives.Subtract, Primitives.Multiply, Primitives.Negate, Primitives.Square, Primitives.Abs, Primitives.Sign,
        Primitives.Min, Primitives.Max, Primitives.Selection,
    ];

    public override string Name => Body is Call call ? call.Primitive.Name : "identity";

    /// <summary>The variable that stands for an input.</summary>
    public static Variable Variable(int input, ElementType type) =>
        Expression.Variable($"a{input}", type == ElementType.Bool ? VariableKind.Truth : VariableKind.Number);

    /// <summary>The primitive applied to nodes.</summary>
    public static Node Apply(Primitive primitive, params Node[] inputs) =>
        Apply(arguments => Expression.Apply(primitive, arguments), inputs);

    /// <summary>The expression that <paramref name="build"/> makes of the inputs' variables, applied to them.</summary>
    public static Node Apply(Func<Expression[], Expression> build, params Node[] inputs) =>
        Of(build([.. inputs.Select((input, i) => (Expression)Variable(i, input.ElementType))]), inputs);

    /// <summary>An expression in a0, a1, … applied to the inputs: simplified, unused inputs dropped, the rest renumbered.</summary>
    public static Node Of(Expression body, IReadOnlyList<Node> inputs)
    {
        var leaves = inputs.Select((input, i) => (Variable: Variable(i, input.ElementType), Input: input)).ToDictionary(pair => pair.Variable, pair => pair.Input);
        return Of(body, leaves);
    }

    /// <summary>The same with variables of any names.</summary>
    public static Node Of(Expression body, IReadOnlyDictionary<Variable, Node> inputs)
    {
        var used = new List<Node>();
        var renamed = Renumber(Simplification.Simplify(Walk.Rewrite(body, node => node is Symbolics.Variable variable ? Scalar(inputs[variable]) : null)), inputs, used);
        // Folded away, the last number would take the element type with it.
        if (!renamed.IsTruth && renamed is not Constant && used.All(input => input.ElementType == ElementType.Bool))
            renamed = Renumber(Simplification.Simplify(body), inputs, used = []);
        var result = renamed switch
        {
            Symbolics.Variable => used[0],
            Constant constant => Node.Constant(constant.Value, inputs.Values.FirstOrDefault(input => input.ElementType != ElementType.Bool)?.ElementType ?? ElementType.Float32),
            _ => Node.Create(new Elementwise(renamed), [.. used]),
        };
        // An input that was simplified away still has its say in the shape.
        return result.BroadcastTo(CommonShape(inputs.Values, (body as Call)?.Primitive.Method ?? "Identity"));
    }

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(CommonShape(inputs, Title), Element(inputs));

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        ElementwiseGradient.Of(Differentiation.Standard, node, input, new(upstream, null))?.Value;

    private static Expression Renumber(Expression body, IReadOnlyDictionary<Variable, Node> inputs, List<Node> used) => Walk.Rewrite(body, node =>
    {
        if (node is not Symbolics.Variable variable)
            return null;
        var input = inputs[variable];
        if (!used.Contains(input))
            used.Add(input);
        return Variable(used.IndexOf(input), input.ElementType);
    });

    internal static Shape CommonShape(IEnumerable<Node> inputs, string title)
    {
        var shape = Shape.Scalar;
        foreach (var input in inputs)
            shape = Shape.Broadcast(shape, input.Shape)
                ?? throw new ShapeException($"{title}: {string.Join(" and ", inputs.Select(i => i.Shape))} do not broadcast: aligned at the last axis, extents must be equal or 1.");
        return shape;
    }

    /// <summary>How messages call it.</summary>
    protected virtual string Title => Body is Call call ? call.Primitive.Method : "Identity";

    // A number that was repeated is still that number: the common shape remembers how often.
    private static Expression? Scalar(Node node)
    {
        while (node.Operation is BroadcastTo or Reshape)
            node = node.Inputs[0];
        return node is { Operation: ConstantOperation { Values: [var value] }, ElementType: not ElementType.Bool } ? value : null;
    }

    private ElementType Element(IReadOnlyList<Node> inputs)
    {
        var numbers = inputs.Where(input => input.ElementType != ElementType.Bool).ToArray();
        if (numbers.FirstOrDefault(input => input.ElementType != numbers[0].ElementType) is { } other)
            throw new ShapeException($"{Title}: {numbers[0].ElementType.Text} and {other.ElementType.Text} do not mix; cast one with Cast(ElementType.{numbers[0].ElementType}).");
        foreach (var call in Walk.Ordered(Body).OfType<Call>())
            Check(call, numbers);
        return Body.IsTruth ? ElementType.Bool : numbers.Length > 0 ? numbers[0].ElementType : ElementType.Float32;
    }

    private static void Check(Call call, Node[] numbers)
    {
        var primitive = call.Primitive;
        for (int i = 0; i < primitive.Arity; i++)
            if (call[i].IsTruth != (primitive.Domain[i] == Interval.Truth))
                throw new ShapeException(call[i].IsTruth
                    ? primitive.YieldsTruth
                        ? $"{primitive.Method}: a comparison of a comparison. Write (a < b) & (b < c) for a < b < c."
                        : $"{primitive.Method}: argument {i + 1} is bool, a number was expected; Where(condition, 1, 0) makes one."
                    : $"{primitive.Method}: argument {i + 1} is a number, a condition was expected; x > 0 makes one.");
        if (numbers is [{ ElementType.IsInteger: true } integer, ..] && !primitive.YieldsTruth && !OnIntegers.Contains(primitive))
            throw new ShapeException($"{primitive.Method}: {integer.ElementType.Text} has no {primitive.Name}; cast with Cast(ElementType.Float32).");
    }
}
