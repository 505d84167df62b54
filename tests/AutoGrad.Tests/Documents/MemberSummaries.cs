using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AutoGrad.Tests;

/// <summary>The summaries of the library's members, as plain text for a cell of a table.</summary>
internal static partial class MemberSummaries
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(Node).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary of a method.</summary>
    public static string Of(MethodInfo method)
    {
        var parameters = method.GetParameters();
        string name = $"M:{method.DeclaringType!.FullName}.{method.Name}";
        return Of(parameters.Length == 0 ? name : $"{name}({string.Join(",", parameters.Select(parameter => Id(parameter.ParameterType)))})");
    }

    /// <summary>The summary of the member with this name in the documentation; empty if it has none.</summary>
    public static string Of(string name) => Members.TryGetValue(name, out var member) && Summary(member) is { } summary
        ? Spaces().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim().Replace("|", @"\|")
        : "";

    private static string Id(Type type) => type.IsArray ? Id(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Namespace}.{type.Name.Split('`')[0]}{{{string.Join(",", type.GetGenericArguments().Select(Id))}}}"
        : type.FullName!;

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
