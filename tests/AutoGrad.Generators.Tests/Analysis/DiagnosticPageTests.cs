using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Every diagnostic has a page that helps, and every page a diagnostic.</summary>
public class DiagnosticPageTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(ThisFile(), "../../../../docs/diagnostics"));

    private static readonly List<DiagnosticDescriptor> Rules =
        [.. typeof(FormulaAnalyzer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics).Append(FunctionGenerator.GenerationFailed).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Ids() => [.. Rules.Select(rule => rule.Id)];

    public static TheoryData<string> FormulaIds() => [.. Diagnostics.All.Select(rule => rule.Id)];

    [Fact]
    public void Pages_and_diagnostics_are_the_same() => Assert.Equal(
        Rules.Select(rule => rule.Id + ".md"),
        Directory.GetFiles(Folder, "AG*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal)!);

    [Fact]
    public void The_index_lists_each_with_its_title_and_severity()
    {
        string index = File.ReadAllText(Path.Combine(Folder, "README.md"));

        Assert.All(Rules, rule => Assert.Contains($"| [{rule.Id}]({rule.Id}.md) | {SeverityOf(rule)} | {rule.Title} |", index));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_is_what_the_help_link_names_and_begins_with_id_and_title(string id)
    {
        var rule = Rules.Single(rule => rule.Id == id);
        string page = File.ReadAllText(Path.Combine(Folder, id + ".md"));

        Assert.Equal($"docs/diagnostics/{id}.md", rule.HelpLinkUri);
        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(FormulaIds))]
    public async Task The_first_example_of_a_page_is_what_it_says_and_the_second_is_free_of_it(string id)
    {
        string[] examples = [.. File.ReadAllText(Path.Combine(Folder, id + ".md")).Split("```csharp\n").Skip(1).Select(text => text.Split("```")[0])];

        Assert.Equal(2, examples.Length);
        Assert.Contains("// " + id, examples[0]);
        Assert.Equal(id, Assert.Single(await AnalyzerRun.Diagnose(Project(examples[0]))).Id);
        Assert.Empty(await AnalyzerRun.Diagnose(Project(examples[1])));
        Assert.Empty(Project(examples[1]).Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
    }

    [Fact]
    public void The_generator_reports_the_first_example_of_its_own_page_and_takes_the_second()
    {
        string[] examples = [.. File.ReadAllText(Path.Combine(Folder, "AG0040.md")).Split("```csharp\n").Skip(1).Select(text => $"public static partial class Host {{ {text.Split("```")[0]} }}")];

        Assert.Equal("AG0040", Assert.Single(new GeneratorRun(examples[0]).Result.Diagnostics).Id);
        Assert.Empty(new GeneratorRun(examples[1]).Messages);
    }

    private static UserProject Project(string example) =>
        example.Contains("class ", StringComparison.Ordinal) ? new("using System; using AutoGrad; using static AutoGrad.Functions;\n" + example) : UserProject.WithMembers(example);

    private static string SeverityOf(DiagnosticDescriptor rule) => rule.DefaultSeverity.ToString().ToLowerInvariant();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
