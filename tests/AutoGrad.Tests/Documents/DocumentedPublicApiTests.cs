namespace AutoGrad.Tests;

/// <summary>The pages that are written from the members and their rules. VERIFY_ACCEPT=1 writes them anew.</summary>
public class DocumentedPublicApiTests
{
    [Fact]
    public void The_page_of_operations_is_what_the_members_and_their_rules_say()
    {
        string path = Documents.Path("docs/operations.md"), page = OperationsPage.Write();
        if (Environment.GetEnvironmentVariable("VERIFY_ACCEPT") == "1")
            File.WriteAllText(path, page);
        string[] expected = page.Split('\n'), found = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n') : [];
        int line = expected.AsSpan().CommonPrefixLength(found);

        Assert.True(
            line == expected.Length && line == found.Length,
            $"docs/operations.md is stale from line {line + 1} on: run this test once with VERIFY_ACCEPT=1, and read what changed.\n{(line < expected.Length ? $"It should be: {expected[line]}" : "It ends before.")}");
    }

    [Fact]
    public void Every_entry_of_the_catalogue_is_a_member_and_stands_in_a_part_of_the_page()
    {
        string page = OperationsPage.Write();

        Assert.All(OperationCatalog.Entries, entry =>
        {
            Assert.Contains(entry.Value.Part, OperationCatalog.Parts);
            Assert.Matches($@"\| `[^`]*\b{entry.Key}[(\[]|x\[", page);
        });
    }
}
