using System.Text;

namespace AutoGrad.Generators;

/// <summary>Lines of C# with their indentation. Line ends are \n wherever the compiler runs.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;
    private bool isStart = true;
    private bool isBlankDue;

    /// <summary>A line; an empty one separates what stands before it in a block from what follows, if there are both.</summary>
    public void Line(string line = "")
    {
        if (line.Length == 0)
        {
            isBlankDue = !isStart;
            return;
        }
        if (isBlankDue)
            text.Append('\n');
        text.Append(' ', 4 * depth).Append(line).Append('\n');
        isStart = isBlankDue = false;
    }

    public void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            Line(line);
    }

    /// <summary>The line or lines of a header, and a block behind them that ends with <see cref="Close"/>.</summary>
    public void Open(string line, params IEnumerable<string> continued)
    {
        Line(line);
        Indented(continued);
        Line("{");
        depth++;
        isStart = true;
    }

    public void Close(string end = "}")
    {
        depth--;
        isBlankDue = false;
        Line(end);
    }

    /// <summary>Lines one step further in.</summary>
    public void Indented(params IEnumerable<string> lines)
    {
        depth++;
        Lines(lines);
        depth--;
    }

    public override string ToString() => text.ToString();
}
