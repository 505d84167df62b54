using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AutoGrad.Tests;

/// <summary>The summaries of the library's members, as plain text for a cell of a table.</summary>
internal static partial class MemberSummaries
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(Node).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary of the first member that has one among those of this name, with a first parameter of this type if one is named.</summary>
    public static string Of(string qualifiedName, string firstParameter = "")
    {
        foreach (var (name, member) in Members)
            if ((name == qualifiedName || name.StartsWith($"{qualifiedName}({firstParameter}", StringComparison.Ordinal)) && Summary(member) is { } summary)
                return Spaces().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim().Replace("|", @"\|");
        return "";
    }

    private static XElement? Summary(XElement member) => member.Element("summary")
        ?? (member.Element("inheritdoc")?.Attribute("cref")?.Value is { } inherited && Members.TryGetValue(inherited, out var other) ? other.Element("summary") : null);

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element when element.Attribute("name") is { } name => $"`{name.Value}`",
        XElement element when element.Attribute("cref") is { } reference => $"`{reference.Value.Split('(')[0].Split('.')[^1]}`",
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
