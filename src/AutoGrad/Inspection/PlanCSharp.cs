using System.Globalization;
using System.Text;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>The plan of an executable as a C# method: element-wise steps as loops over their expression, other steps as calls.</summary>
internal static class PlanCSharp
{
    public static string Write(Plan plan)
    {
        var names = new PlanNames(plan, "t", Identifier);
        var text = new StringBuilder();
        text.Append("// Element-wise loops run vector by vector, in the element's own precision.\n");
        foreach (string definition in PlanText.Definitions(plan))
            text.Append("// ").Append(definition).Append('\n');
        text.Append("static void Run(").AppendJoin(", ", plan.Given.Values.Select(storage => $"{Type(storage.ElementType)}[] {names[storage]}")).Append(")\n{\n");
        foreach (var step in plan.Steps)
            Write(text, step, names, "    ", "Arena");
        foreach (var (_, view) in plan.Outputs)
            text.Append($"    Output({Argument(view, names)});\n");
        return text.Append("}\n").ToString();
    }

    private static void Write(StringBuilder text, Step step, PlanNames names, string indent, string memory)
    {
        foreach (var output in step.Outputs.Where(output => output.Kind == StorageKind.Arena))
            text.Append(CultureInfo.InvariantCulture, $"{indent}var {names[output]} = {memory}<{Type(output.ElementType)}>({output.Offset}, {output.Elements});\n");
        if (step.Loop is { } loop)
            Iterate(text, step, loop, names, indent);
        else if (step.Bodies is { } bodies)
            Loop(text, step, bodies, names, indent);
        else
            Call(text, step, names, indent);
    }

    // What lies elsewhere at every iteration is called after its part: carry0 and next0 are two neighbouring states in the loop's results.
    private static void Iterate(StringBuilder text, Step step, LoopPlan loop, PlanNames names, string indent)
    {
        string prefix = names[step.Outputs[0]] + "_", workspace = $"{Pascal(names[step.Outputs[1]])}";
        var inner = new PlanNames(loop, prefix);
        string arguments = string.Join(", ", step.Inputs.Select(input => Argument(input, names)).Concat(step.Outputs.Select(output => $"destination: {names[output]}")));
        text.Append($"{indent}// {Pascal(step.Name)}({arguments}): {step.Node!.Operation.Attributes}\n");
        foreach (var once in loop.Once)
            Write(text, once, inner, indent, workspace);
        var scan = (ScanOperation)step.Node.Operation;
        string counting = scan.Reverse
            ? string.Create(CultureInfo.InvariantCulture, $"{prefix}step = {scan.Steps - 1}; {prefix}step >= 0; {prefix}step--")
            : string.Create(CultureInfo.InvariantCulture, $"{prefix}step = 0; {prefix}step < {scan.Steps}; {prefix}step++");
        text.Append($"{indent}for (int {counting})\n{indent}{{\n");
        foreach (var repeated in loop.Repeated)
            Write(text, repeated, inner, indent + "    ", workspace);
        text.Append(indent).Append("}\n");
    }

    private static void Call(StringBuilder text, Step step, PlanNames names, string indent)
    {
        string attributes = step.Node?.Operation.Attributes ?? "";
        var arguments = step.Inputs.Select(input => Argument(input, names)).Concat(step.Outputs.Select(output => $"destination: {names[output]}"));
        text.Append($"{indent}{Pascal(step.Name)}({string.Join(", ", arguments)});{(attributes.Length > 0 ? $" // {attributes}" : "")}\n");
    }

    private static void Loop(StringBuilder text, Step step, IReadOnlyList<Expression> bodies, PlanNames names, string indent)
    {
        var node = step.Node!;
        TensorView[] inputs = [.. step.Inputs.Select(input => input.BroadcastTo(node.Shape))];
        var shape = node.Shape;
        Shape flat = [checked((int)shape.Size)];
        if (Array.TrueForAll(inputs, input => input.Reshape(flat) is not null))
            (inputs, shape) = ([.. inputs.Select(input => input.Reshape(flat)!)], flat);

        int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] != 1)];
        string[] counters = [.. axes.Select(axis => axes.Length == 1 ? "i" : $"i{axis}")];
        var writer = new CSharpWriter(new([.. counters, .. names.All]));
        for (int i = 0; i < inputs.Length; i++)
            writer.Bind(
                Elementwise.Variable(i, inputs[i].ElementType),
                $"{names[inputs[i].Storage]}[{Index(inputs[i].Offset, inputs[i].Strides, axes, counters)}]", isLanes: false);
        var (statements, results) = writer.WriteNumbers(bodies);

        for (int depth = 0; depth < axes.Length; depth++, indent += "    ")
            text.Append(CultureInfo.InvariantCulture, $"{indent}for (int {counters[depth]} = 0; {counters[depth]} < {shape[axes[depth]]}; {counters[depth]}++)\n");
        string outer = indent[4..];
        bool isBlock = statements.Count + results.Count > 1;
        if (isBlock)
            text.Append(outer).Append("{\n");
        string inner = isBlock ? outer + "    " : indent;
        foreach (string statement in statements)
            text.Append(inner).Append(Short(statement)).Append('\n');
        for (int i = 0; i < results.Count; i++)
        {
            string value = node.ElementType == ElementType.Float32 ? $"(float)({results[i]})" : results[i];
            text.Append($"{inner}{names[step.Outputs[i]]}[{Index(0, shape.Strides(), axes, counters)}] = {Short(value)};\n");
        }
        if (isBlock)
            text.Append(outer).Append("}\n");
    }

    private static string Index(long offset, long[] strides, int[] axes, string[] counters)
    {
        var terms = axes.Zip(counters).Where(pair => strides[pair.First] != 0)
            .Select(pair => strides[pair.First] == 1 ? pair.Second : $"{pair.Second} * {strides[pair.First].ToString(CultureInfo.InvariantCulture)}").ToList();
        if (offset != 0 || terms.Count == 0)
            terms.Add(offset.ToString(CultureInfo.InvariantCulture));
        return string.Join(" + ", terms);
    }

    private static string Argument(TensorView view, PlanNames names) => view.IsWhole
        ? names[view.Storage]
        : $"View({names[view.Storage]}, {view.Shape}, strides: {view.StridesText}{(view.Offset == 0 ? "" : $", offset: {view.Offset}")})";

    // The text is read beside `using System` and `using static AutoGrad.Functions`.
    private static string Short(string code) => code.Replace("global::System.", "").Replace("global::AutoGrad.Functions.", "");

    private static string Type(ElementType type) => type switch
    {
        ElementType.Float32 => "float",
        ElementType.Float64 => "double",
        ElementType.Int32 => "int",
        ElementType.Int64 => "long",
        _ => "bool",
    };

    private static string Pascal(string name) => string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Identifier(string name)
    {
        string letters = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        return CSharpNames.Identifier(char.IsDigit(letters[0]) ? "_" + letters : letters);
    }
}
