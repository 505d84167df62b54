using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>
/// The fields of a kernel: parameters that its arithmetic reads, and what can be computed from parameters alone, once and in double
/// precision.
/// </summary>
internal sealed class KernelFields
{
    private readonly (string Name, bool IsTruth)[] parameters;
    private readonly List<(string Name, string Type, string? Value)> fields = [];
    private readonly List<(Expression Expression, string Name)> bindings = [];
    private readonly IReadOnlyList<string> statements;

    /// <summary>Finds the fields, and binds them where the arithmetic is written.</summary>
    /// <param name="variables">The parameters, in the order of <c>Create</c>.</param>
    /// <param name="roots">The expressions that the kernel computes.</param>
    /// <param name="writer">Writes the kernel's arithmetic; inputs are bound already.</param>
    /// <param name="names">The names in the kernel.</param>
    /// <param name="numberType">The type of fields that are numbers.</param>
    public KernelFields(IReadOnlyList<Variable> variables, IReadOnlyList<Expression> roots, CSharpWriter writer, CSharpNames names, string numberType)
    {
        parameters = [.. variables.Select(variable => (names.Unique(variable.Name), variable.IsTruth))];
        var constructor = new CSharpWriter(names);
        for (int i = 0; i < parameters.Length; i++)
        {
            writer.Bind(variables[i], parameters[i].Name, isLanes: false);
            constructor.Bind(variables[i], parameters[i].Name, isLanes: false);
        }

        var parts = writer.UniformParts(roots);
        var partNames = parts.Select(part => names.For(part, letter: "c")).ToArray();
        var (before, values) = constructor.WriteNumbers(parts);
        statements = before;
        bindings.AddRange(variables.Zip(parameters, (variable, parameter) => ((Expression)variable, parameter.Name)));
        bindings.AddRange(parts.Zip(partNames, (part, name) => ((Expression)part, name)));
        foreach (var (expression, name) in bindings)
            writer.Bind(expression, name, isLanes: false);

        var read = Walk.Ordered(roots, static node => node.Arguments, node => parts.Contains(node));
        for (int i = 0; i < parameters.Length; i++)
            if (read.Contains(variables[i]))
                fields.Add((parameters[i].Name, parameters[i].IsTruth ? "bool" : numberType, null));
        for (int i = 0; i < parts.Count; i++)
            fields.Add((partNames[i], parts[i].IsTruth ? "bool" : numberType, values[i]));
    }

    /// <summary>The expression as a kernel computes it: simplified as the graph does it, so that both compute the same bits, and without what only a gradient sees.</summary>
    public static Expression Prepare(Expression expression) => Walk.Rewrite(
        Simplification.Simplify(expression), static _ => null,
        static (primitive, arguments) => primitive == Primitives.StopGradient ? arguments[0] : Expression.Apply(primitive, arguments));

    /// <summary>What is called how, for further writers.</summary>
    public IReadOnlyList<(Expression Expression, string Name)> Names => bindings;

    /// <summary>The kernel, made from these values of its parameters.</summary>
    public string New(string type, IEnumerable<string> arguments) => fields.Count == 0 ? $"default({type})" : $"new {type}({string.Join(", ", arguments)})";

    /// <summary>The fields, the constructor, and <c>Create</c>.</summary>
    public void Emit(SourceWriter writer, string typeName)
    {
        foreach (var (name, type, _) in fields)
            writer.Line($"private readonly {type} {name};");
        writer.Line();
        if (fields.Count > 0)
        {
            writer.Open($"public {typeName}({string.Join(", ", parameters.Select(parameter => $"{(parameter.IsTruth ? "bool" : "double")} {parameter.Name}"))})");
            foreach (var (name, _, value) in fields)
                if (value is null)
                    writer.Line($"this.{name} = {name};");
            writer.Lines(statements);
            foreach (var (name, _, value) in fields)
                if (value is not null)
                    writer.Line($"{name} = {value};");
            writer.Close();
            writer.Line();
        }
        writer.Line($"public static {typeName} Create({LibraryTypes.Parameters}) => {New(typeName, parameters.Select((parameter, i) => $"parameters[{i}]{(parameter.IsTruth ? " != 0" : "")}"))};");
    }
}
