using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>Reads a method's summary from its source, since the compiler parses documentation only where a file of it is asked for.</summary>
internal static class DocumentationSummary
{
    /// <summary>The inner XML of the summary; empty if there is none, or none that is XML.</summary>
    public static string Of(MethodDeclarationSyntax method)
    {
        var lines = method.GetLeadingTrivia().ToFullString().Split('\n')
            .Select(line => line.Trim()).Where(line => line.StartsWith("///", StringComparison.Ordinal));
        string text = string.Join("\n", lines.Select(line => line.Substring(3).Trim()));
        try
        {
            var summary = XElement.Parse($"<doc>{text}</doc>", LoadOptions.PreserveWhitespace).Element("summary");
            return summary is null ? "" : string.Concat(summary.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))).Trim();
        }
        catch (XmlException)
        {
            return "";
        }
    }
}
