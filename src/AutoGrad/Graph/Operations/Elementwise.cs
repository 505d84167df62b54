using System.Globalization;
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
        Primitives.Min, Primitives.Max, Primitives.Selection, Primitives.StopGradient,
    ];

    private static readonly string[] Names = [.. Enumerable.Range(0, 16).Select(input => $"a{input}")];

    public override string Name => Body is Call call ? call.Primitive.Name : "identity";

    /// <summary>The variable that stands for an input.</summary>
    public static Variable Variable(int input, ElementType type) =>
        Expression.Variable(NameOf(input), type == ElementType.Bool ? VariableKind.Truth : VariableKind.Number);

    /// <summary>The name of the variable that stands for an input.</summary>
    public static string NameOf(int input) => input < Names.Length ? Names[input] : $"a{input}";

    /// <summary>The primitive applied to nodes.</summary>
    /// <exception cref="ArgumentNullException">An input is null.</exception>
    public static Node Apply(Primitive primitive, params Node[] inputs)
    {
        CheckNulls(inputs, primitive.Method);
        return Apply(arguments => Expression.Apply(primitive, arguments), inputs);
    }

    /// <summary>The expression that <paramref name="build"/> makes of the inputs' variables, applied to them.</summary>
    /// <exception cref="ArgumentNullException">An input is null.</exception>
    public static Node Apply(Func<Expression[], Expression> build, params Node[] inputs)
    {
        CheckNulls(inputs, "an element-wise operation");
        return Of(build([.. inputs.Select((input, i) => (Expression)Variable(i, input.ElementType))]), inputs);
    }

    /// <summary>An expression in a0, a1, … applied to the inputs: simplified, unused inputs dropped, the rest renumbered.</summary>
    /// <exception cref="ShapeException">Shapes or types do not fit.</exception>
    public static Node Of(Expression body, IReadOnlyList<Node> inputs)
    {
        string title = (body as Call)?.Primitive.Method ?? "Identity";
        var (shape, type) = (CommonShape(inputs, title), NumberType(inputs, title));
        // As it was written: what is simplified away may hide a mistake.
        Check(body, type);

        var canonical = CanonicalBody.Of(Walk.Rewrite(body, node => node is Symbolics.Variable variable ? Argument(variable, inputs) : null));
        // Folded away, the last number would take the element type with it.
        if (!canonical.Body.IsTruth && canonical.Body is not Constant && canonical.Inputs.All(input => inputs[input].ElementType == ElementType.Bool))
            canonical = CanonicalBody.Of(body);
        Node[] used = [.. canonical.Inputs.Select(input => inputs[input])];
        var result = canonical.Body switch
        {
            Symbolics.Variable => used[0],
            Constant constant => Node.Constant(constant.Value, type),
            _ => Node.Create(new Elementwise(canonical.Body), used),
        };
        if (result.ElementType != ElementType.Bool)
            result = result.Cast(type);
        // An input that was simplified away still has its say in the shape.
        return result.BroadcastTo(shape);
    }

    /// <summary>The same with variables of any names.</summary>
    public static Node Of(Expression body, IReadOnlyDictionary<Variable, Node> inputs)
    {
        Variable[] variables = [.. inputs.Keys];
        return Of(
            Walk.Rewrite(body, node => node is Symbolics.Variable variable ? Variable(Array.IndexOf(variables, variable), inputs[variable].ElementType) : null),
            [.. variables.Select(variable => inputs[variable])]);
    }

    /// <summary>The position of the input that a variable stands for.</summary>
    public static int InputOf(Variable variable) => int.Parse(variable.Name.AsSpan(1), CultureInfo.InvariantCulture);

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var type = NumberType(inputs, Title);
        Check(Body, type);
        return new(CommonShape(inputs, Title), Body.IsTruth ? ElementType.Bool : type);
    }

    public override bool IsFinite(IReadOnlyList<Node> inputs) => IsFinite(Body, inputs);

    /// <summary>Whether an expression in a0, a1, … of these inputs can be taken for finite.</summary>
    public static bool IsFinite(Expression body, IReadOnlyList<Node> inputs) =>
        Finiteness.IsPreserved(body) && Finiteness.ValuesIn(body).All(variable => inputs[InputOf(variable)].IsFinite);

    public override IReadOnlyList<WorkPart> Work(Node node) => WorkPart.Of(Body, node.Shape.Size);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        ElementwiseGradient.Of(Differentiation.Standard, node, input, new(upstream, null))?.Value;

    // A known number itself; of inputs that are the same node, the first.
    private static Expression Argument(Variable variable, IReadOnlyList<Node> inputs)
    {
        int input = InputOf(variable);
        if (Scalar(inputs[input]) is { } number)
            return number;
        int first = 0;
        while (inputs[first] != inputs[input])
            first++;
        return first == input ? variable : Variable(first, inputs[first].ElementType);
    }

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

    private static void CheckNulls(Node[] inputs, string operation)
    {
        int missing = Array.IndexOf(inputs, null);
        if (missing >= 0)
            throw new ArgumentNullException(null, $"Operand {missing + 1} of {operation} is null; a node was expected.");
    }

    // The one type of all inputs that are numbers.
    private static ElementType NumberType(IReadOnlyList<Node> inputs, string title)
    {
        Node? first = null;
        foreach (var input in inputs)
            if (input.ElementType != ElementType.Bool && input.ElementType != (first ??= input).ElementType)
                throw new ShapeException($"{title}: {first.ElementType.Text} and {input.ElementType.Text} do not mix; cast one with Cast(ElementType.{first.ElementType}).");
        return first?.ElementType ?? ElementType.Float32;
    }

    private static void Check(Expression body, ElementType type)
    {
        foreach (var expression in Walk.Ordered(body))
            if (expression is Call call)
                Check(call, type);
    }

    private static void Check(Call call, ElementType type)
    {
        var primitive = call.Primitive;
        for (int i = 0; i < primitive.Arity; i++)
            if (call[i].IsTruth != (primitive.Domain[i] == Interval.Truth))
                throw new ShapeException(call[i].IsTruth
                    ? primitive.YieldsTruth
                        ? $"{primitive.Method}: a comparison of a comparison. Write (a < b) & (b < c) for a < b < c."
                        : $"{primitive.Method}: argument {i + 1} is bool, a number was expected; Where(condition, 1, 0) makes one."
                    : $"{primitive.Method}: argument {i + 1} is a number, a condition was expected; x > 0 makes one.");
        if (!type.IsInteger)
            return;
        if (!primitive.YieldsTruth && !OnIntegers.Contains(primitive))
            throw new ShapeException($"{primitive.Method}: {type.Text} has no {primitive.Name}; cast with Cast(ElementType.Float32).");
        if (call.Arguments.OfType<Constant>().FirstOrDefault(constant => !ConstantOperation.Fits(constant.Value, type)) is { } number)
            throw new ShapeException(
                $"{primitive.Method}: {FormulaWriter.Write(number.Value)} is no {type.Text}, which the tensor beside it holds; cast that with Cast(ElementType.Float32).");
    }
}
