using Spectre.Console;

namespace AutoGrad;

/// <summary>A model as a table in a terminal: what <see cref="Layer.Summary"/> writes as plain text.</summary>
public static class ModelSummary
{
    /// <summary>Writes the table to a console.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sampleShape">The shape of one sample that it is applied to.</param>
    /// <param name="console">The console; without it, the standard output.</param>
    /// <param name="sampleType">The type of the sample's elements, such as int32 for indices; by default that of the model's parameters.</param>
    /// <exception cref="ShapeException">The model does not take a sample of this shape.</exception>
    public static void Write(Layer model, Shape sampleShape, IAnsiConsole? console = null, ElementType? sampleType = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        console ??= AnsiConsole.Console;
        var summary = new SummaryTable(model.Summarize(sampleShape, sampleType));
        var table = new Table().Border(console.Profile.Capabilities.Unicode ? TableBorder.Rounded : TableBorder.Ascii);
        table.AddColumns([.. summary.Columns.Select(heading => new TableColumn(heading))]);
        table.Columns[^1].RightAligned();
        foreach (var row in summary.Rows)
            table.AddRow([.. row.Select(Text)]);
        table.Columns[0].Footer = Text(string.Join('\n', summary.Totals.Select(total => total.Name)));
        table.Columns[^1].Footer = Text(string.Join('\n', summary.Totals.Select(total => total.Count)));
        console.Write(table);
    }

    // As it stands: brackets are no markup.
    private static Text Text(string text) => new(text);
}
