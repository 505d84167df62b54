using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>The documentation of generated members: what the user says of the function, its formula, and its derivatives.</summary>
internal static class Documentation
{
    public static void Emit(SourceWriter writer, Function function, string what, params IEnumerable<string> remarks)
    {
        string summary = function.Model.Summary.Trim();
        if (summary.Length > 0)
        {
            writer.Line("/// <summary>");
            writer.Lines(summary.Split('\n').Select(line => $"/// {line.Trim()}".TrimEnd()));
            if (what.Length > 0)
                writer.Line($"/// <para>{what}</para>");
            writer.Line("/// </summary>");
        }
        else
        {
            writer.Line($"/// <summary>{(what.Length > 0 ? what : $"The function <c>{Escape(function.Name)}</c>.")}</summary>");
        }
        string[] lines = [.. remarks.Select(remark => $"/// <c>{Escape(remark)}</c>")];
        if (lines.Length == 0)
            return;
        writer.Line("/// <remarks>");
        for (int i = 0; i < lines.Length; i++)
            writer.Line(i + 1 < lines.Length ? lines[i] + "<br/>" : lines[i]);
        writer.Line("/// </remarks>");
    }

    /// <summary>A derivative as a line of text: <c>∂/∂x = upstream * cos(x)</c>.</summary>
    public static string Derivative(FormulaParameter by, Formula gradient) => $"∂/∂{by.Variable.Name} = {FormulaWriter.Write(WithoutUpstream(gradient))}";

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    // The derivative alone where upstream is one number; of functions that yield a row the whole vector-Jacobian product.
    private static Expression WithoutUpstream(Formula gradient)
    {
        var upstream = Function.Upstream(gradient);
        return upstream.IsRow ? gradient.Body : Simplification.Simplify(Walk.Rewrite(gradient.Body, node => node == upstream ? 1 : null));
    }
}
