using System.Globalization;
using Spectre.Console;

namespace AutoGrad;

/// <summary>A model as a table: its layers, the shapes of their results, their parameters.</summary>
public static class ModelSummary
{
    /// <summary>Writes the table to a console.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sampleShape">The shape of one sample that it is applied to.</param>
    /// <param name="console">The console; without it, the standard output.</param>
    /// <exception cref="ShapeException">The model does not take a sample of this shape.</exception>
    public static void Write(Layer model, Shape sampleShape, IAnsiConsole? console = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        console ??= AnsiConsole.Console;
        var table = new Table().Border(console.Profile.Capabilities.Unicode ? TableBorder.Rounded : TableBorder.Ascii);
        table.AddColumns(
            new TableColumn("path"), new TableColumn("layer"), new TableColumn("output"), new TableColumn("parameters").RightAligned());
        long total = 0;
        foreach (var (path, layer, output, count) in model.Summarize(sampleShape))
        {
            total += count;
            if (path.Length > 0)
                table.AddRow(Text(path), Text(NameOf(layer)), Text(output?.ToString() ?? "never called"), Text(count == 0 ? "" : Number(count)));
        }
        table.Columns[0].Footer = Text("total");
        table.Columns[3].Footer = Text(Number(total));
        console.Write(table);
    }

    // A layer that says nothing of itself is called by its type.
    private static string NameOf(Layer layer) => layer.ToString() is { } text && text != layer.GetType().ToString() ? text : layer.GetType().Name.Split('`')[0];

    // As it stands: brackets are no markup.
    private static Text Text(string text) => new(text);

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
