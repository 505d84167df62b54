using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoGrad.Generators.Tests.Layers;

/// <summary>A user's source files, compiled with the layer generator as the SDK would.</summary>
internal static class LayerCompilation
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "AutoGrad.dll" or "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Of(params string[] sources) => CSharpCompilation.Create(
        "UserLayers",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText($"using System;\nusing System.Collections.Generic;\nusing AutoGrad;\n{source}", Options, $"User{i}.cs")),
        References,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new LayerGenerator().AsSourceGenerator()], parseOptions: Options, driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files, one after the other; that everything compiles without a warning is part of the bargain.</summary>
    public static string Generate(params string[] sources)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Of(sources), out var compilation, out _);
        Xunit.Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return string.Join("\n", driver.GetRunResult().Results[0].GeneratedSources.Select(file => $"// {file.HintName}\n{file.SourceText}"));
    }

    /// <summary>What the analyzer says, as <c>id (line,column)-(line,column) message</c>; lines count from the user's first one.</summary>
    public static async Task<string[]> Analyze(string source)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Of(source), out var compilation, out _);
        var found = await compilation.WithAnalyzers([new LayerAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan).Select(diagnostic => $"{diagnostic.Id} {Marked(diagnostic)}: {diagnostic.GetMessage()}")];
    }

    private static string Marked(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
