using System.Reflection;
using System.Text.RegularExpressions;

namespace AutoGrad.Tests;

/// <summary>What the page for users of PyTorch and Keras names exists.</summary>
public sealed partial class MigrationTests
{
    private static readonly string Page = File.ReadAllText(Documents.Path("docs/migration.md"));

    [Fact]
    public void Every_name_in_the_column_of_our_names_is_a_public_one()
    {
        string[] names = [.. Page.Split('\n').TakeWhile(line => line != "## What differs").Where(line => line.StartsWith("| `") || line.StartsWith("| a ") || line.StartsWith("| `F."))
            .SelectMany(line => Names().Matches(line.Split('|')[3]).Select(match => match.Groups[1].Value)).Distinct()];
        Assert.True(names.Length > 40);
        Assert.DoesNotContain(names, name => !Exists(name));
    }

    private static bool Exists(string name)
    {
        string[] parts = name.Split('.');
        var type = typeof(Node).Assembly.GetType($"AutoGrad.{parts[0]}") ?? typeof(Node).Assembly.GetType($"AutoGrad.{parts[0]}Attribute");
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;
        return type is { IsPublic: true }
            ? parts.Length == 1 || type.GetMember(parts[1], Public).Length > 0
            // A member that is found by its name alone, or a parameter.
            : parts.Length == 1 && typeof(Node).Assembly.GetExportedTypes().SelectMany(exported => exported.GetMembers(Public | BindingFlags.NonPublic)).Any(
                member => member.Name == name || (member is MethodBase method && method.GetParameters().Any(parameter => parameter.Name == name)));
    }

    [GeneratedRegex(@"`\[?([A-Za-z0-9.]+)\]?`")]
    private static partial Regex Names();
}
