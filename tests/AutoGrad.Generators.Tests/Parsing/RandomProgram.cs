using System.Globalization;
using System.Text;

namespace AutoGrad.Generators.Tests;

/// <summary>Writes random methods that C# accepts: locals, nested branches, early returns, selections, switches and calls, in any mixture.</summary>
internal sealed class RandomProgram(int seed)
{
    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();
    private int names;

    /// <summary>A method over x and y with a hyper-parameter a, and a helper that it may call.</summary>
    public string Write(string name)
    {
        text.Append($"static double {name}Helper(double x, double by = 2, bool flip = false) {{ ");
        Body(["x", "by"], calls: null, depth: 2);
        text.Append($"}}\n[Activation] public static double {name}(double x, double y, double a = 1.5) {{ ");
        Body(["x", "y", "a"], name + "Helper", depth: 3);
        return text.Append("}\n").ToString();
    }

    private void Body(List<string> variables, string? calls, int depth)
    {
        Statements(variables, calls, depth);
        text.Append($"return {Number(variables, calls, 2)}; ");
    }

    private void Statements(List<string> outer, string? calls, int depth)
    {
        var variables = new List<string>(outer);
        for (int count = random.Next(1, 4); count > 0; count--)
            switch (random.Next(7))
            {
                case 0:
                    string name = $"v{names++}";
                    text.Append($"{(random.Next(2) == 0 ? "var" : "double")} {name} = 0.0 + {Number(variables, calls, 2)}; ");
                    variables.Add(name);
                    break;
                case 1:
                    text.Append($"{Any(variables)} {Any(["=", "+=", "-=", "*="])} {Number(variables, calls, 2)}; ");
                    break;
                case 2:
                    text.Append($"{Any(variables)}{Any(["++", "--"])}; ");
                    break;
                case 3:
                    var (first, second) = (Any(variables), Any(variables));
                    if (first != second)
                        text.Append($"({first}, {second}) = ({second} * 0.5, {first}); ");
                    break;
                default:
                    if (depth > 0)
                        Branch(variables, calls, depth);
                    break;
            }
    }

    private void Branch(List<string> variables, string? calls, int depth)
    {
        text.Append($"if ({Truth(variables, calls, 1)}) {{ ");
        Statements(variables, calls, depth - 1);
        if (random.Next(3) == 0)
            text.Append($"return {Number(variables, calls, 1)}; ");
        text.Append("} ");
        if (random.Next(2) == 0)
            return;
        text.Append("else { ");
        Statements(variables, calls, depth - 1);
        // Not in both branches: what follows would be out of reach.
        text.Append("} ");
    }

    private string Number(List<string> variables, string? calls, int depth)
    {
        string Inner() => Number(variables, calls, depth - 1);
        return depth == 0 ? Leaf(variables) : random.Next(10) switch
        {
            0 or 1 => Leaf(variables),
            2 or 3 => $"({Inner()} {Any(["+", "-", "*"])} {Inner()})",
            4 => $"(- {Inner()})",
            5 => $"Math.{Any(["Max", "Min"])}({Inner()}, {Inner()})",
            6 => $"({Truth(variables, calls, depth - 1)} ? {Inner()} : {Inner()})",
            7 => $"({Inner()} switch {{ > 1.2 => {Inner()}, <= 0.4 and > -0.8 or double.NaN => {Inner()}, var z{names} when z{names++} < 0 => {Inner()}, _ => {Inner()} }})",
            8 when calls is not null => $"{calls}({Any([$"{Inner()}", $"x: {Inner()}", $"{Inner()}, {Inner()}", $"by: {Inner()}, x: {Inner()}"])})",
            _ => $"Math.{Any(["Tanh", "Abs", "Floor", "Sin"])}({Inner()})",
        };
    }

    private string Truth(List<string> variables, string? calls, int depth)
    {
        string Comparison() => $"{Number(variables, calls, Math.Max(depth, 1) - 1)} {Any(["<", "<=", ">", ">=", "==", "!="])} {Leaf(variables)}";
        return random.Next(4) switch
        {
            0 => $"{Comparison()} {Any(["&&", "||"])} {Comparison()}",
            1 => $"!({Comparison()})",
            2 => $"{Leaf(variables)} is {Any(["> 0.5", "not < 1", "0 or 2", "double.NaN", ">= -1 and <= 1"])}",
            _ => Comparison(),
        };
    }

    private string Leaf(List<string> variables) => random.Next(5) switch
    {
        0 => $"({random.Next(-9, 9)} / 2 {Any(["+", "*", "-"])} {Any(variables)})",
        1 => Math.Round(random.NextDouble() * 4 - 2, 2).ToString("0.00", CultureInfo.InvariantCulture),
        _ => Any(variables),
    };

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
