using System.Text;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// The plan of an executable as text: what is given, then a line a step in the order in which they run, with what it reads and where its
/// result lies. The same graph gives the same text on every run and machine.
/// </summary>
internal static class PlanText
{
    public static string Write(Plan plan)
    {
        var names = new PlanNames(plan, "%", static name => name);
        var text = new StringBuilder();
        foreach (var (node, storage) in plan.Given)
            text.Append(names[storage]).Append(" = ").Append(Origin(node, storage)).Append(" : ").Append(node.ElementType.Text).Append(' ').Append(node.Shape).Append('\n');
        foreach (var step in plan.Steps)
            Write(text, step, names, "");
        foreach (var (node, view) in plan.Outputs)
            text.Append("output ").Append(node).Append(" = ").Append(View(view, names)).Append('\n');
        foreach (string definition in Definitions(plan))
            text.Append("where ").Append(definition).Append('\n');
        long bytes = plan.Steps.SelectMany(step => step.Outputs).Where(storage => storage.Kind == StorageKind.Arena).Sum(storage => storage.Bytes);
        return text.Append($"{plan.Steps.Count} steps, an arena of {plan.ArenaBytes} bytes for {bytes} bytes of results\n").ToString();
    }

    /// <summary>What the functions and updates that the plan calls by name compute.</summary>
    public static IEnumerable<string> Definitions(Plan plan) =>
        [.. GraphText.Definitions(plan.Steps.SelectMany(Nodes)), .. plan.Updates.SelectMany(update => update.Definitions).Distinct()];

    private static void Write(StringBuilder text, Step step, PlanNames names, string indent)
    {
        if (step.Bodies is { } bodies)
            for (int i = 0; i < bodies.Count; i++)
                // Those after the first are computed in the same loop.
                text.Append(indent).Append(i == 0 ? "" : "  & ").Append(names[step.Outputs[i]]).Append(" = ").Append(Formula(step, bodies[i], names)).Append(Result(step, i)).Append('\n');
        else
            text.Append(indent).Append(string.Join(", ", step.Outputs.Select(output => names[output]))).Append(" = ").Append(Definition(step, names))
                .Append(Result(step, 0)).Append('\n');
        if (step.Loop is not { } loop)
            return;
        var inner = new PlanNames(loop, names[step.Outputs[0]] + ".");
        foreach (var first in loop.Once)
            Write(text, first, inner, indent + "    once ");
        foreach (var repeated in loop.Repeated)
            Write(text, repeated, inner, indent + "    ");
    }

    // Those of a loop are what was made of its body.
    private static IEnumerable<Node> Nodes(Step step) =>
        step.Loop is { } loop ? loop.Once.Concat(loop.Repeated).SelectMany(Nodes) : step.Node is { } node ? [node] : [];

    private static string Origin(Node node, Storage storage) => storage.Kind switch
    {
        StorageKind.Input => "input",
        StorageKind.Parameter => "parameter",
        _ => node.Operation is ConstantOperation constant ? $"constant({constant.Attributes})" : node.Operation.Name,
    };

    private static string Formula(Step step, Expression body, PlanNames names) =>
        FormulaWriter.Write(Walk.Rewrite(body, e => e is Variable variable
            ? Expression.Variable(View(step.Inputs[Elementwise.InputOf(variable)], names, step.Node!.Shape), variable.Kind)
            : null));

    private static string Definition(Step step, PlanNames names)
    {
        string attributes = step.Node?.Operation.Attributes ?? "";
        return $"{step.Name}({string.Join(", ", [.. step.Inputs.Select(input => View(input, names)), .. attributes.Length > 0 ? [attributes] : Array.Empty<string>()])})";
    }

    // Only how an input is read otherwise than it lies is said.
    private static string View(TensorView view, PlanNames names, Shape? broadcast = null)
    {
        string name = names[view.Storage];
        if (view.IsWhole || (broadcast is not null && view.Shape.Size == 1 && view.Offset == 0))
            return name;
        string from = view.Offset == 0 ? "" : $" from {view.Offset}";
        return view.IsContiguous ? $"{name}{{{view.Shape}{from}}}" : $"{name}{{{view.Shape} strides {view.StridesText}{from}}}";
    }

    private static string Result(Step step, int number)
    {
        var output = step.Outputs[number];
        if (output.Kind != StorageKind.Arena)
            return "";
        return $" : {output.ElementType.Text} {step.Node?.Shape ?? step.Inputs[0].Shape} at {output.Offset}";
    }
}
