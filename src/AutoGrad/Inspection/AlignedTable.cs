using System.Text;

namespace AutoGrad;

/// <summary>A table as plain text, its columns aligned by spaces.</summary>
internal static class AlignedTable
{
    private const string Gap = "  ";

    /// <param name="columns">The headings.</param>
    /// <param name="rows">The rows, with a cell a column.</param>
    /// <param name="totals">Rows below a rule.</param>
    /// <param name="isNumber">Whether a column is one of numbers, which end where its heading ends.</param>
    public static string Write(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<IReadOnlyList<string>> totals, Func<int, bool> isNumber)
    {
        int[] widths = [.. columns.Select((_, column) => rows.Concat(totals).Prepend(columns).Max(row => row[column].Length))];
        string rule = new('-', widths.Sum() + Gap.Length * (widths.Length - 1));
        var text = new StringBuilder();
        string Line(IReadOnlyList<string> row) =>
            string.Join(Gap, row.Select((cell, column) => isNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
        text.Append(Line(columns)).Append('\n').Append(rule).Append('\n');
        foreach (var row in rows)
            text.Append(Line(row)).Append('\n');
        text.Append(rule);
        foreach (var row in totals)
            text.Append('\n').Append(Line(row));
        return text.ToString();
    }
}
