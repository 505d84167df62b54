using System.Reflection;
using System.Runtime.Loader;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>A user's project in memory, as the compiler sees it before anything is generated.</summary>
internal sealed class UserProject
{
    // One for all tests, so that the references are read once.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "User", references: PlatformAndLibrary(), options: new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public UserProject(string source, params MetadataReference[] more)
    {
        Tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), path: "User.cs");
        Compilation = (more.Length == 0 ? Empty : Empty.AddReferences(more)).AddSyntaxTrees(Tree);
    }

    public SyntaxTree Tree { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>A partial class of the user's with these members.</summary>
    public static UserProject WithMembers(string members, params MetadataReference[] more) => new(
        $"""
        using System;
        using AutoGrad;
        using static AutoGrad.Functions;
        namespace User;
        public static partial class MyFunctions
        {"{"}
        {members}
        {"}"}
        """,
        more);

    /// <summary>The methods with one of our attributes.</summary>
    public IEnumerable<IMethodSymbol> Functions() =>
        Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>().Where(FunctionAttributes.IsFunction);

    public ParsedFunction Parse() => FunctionParser.Parse(Functions().First(), Compilation, default);

    /// <summary>The only function's formula, which it must have.</summary>
    public Formula Formula()
    {
        var parsed = Parse();
        Assert.True(parsed.Diagnostics.Count == 0, string.Join("\n", parsed.Diagnostics));
        return Assert.Single(parsed.Formulas);
    }

    /// <summary>The only function as the compiler builds it, ready to run.</summary>
    public MethodInfo Build()
    {
        var function = Functions().First();
        return BuildHost().GetMethods((BindingFlags)~0).First(method =>
            method.Name == function.Name && method.GetParameters().Length == function.Parameters.Length && method.GetCustomAttributesData().Any(a => a.AttributeType.Namespace == "AutoGrad"));
    }

    /// <summary>The class of the members as the compiler builds it.</summary>
    public Type BuildHost()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("User.MyFunctions")!;
    }

    private static IEnumerable<MetadataReference> PlatformAndLibrary() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(Node).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
}
