using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>A user's project with the generator in it: compiled, and loaded, in memory.</summary>
internal sealed class GeneratorRun
{
    private const string Usings = """
        global using System;
        global using AutoGrad;
        global using static AutoGrad.Functions;

        """;

    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Node).Assembly.Location),
    ];

    private GeneratorDriver driver;

    public GeneratorRun(params string[] sources)
        : this("User" + Guid.NewGuid().ToString("N"), [], sources)
    {
    }

    public GeneratorRun(string assembly, IEnumerable<MetadataReference> references, params string[] sources)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Diagnose);
        Compilation = CSharpCompilation.Create(
            assembly,
            [.. sources.Append(Usings).Select((source, i) => CSharpSyntaxTree.ParseText(source, parse, $"File{i}.cs"))],
            [.. Platform, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        driver = CSharpGeneratorDriver.Create(
            [new FunctionGenerator().AsSourceGenerator()], parseOptions: parse, driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>The project without what is generated.</summary>
    public Compilation Compilation { get; private set; }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>What the generator reports.</summary>
    public IReadOnlyList<string> Messages => [.. Result.Diagnostics.Select(diagnostic => diagnostic.GetMessage())];

    /// <summary>The outcome of the last run.</summary>
    public GeneratorRunResult Result
    {
        get
        {
            driver = driver.RunGenerators(Compilation);
            return driver.GetRunResult().Results[0];
        }
    }

    /// <summary>The outcome of one more run, after an edit.</summary>
    public GeneratorRunResult After(Func<Compilation, Compilation> edit)
    {
        driver = driver.RunGenerators(Compilation);
        Compilation = edit(Compilation);
        driver = driver.RunGenerators(Compilation);
        return driver.GetRunResult().Results[0];
    }

    /// <summary>The compiled project. A warning is a failure: whoever uses the generator cannot correct what it writes. Our own sources just lack documentation.</summary>
    public byte[] Image()
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(Compilation, out var compilation, out var reported);
        Assert.Empty(reported);
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        string wrong = string.Join("\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !(diagnostic.Id == "CS1591" && Compilation.ContainsSyntaxTree(diagnostic.Location.SourceTree!))));
        Assert.True(wrong.Length == 0, wrong);
        Assert.True(emitted.Success);
        return image.ToArray();
    }

    /// <summary>The compiled project as a reference for another.</summary>
    public MetadataReference Reference() => MetadataReference.CreateFromImage(Image());

    /// <summary>The compiled project, loaded.</summary>
    public Assembly Load() => new Context().LoadFromStream(new MemoryStream(Image()));

    // The library is the one that the tests run against, so that types are the same on both sides.
    private sealed class Context() : AssemblyLoadContext(isCollectible: true);
}
