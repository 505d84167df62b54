using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>The code in README.md and docs, as it stands: compiled with the generators and run.</summary>
[Collection(nameof(ConsoleCollection))]
public partial class DocumentCodeTests
{
    // What a new console project has without being asked.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    // The reader's own data: which of two lines a point lies nearer to.
    private const string Data = """
        var points = new float[400 * 2];
        var sides = new int[400];
        for (int i = 0; i < sides.Length; i++)
        {
            (points[2 * i], points[2 * i + 1]) = (MathF.Sin(i), MathF.Cos(3 * i));
            sides[i] = points[2 * i] > points[2 * i + 1] ? 1 : 0;
        }
        var (train, test) = Dataset.Classification(points, [2], sides).Split(0.8);

        """;

    [Fact]
    public void The_code_in_the_readme_compiles_without_a_warning_and_prints_what_is_shown()
    {
        string readme = File.ReadAllText(PathOf("README.md"));
        string[] blocks = [.. CodeBlock().Matches(readme).Select(match => match.Groups[1].Value)];
        Assert.Equal(4, blocks.Length);
        string directory = Directory.CreateTempSubdirectory("autograd-readme-").FullName;
        try
        {
            string printed = Run(directory, $"{blocks[0]}\n{Data}\n{blocks[3]}", blocks[1], $"{UsingsOf(blocks[1])}\n{blocks[2]}");

            Assert.Contains(TextBlock().Match(readme[readme.IndexOf("## Sixty seconds", StringComparison.Ordinal)..]).Groups[1].Value, printed);
            Assert.Contains("loss 0.0", printed);
            Assert.Contains("20 epochs", printed);
            Assert.True(File.Exists(Path.Combine(directory, "model.safetensors")));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void The_code_in_the_page_on_functions_compiles_without_a_warning_and_runs()
    {
        string page = File.ReadAllText(PathOf("docs/formulas.md"));
        string[] blocks = [.. CodeBlock().Matches(page).Select(match => "using AutoGrad;\nusing static AutoGrad.Functions;\n" + match.Groups[1].Value)];
        string program = Assert.Single(blocks, block => !block.Contains("partial class"));
        string printed = Run(Path.GetTempPath(), [program, .. blocks.Where(block => block != program)]);

        Assert.Contains("snake ", printed);
        Assert.Contains("where margin_gradient(", printed);
        Assert.Contains("w moved to 1.0", printed);
    }

    [Fact]
    public void The_code_in_the_page_on_layers_compiles_without_a_warning_and_trains()
    {
        const string Usings = "using AutoGrad;\nusing static AutoGrad.Functions;\n";
        string[] blocks = [.. CodeBlock().Matches(File.ReadAllText(PathOf("docs/layers.md"))).Select(match => match.Groups[1].Value)];
        Assert.Equal(7, blocks.Length);
        const string Data = """
            var pixels = new float[256 * 784];
            var digits = new int[256];
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = i % 784 % 10 == i / 784 % 10 ? 1 : 0;
            for (int i = 0; i < digits.Length; i++)
                digits[i] = i % 10;
            var (train, test) = Dataset.Classification(pixels, [784], digits).Split(0.8);
            var model = new Sequential { new Centred(), new GatedLinear(784, 16), new Linear(16, 10) };

            """;
        string printed = Run(
            Path.GetTempPath(),
            Usings + Data + string.Concat(blocks[2..]) + "Console.WriteLine(report);\nConsole.WriteLine(centred.Forward(Node.Input(\"x\", [1, 784])));",
            Usings + blocks[0],
            $"{Usings}public sealed partial class Centred : Layer {{ private readonly Parameter mean = new(\"mean\", [784], isTrainable: false);\n{blocks[1]} }}");

        Assert.Contains("loss 0.0", printed);
        Assert.Contains("[8, 2]\n[8, 12, 64]\n", printed);
        Assert.Contains("5 epochs", printed);
        Assert.Contains("Linear, weight: WeightNorm ", printed);
        Assert.Contains("not trainable", printed);
        Assert.Contains("float32 [1, 10]", printed);
    }

    [Fact]
    public void The_code_in_the_page_on_convolution_compiles_without_a_warning_and_trains()
    {
        string block = CodeBlock().Match(File.ReadAllText(PathOf("docs/convolution.md"))).Groups[1].Value;
        // Which half of an image is bright.
        const string Data = """
            var pixels = new float[64 * 144];
            var halves = new int[64];
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = i % 12 / 6 == i / 144 % 2 ? 1 : 0;
            for (int i = 0; i < halves.Length; i++)
                halves[i] = i % 2;
            var train = Dataset.Classification(pixels, [1, 12, 12], halves);

            """;
        Assert.Contains("10 epochs", Run(Path.GetTempPath(), "using AutoGrad;\nusing static AutoGrad.Functions;\n" + Data + block));
    }

    [Fact]
    public void The_code_in_the_page_on_training_compiles_without_a_warning_and_trains()
    {
        string[] blocks = [.. CodeBlock().Matches(File.ReadAllText(PathOf("docs/training.md"))).Select(match => match.Groups[1].Value)];
        Assert.Equal(6, blocks.Length);
        const string Model = "var model = new Sequential { new Linear(2, 16), Functions.Tanh, new Linear(16, 2) };\n";
        string printed = Run(Path.GetTempPath(), $"using AutoGrad;\n{Data}{Model}{string.Concat(blocks)}Console.WriteLine(mean);");

        Assert.Contains("WarmUp(20) · CosineAnnealing(0.01, 200, 0): 0.0005, 0.005", printed);
        Assert.Contains("best epoch", printed);
        Assert.Contains("area under the curve ", printed);
    }

    [Fact]
    public void The_code_in_the_page_on_curve_fitting_compiles_without_a_warning_and_fits()
    {
        string[] blocks = [.. CodeBlock().Matches(File.ReadAllText(PathOf("docs/curve-fitting.md"))).Select(match => match.Groups[1].Value)];
        Assert.Equal(2, blocks.Length);
        string printed = Run(Path.GetTempPath(), $"using AutoGrad;\nusing static AutoGrad.Functions;\n{string.Concat(blocks)}");

        Assert.Contains("sum of squares 0.124551, 12 degrees of freedom", printed);
        Assert.Contains("b1 = 238.9421 ± 2.7070", printed);
        Assert.Contains("GradientIsSmall after ", printed);
    }

    private static string Run(string directory, params string[] sources)
    {
        var compilation = CSharpCompilation.Create(
            "Readme",
            [.. sources.Prepend(ImplicitUsings).Select((source, i) => CSharpSyntaxTree.ParseText(source, new(LanguageVersion.Preview), $"Readme{i}.cs"))],
            [
                .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                    .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
                MetadataReference.CreateFromFile(typeof(Node).Assembly.Location),
            ],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new FunctionGenerator().AsSourceGenerator(), new LayerGenerator().AsSourceGenerator()], parseOptions: new(LanguageVersion.Preview))
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var reported);
        Assert.Empty(reported);
        using var image = new MemoryStream();
        var emitted = complete.Emit(image);
        string wrong = string.Join("\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.True(wrong.Length == 0, wrong);
        image.Position = 0;

        var program = new AssemblyLoadContext("readme", isCollectible: true).LoadFromStream(image);
        var (console, workingDirectory) = (Console.Out, Environment.CurrentDirectory);
        using var printed = new StringWriter { NewLine = "\n" };
        try
        {
            Console.SetOut(printed);
            Environment.CurrentDirectory = directory;
            program.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = workingDirectory;
        }
        return printed.ToString();
    }

    private static string UsingsOf(string code) => string.Join("\n", code.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)));

    private static string PathOf(string file, [CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(path, "../../../..", file));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex TextBlock();
}

/// <summary>Tests that look at the console or the current directory, which all share: one at a time.</summary>
[CollectionDefinition(nameof(ConsoleCollection), DisableParallelization = true)]
public sealed class ConsoleCollection;
