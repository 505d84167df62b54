using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>One pass over a row: a struct with the arithmetic of one position, whose fields are the numbers that it reads.</summary>
internal sealed class RowPass
{
    private readonly string typeName;
    private readonly Expression expression;
    private readonly Expression? kept;
    private readonly CSharpWriter lanes;
    private readonly string[] inputs;
    private readonly int rowsRead;
    private readonly bool readsPosition;
    private (string Name, string Type)[] fields = [];
    private IReadOnlyList<string> statements = [];
    private string result = "";

    /// <param name="typeName">The struct's name.</param>
    /// <param name="expression">The value at a position.</param>
    /// <param name="rows">The rows of the kernel.</param>
    /// <param name="kept">What an earlier pass has kept, in the row after those; null if none has.</param>
    /// <param name="known">The numbers that are found before.</param>
    public RowPass(string typeName, Expression expression, IReadOnlyList<Variable> rows, Expression? kept, IEnumerable<(Expression Expression, string Name)> known)
    {
        this.typeName = typeName;
        this.expression = expression;
        this.kept = kept;
        Names = new(["V", "Rows", "ReadsPosition", "Invoke", typeName, .. known.Select(number => number.Name)]);
        lanes = new(Names);
        var nodes = Walk.Ordered(expression, node => node == kept || node is Call { Primitive.Kind: PrimitiveKind.Reduction });
        string position = Names.Unique("position");
        lanes.Bind(Primitives.PositionInRow, position, isLanes: true);
        readsPosition = nodes.Contains(Primitives.PositionInRow);
        inputs = [position, "", "", ""];
        for (int i = 0; i < 3; i++)
        {
            var input = i < rows.Count ? rows[i] : i == rows.Count ? kept : null;
            inputs[i + 1] = Names.Unique(input is Variable variable ? variable.Name : input is not null ? "kept" : $"{(char)('a' + i)}");
            if (input is null)
                continue;
            lanes.Bind(input, inputs[i + 1], isLanes: true);
            if (nodes.Contains(input))
                rowsRead = i + 1;
        }
        foreach (var (number, name) in known)
            lanes.Bind(number, name, isLanes: false);
        Parts = lanes.UniformParts([expression]);
    }

    /// <summary>What has to be known, beyond what is, before the pass.</summary>
    public IReadOnlyList<Call> Parts { get; }

    private CSharpNames Names { get; }

    /// <summary>Writes the arithmetic, now that all its numbers have names.</summary>
    public void Finish(IReadOnlyList<(Expression Expression, string Name)> known)
    {
        var numbers = known.ToDictionary(number => number.Expression, number => number.Name);
        foreach (var part in Parts)
        {
            Names.Unique(numbers[part]);
            lanes.Bind(part, numbers[part], isLanes: false);
        }
        fields = [.. Walk.Ordered(expression, node => node == kept || numbers.ContainsKey(node)).Where(numbers.ContainsKey).Select(node => (numbers[node], node.IsTruth ? "bool" : LibraryTypes.Uniform))];
        (statements, var results) = lanes.WriteLanes(expression);
        result = results[0];
    }

    /// <summary>The pass's type, and how it is made from the numbers.</summary>
    public string Run(out string instance)
    {
        instance = fields.Length == 0 ? $"default({typeName})" : $"new {typeName}({string.Join(", ", fields.Select(field => field.Name))})";
        return typeName;
    }

    public void Emit(SourceWriter writer)
    {
        string constructor = fields.Length == 0 ? "" : $"({string.Join(", ", fields.Select(field => $"{field.Type} {field.Name}"))})";
        writer.Line($"// {FormulaWriter.Write(expression)}");
        writer.Open($"public readonly struct {typeName}{constructor} : {LibraryTypes.Kernels}IRowPass<{typeName}>");
        writer.Line($"public static int Rows => {rowsRead};");
        writer.Line();
        writer.Line($"public static bool ReadsPosition => {(readsPosition ? "true" : "false")};");
        writer.Line();
        writer.Line(LibraryTypes.Inline);
        string signature = $"public V Invoke<V>({string.Join(", ", inputs.Select(input => $"V {input}"))})";
        const string constraint = $"where V : struct, {LibraryTypes.Kernels}ILanes<V>";
        if (statements.Count == 0)
        {
            writer.Line(signature);
            writer.Indented($"{constraint} =>", $"{result};");
        }
        else
        {
            writer.Open(signature, constraint);
            writer.Lines(statements);
            writer.Line($"return {result};");
            writer.Close();
        }
        writer.Close();
    }
}
