using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>
/// A row kernel: passes over the row, one for each reduction, in the order in which they need one another, and one more for the result.
/// Between them stands plain arithmetic on the numbers found so far.
/// </summary>
internal sealed class RowKernel
{
    private const int MostRows = 3;
    private const int MostNumbers = 2;
    private const double SmallestDivisor = 1e-30;

    private readonly IReadOnlyList<string> comments;
    private readonly IReadOnlyList<Variable> rows;
    private readonly IReadOnlyList<Variable> numbers;
    private readonly bool yieldsRow;
    private readonly bool yieldsNumber;
    private readonly KernelFields fields;
    private readonly CSharpNames names;
    private readonly CSharpWriter scalars;
    private readonly List<(Expression Expression, string Name)> known = [];
    private readonly List<string> statements = [];
    private readonly Dictionary<Expression, RowPass> passes = [];
    private readonly Call? keeping;
    private Expression? kept;

    /// <param name="typeName">The struct's name.</param>
    /// <param name="comments">What stands above it.</param>
    /// <param name="inputs">The rows, labels and numbers given for each row.</param>
    /// <param name="parameters">The variables given once, in the order of <c>Create</c>.</param>
    /// <param name="row">The row that it yields, if any.</param>
    /// <param name="number">The number that it yields, if any.</param>
    public RowKernel(
        string typeName, IReadOnlyList<string> comments, IReadOnlyList<Variable> inputs, IReadOnlyList<Variable> parameters, Expression? row, Expression? number)
    {
        TypeName = typeName;
        this.comments = comments;
        rows = [.. inputs.Where(input => input.Kind == VariableKind.Row)];
        // Labels come first, then what else is given a row.
        numbers = [.. inputs.Where(input => input.Kind == VariableKind.Label), .. inputs.Where(input => input.Kind == VariableKind.Number)];
        (yieldsRow, yieldsNumber) = (row is not null, number is not null);
        if (rows.Count > MostRows || numbers.Count > MostNumbers)
            throw new EmissionException($"A row kernel reads at most {MostRows} rows and {MostNumbers} numbers, and one of '{string.Join(", ", inputs.Select(input => input.Name))}' would be needed.");

        names = new(["V", "T", "Create", "Invoke", "Rows", "Numbers", "YieldsRow", "YieldsNumber", "parameters", "row", typeName]);
        scalars = new(names);
        Expression[] roots = [.. new[] { row, number }.OfType<Expression>().Select(root => Multiplied(KernelFields.Prepare(root)))];
        var ordered = Walk.Ordered(roots, static node => node.Arguments);
        fields = Fields(parameters, ordered, roots);
        foreach (var (expression, name) in fields.Names)
            Know(expression, name);
        for (int i = 0; i < numbers.Count; i++)
            if (ordered.Contains(numbers[i]))
                Declare(numbers[i], names.Unique(numbers[i].Name), $"double {{0}} = row.Number({i});");
        if (ordered.Contains(Primitives.RowLength))
            Declare(Primitives.RowLength, names.Unique("length"), "double {0} = row.Length;");
        Call[] reductions = [.. ordered.OfType<Call>().Where(call => call.Primitive.Kind == PrimitiveKind.Reduction)];
        keeping = rows.Count < MostRows ? Keeping(reductions, row is null ? null : roots[0]) : null;
        foreach (var reduction in reductions)
            Reduce(reduction);
        if (number is not null)
            statements.Add($"row.Yield({Number(roots[roots.Length - 1])});");
        if (row is not null)
            statements.Add($"{LibraryTypes.Kernels}RowLoops.Map<{PassOf(roots[0], "Result").Run(out string pass)}, V, T>({pass}, in row);");
    }

    public string TypeName { get; }

    /// <summary>The kernel, made from these values of its parameters.</summary>
    public string New(string holder, IEnumerable<string> arguments) => fields.New($"{holder}.{TypeName}", arguments);

    public void Emit(SourceWriter writer)
    {
        writer.Lines(comments.Select(comment => $"// {comment}"));
        writer.Open($"public readonly struct {TypeName} : {LibraryTypes.Kernels}IRowKernel<{TypeName}>");
        fields.Emit(writer, TypeName);
        writer.Line();
        writer.Line($"public static int Rows => {rows.Count};");
        writer.Line();
        writer.Line($"public static int Numbers => {numbers.Count};");
        writer.Line();
        writer.Line($"public static bool YieldsRow => {(yieldsRow ? "true" : "false")};");
        writer.Line();
        writer.Line($"public static bool YieldsNumber => {(yieldsNumber ? "true" : "false")};");
        writer.Line();
        if (keeping is not null)
        {
            writer.Line("public static bool KeepsRow => true;");
            writer.Line();
        }
        writer.Line(LibraryTypes.Inline);
        writer.Open(
            $"public void Invoke<V, T>(in {LibraryTypes.Kernels}RowArguments<T> row)",
            $"where V : struct, {LibraryTypes.Kernels}ILanes<V, T>", "where T : unmanaged");
        writer.Lines(statements);
        writer.Close();
        foreach (var pass in passes.Values)
        {
            writer.Line();
            pass.Emit(writer);
        }
        writer.Close();
    }

    // One division a row instead of one a position, where that cannot overflow.
    private static Expression Multiplied(Expression root) => Walk.Rewrite(root, static _ => null, static (primitive, arguments) =>
        primitive == Primitives.Divide && arguments[0].IsRow && !arguments[1].IsRow && IntervalAnalysis.Range(arguments[1], static _ => Interval.All).Low >= SmallestDivisor
            ? Expression.Apply(Primitives.Multiply, arguments[0], Expression.Apply(Primitives.Reciprocal, arguments[1]))
            : Expression.Apply(primitive, arguments));

    // The first sum of function values that are needed again.
    private static Call? Keeping(Call[] reductions, Expression? row) => Array.Find(reductions, sum =>
        sum.Is(Primitives.Sum) && sum[0].IsRow
        && Walk.Ordered(sum[0], node => !node.IsRow).OfType<Call>().Any(call => call.IsRow && InliningBudget.Functions.Contains(call.Primitive))
        && reductions.Skip(Array.IndexOf(reductions, sum) + 1).Select(later => later[0]).Append(row)
            .Any(later => later is not null && Walk.Ordered(later, node => !node.IsRow).Contains(sum[0])));

    // For the fields alone everything that a row brings counts as lanes: what is left depends on the parameters alone.
    private KernelFields Fields(IReadOnlyList<Variable> parameters, IReadOnlyList<Expression> ordered, IReadOnlyList<Expression> roots)
    {
        var outside = new CSharpWriter(names);
        var arguments = ordered.OfType<Call>().Where(call => call.Primitive.Kind == PrimitiveKind.Reduction).SelectMany(call => call.Arguments).ToArray();
        foreach (var node in ordered)
            if (node is Variable variable ? !parameters.Contains(variable) : node is Call { Primitive.Kind: not PrimitiveKind.Elementwise })
                outside.Bind(node, "", isLanes: true);
        return new(parameters, [.. arguments, .. roots], outside, names, "double");
    }

    private void Know(Expression expression, string name)
    {
        scalars.Bind(expression, name, isLanes: false);
        known.Add((expression, name));
    }

    private void Declare(Expression expression, string name, string statement)
    {
        statements.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, name));
        Know(expression, name);
    }

    private void Reduce(Call reduction)
    {
        string method = reduction.Primitive.Method;
        var pass = PassOf(reduction[0], method);
        string type = pass.Run(out string instance);
        string call = reduction.Is(Primitives.Pick)
            ? $"{LibraryTypes.Kernels}RowLoops.Pick<{type}, T>({instance}, in row, {Number(reduction[1])})"
            : $"{LibraryTypes.Kernels}RowLoops.{(reduction == keeping ? "SumAndKeep" : method)}<{type}, V, T>({instance}, in row)";
        Declare(reduction, names.For(reduction), $"double {{0}} = {call};");
        if (reduction == keeping)
            kept = reduction[0];
    }

    private string Number(Expression expression)
    {
        var (before, results) = scalars.WriteNumbers(expression);
        statements.AddRange(before);
        return results[0];
    }

    private RowPass PassOf(Expression expression, string name)
    {
        if (passes.TryGetValue(expression, out var made))
            return made;
        var pass = new RowPass(names.Unique(name), expression, rows, kept, known);
        foreach (var part in pass.Parts)
        {
            string value = Number(part);
            Declare(part, names.For(part), $"{(part.IsTruth ? "bool" : "double")} {{0}} = {value};");
        }
        pass.Finish(known);
        passes.Add(expression, pass);
        return pass;
    }
}
