using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Runs the analyzer over source in which the places of the expected diagnostics are marked: [|here|].</summary>
internal static class AnalyzerRun
{
    /// <summary>Expects exactly the marked diagnostics, all with the id, and returns their messages.</summary>
    public static async Task<IReadOnlyList<string>> Expect(string id, string markedMembers)
    {
        var (members, marked) = Unmark(markedMembers);
        var project = UserProject.WithMembers(members);
        var diagnostics = await Diagnose(project);

        Assert.Equal(
            marked.Select(text => $"{id} {text}"),
            diagnostics.Select(d => $"{d.Id} {project.Tree.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}"));
        int offset = project.Tree.ToString().IndexOf(members, StringComparison.Ordinal);
        Assert.Equal(Starts(markedMembers).Select(start => start + offset), diagnostics.Select(d => d.Location.SourceSpan.Start));
        return [.. diagnostics.Select(d => d.GetMessage(CultureInfo.InvariantCulture))];
    }

    /// <summary>What the analyzer says of the project, in the order of the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Diagnose(UserProject project)
    {
        var analyzed = project.Compilation.WithAnalyzers([new FormulaAnalyzer()], new AnalyzerOptions([]));
        var found = await analyzed.GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id)];
    }

    private static (string Source, List<string> Marked) Unmark(string marked)
    {
        var texts = new List<string>();
        for (int start; (start = marked.IndexOf("[|", StringComparison.Ordinal)) >= 0;)
        {
            int end = marked.IndexOf("|]", start, StringComparison.Ordinal);
            texts.Add(marked[(start + 2)..end]);
            marked = marked[..start] + marked[(start + 2)..end] + marked[(end + 2)..];
        }
        return (marked, texts);
    }

    private static IEnumerable<int> Starts(string marked)
    {
        int removed = 0;
        for (int start = 0; (start = marked.IndexOf("[|", start, StringComparison.Ordinal)) >= 0; start++, removed += 4)
            yield return start - removed;
    }
}
