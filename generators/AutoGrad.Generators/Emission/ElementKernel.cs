using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>A struct with the arithmetic of one or more expressions in some inputs: an element kernel of the library.</summary>
internal sealed class ElementKernel
{
    private static readonly string[] ResultNames = ["first", "second", "third", "fourth"];

    private readonly IReadOnlyList<string> comments;
    private readonly string[] inputs;
    private readonly KernelFields fields;
    private readonly IReadOnlyList<string> statements;
    private readonly IReadOnlyList<string> results;

    /// <param name="typeName">The struct's name.</param>
    /// <param name="comments">What stands above it.</param>
    /// <param name="inputs">The variables given for each element.</param>
    /// <param name="parameters">The variables given once, in the order of <c>Create</c>.</param>
    /// <param name="results">The expressions.</param>
    public ElementKernel(
        string typeName, IReadOnlyList<string> comments, IReadOnlyList<Variable> inputs, IReadOnlyList<Variable> parameters, params IReadOnlyList<Expression> results)
    {
        TypeName = typeName;
        this.comments = comments;
        var names = new CSharpNames(["V", "Create", "Invoke", "parameters", typeName, .. results.Count > 1 ? ResultNames : []]);
        var lanes = new CSharpWriter(names);
        this.inputs = [.. inputs.Select(input => names.Unique(input.Name))];
        for (int i = 0; i < inputs.Count; i++)
            lanes.Bind(inputs[i], this.inputs[i], isLanes: true);
        var roots = results.Select(KernelFields.Prepare).ToArray();
        fields = new(parameters, roots, lanes, names, LibraryTypes.Uniform);
        (statements, this.results) = lanes.WriteLanes(roots);
    }

    public string TypeName { get; }

    /// <summary>The shape of the kernel, as the library's interfaces and factories are called: <c>2</c>, <c>2To2</c>.</summary>
    public string Shape => results.Count == 1 ? $"{inputs.Length}" : $"{inputs.Length}To{results.Count}";

    /// <summary>The kernel, made from these values of its parameters.</summary>
    public string New(string holder, IEnumerable<string> arguments) => fields.New($"{holder}.{TypeName}", arguments);

    public void Emit(SourceWriter writer)
    {
        writer.Lines(comments.Select(comment => $"// {comment}"));
        writer.Open($"public readonly struct {TypeName} : {LibraryTypes.Kernels}IKernel{Shape}<{TypeName}>");
        fields.Emit(writer, TypeName);
        writer.Line();
        writer.Line(LibraryTypes.Inline);
        string operands = string.Join(", ", inputs.Select(input => $"V {input}"));
        const string constraint = $"where V : struct, {LibraryTypes.Kernels}ILanes<V>";
        if (results.Count > 1)
        {
            writer.Open($"public void Invoke<V>({operands}{string.Concat(results.Select((_, i) => $", out V {ResultNames[i]}"))})", constraint);
            writer.Lines(statements);
            writer.Lines(results.Select((result, i) => $"{ResultNames[i]} = {result};"));
            writer.Close();
        }
        else if (statements.Count > 0)
        {
            writer.Open($"public V Invoke<V>({operands})", constraint);
            writer.Lines(statements);
            writer.Line($"return {results[0]};");
            writer.Close();
        }
        else
        {
            writer.Line($"public V Invoke<V>({operands})");
            writer.Indented($"{constraint} =>", $"{results[0]};");
        }
        writer.Close();
    }
}
