namespace AutoGrad.Symbolics;

/// <summary>
/// Expressions as C#. What depends on a vector variable is written for lanes of a type <c>V</c>; the rest is plain arithmetic on
/// <see cref="double"/>. The code computes exactly the expression it is given, operation by operation: sub-expressions that occur
/// more than once become locals, and nothing is reordered.
/// </summary>
/// <param name="names">The names taken around the code; those of its locals are added.</param>
internal sealed partial class CSharpWriter(CSharpNames names)
{
    private const int LongestLine = 170;

    private readonly Dictionary<Expression, CSharpTerm> bound = [];
    private HashSet<Expression> called = [];

    /// <summary>Says that a C# variable holds the value of an expression.</summary>
    public void Bind(Expression expression, string name, bool isLanes) =>
        bound[expression] = new(name, CSharpTerm.Primary, isLanes);

    /// <summary>Whether a C# variable holds the value of an expression.</summary>
    public bool IsBound(Expression expression) => bound.ContainsKey(expression);

    /// <summary>Whether the expression is one plain number, or truth, for all lanes.</summary>
    public bool IsUniform(Expression expression) => Walk.Ordered(expression, IsBound).All(node => !bound.TryGetValue(node, out var text) || !text.IsLanes);

    /// <summary>
    /// The uniform calls that are as large as can be: what a kernel would compute anew for every vector, if it did not do so once.
    /// </summary>
    public IReadOnlyList<Call> UniformParts(IReadOnlyList<Expression> roots)
    {
        var ordered = Walk.Ordered(roots, static node => node.Arguments, IsBound);
        var uniform = new HashSet<Expression>();
        foreach (var node in ordered)
            if (bound.TryGetValue(node, out var text) ? !text.IsLanes : node is Constant || (node is Call && node.Arguments.All(uniform.Contains)))
                uniform.Add(node);

        var inner = new HashSet<Expression>(ordered.Where(node => uniform.Contains(node) && !IsBound(node)).SelectMany(node => node.Arguments));
        foreach (var node in ordered.Where(node => !uniform.Contains(node)).SelectMany(node => node.Arguments))
            inner.Remove(node);
        foreach (var root in roots)
            inner.Remove(root);
        return [.. ordered.Where(node => uniform.Contains(node) && !inner.Contains(node) && !IsBound(node)).OfType<Call>()];
    }

    /// <summary>The statements that the roots need, and the roots themselves: lanes each.</summary>
    public (IReadOnlyList<string> Statements, IReadOnlyList<string> Results) WriteLanes(params IReadOnlyList<Expression> roots)
    {
        var (statements, texts) = Write(roots);
        return (statements, [.. texts.Select(text => text.AsLanes().Text)]);
    }

    /// <summary>The statements that the roots need, and the roots themselves: plain numbers and truths.</summary>
    public (IReadOnlyList<string> Statements, IReadOnlyList<string> Results) WriteNumbers(params IReadOnlyList<Expression> roots)
    {
        var (statements, texts) = Write(roots);
        return (statements, [.. texts.Select(text => text.Text)]);
    }

    private (List<string> Statements, List<CSharpTerm> Results) Write(IReadOnlyList<Expression> roots)
    {
        var ordered = Walk.Ordered(roots, static node => node.Arguments, IsBound);
        var shared = new HashSet<Expression>(ordered.Where(node => !IsBound(node)).SelectMany(node => node.Arguments).Concat(roots)
            .GroupBy(node => node).Where(group => group.Count() > 1 && group.Key is Call).Select(group => group.Key));
        called = InliningBudget.Exceeding(ordered.Where(node => !IsBound(node) && !IsUniform(node)));
        var statements = new List<string>();
        var texts = new Dictionary<Expression, CSharpTerm>();
        foreach (var node in ordered)
        {
            var text = bound.TryGetValue(node, out var known) ? known : Text(node, texts);
            if (node is Call && !IsBound(node) && (shared.Contains(node) || (text.Text.Length > LongestLine && !roots.Contains(node))))
            {
                string name = names.For(node);
                statements.Add($"var {name} = {text.Text};");
                text = new(name, CSharpTerm.Primary, text.IsLanes);
            }
            texts[node] = text;
        }
        return (statements, [.. roots.Select(root => texts[root])]);
    }

    private CSharpTerm Text(Expression node, Dictionary<Expression, CSharpTerm> texts) => node switch
    {
        Constant constant => new(CSharpLiteral.Of(constant.Value), constant.Value < 0 || 1 / constant.Value < 0 ? CSharpTerm.Unary : CSharpTerm.Primary, IsLanes: false),
        Call call => Of(call, [.. call.Arguments.Select(argument => texts[argument])]),
        _ => throw new InvalidOperationException($"No C# variable holds '{node}'."),
    };
}
