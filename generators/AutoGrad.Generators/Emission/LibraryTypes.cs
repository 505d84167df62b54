namespace AutoGrad.Generators;

/// <summary>How generated code names what it uses: from anywhere, whatever the user's own types are called.</summary>
internal static class LibraryTypes
{
    public const string Node = "global::AutoGrad.Node";
    public const string Row = "global::AutoGrad.Row";
    public const string Parameter = "global::AutoGrad.Parameter";
    public const string Update = "global::AutoGrad.Update";
    public const string Reduction = "global::AutoGrad.Reduction";
    public const string Kernels = "global::AutoGrad.Kernels.";

    /// <summary>A number that lanes read: rounded when the kernel is made, since a conversion in a loop would make each round wait for the last.</summary>
    public const string Uniform = Kernels + "Uniform";
    public const string Parameters = "global::System.ReadOnlySpan<double> parameters";
    public const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl(Inline)]";
    public const string InlineConstant =
        "private const global::System.Runtime.CompilerServices.MethodImplOptions Inline = global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining;";

    /// <summary>The element types that spans come in.</summary>
    public static readonly string[] Elements = ["float", "double"];

    /// <summary>Marks a member as generated; on partial types it would clash.</summary>
    public static string GeneratedCode { get; } =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"AutoGrad.Generators\", \"{typeof(LibraryTypes).Assembly.GetName().Version.ToString(3)}\")]";

    public static string Span(string element) => $"global::System.Span<{element}>";

    public static string ReadOnlySpan(string element) => $"global::System.ReadOnlySpan<{element}>";

    /// <summary>A string literal.</summary>
    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
