using System.Globalization;

namespace AutoGrad;

/// <summary>The summary of a model as the cells of a table, and as plain text.</summary>
/// <param name="layers">The layers, the model itself among them with an empty path: it has a row where it has parameters of its own.</param>
public sealed class SummaryTable(IReadOnlyList<LayerSummary> layers)
{
    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Columns { get; } = ["path", "layer", "output", "parameters"];

    /// <summary>A row a layer, with a cell a column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; } =
    [
        .. layers.Where(layer => layer.Path.Length > 0 || layer.ParameterCount > 0).Select(layer => (string[])
            [layer.Path, layer.Name, layer.Output?.ToString() ?? "never called", layer.ParameterCount == 0 ? "" : Number(layer.ParameterCount)]),
    ];

    /// <summary>The number of all parameters, and where not all of them are learned, of those that are and those that are not.</summary>
    public IReadOnlyList<(string Name, string Count)> Totals { get; } = TotalsOf(layers.Sum(layer => layer.ParameterCount), layers.Sum(layer => layer.TrainableCount));

    /// <summary>The table, its columns aligned by spaces.</summary>
    public override string ToString() =>
        AlignedTable.Write(Columns, Rows, [.. Totals.Select(total => (string[])[total.Name, "", "", total.Count])], column => column == Columns.Count - 1);

    private static IReadOnlyList<(string, string)> TotalsOf(long all, long trainable) => trainable == all
        ? [("total", Number(all))]
        : [("total", Number(all)), ("trainable", Number(trainable)), ("not trainable", Number(all - trainable))];

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
