namespace AutoGrad.Tests;

/// <summary>
/// Data flows one way: method → expression → kernel, and nodes → gradient nodes → plan → run → layers → training. No folder needs one that
/// comes after it.
/// </summary>
public sealed class FolderDirectionTests
{
    private static readonly string[] Flow =
        ["Symbolics", "Kernels", "Graph", "Differentiation", "Compilation", "Functions", "Inspection", "Layers", "Optimizers", "Serialization", "Data", "Training"];

    // What stands against the flow, and why: the file, and the folder that it needs.
    private static readonly Dictionary<(string File, string Folder), string> Exceptions = new()
    {
        [("Graph/Bodies/CheckpointOperation.cs", "Differentiation")] = "the derivative of an operation with a body is the reverse mode of the body",
        [("Graph/Bodies/ScanGradient.cs", "Differentiation")] = "the derivative of an operation with a body is the reverse mode of the body",
    };

    private static readonly Lazy<CodeReference[]> References = new(() => CodeReferences.Read(typeof(Node).Assembly.Location, "/src/AutoGrad/"));

    [Fact]
    public void Every_folder_is_in_the_flow() =>
        Assert.Empty(References.Value.SelectMany(reference => reference.ToFiles.Append(reference.File)).Select(Folder).Distinct().Except(Flow));

    [Fact]
    public void The_references_are_read_completely()
    {
        Assert.True(References.Value.Length > 10_000, $"only {References.Value.Length} references were found");
        Assert.Contains(References.Value, reference => reference is { File: "Compilation/ElementGrouping.cs", ToFiles: ["Graph/GraphWalk.cs"], ToMember: "GraphWalk.Ordered" });
        Assert.Contains(References.Value, reference => reference.File == "Functions/Activations/Smooth.cs" && reference.ToFiles is ["Symbolics/ReferenceMath.cs"]);
        Assert.Contains(References.Value, reference => reference is { File: "Graph/Functions/FusedFunction.Calls.cs", ToFiles: ["Kernels/Reduction.cs"] });
    }

    [Fact]
    public void No_folder_needs_one_that_comes_after_it()
    {
        string[] against = [.. Against().Where(reference => !Exceptions.ContainsKey(Key(reference)))
            .Select(reference => $"{reference.Member} in {reference.File} needs {reference.ToMember} in {reference.ToFiles[0]}").Distinct().Order()];

        Assert.True(against.Length == 0, $"Against the flow {string.Join(" → ", Flow)}:\n{string.Join("\n", against)}");
    }

    [Fact]
    public void Every_exception_is_needed() => Assert.Empty(Exceptions.Keys.Except(Against().Select(Key)));

    // A type in several files is reached in the first of their folders.
    private static IEnumerable<CodeReference> Against() =>
        References.Value.Where(reference => reference.ToFiles.All(file => Array.IndexOf(Flow, Folder(file)) > Array.IndexOf(Flow, Folder(reference.File))));

    private static (string File, string Folder) Key(CodeReference reference) => (reference.File, Folder(reference.ToFiles[0]));

    private static string Folder(string file) => file.Split('/')[0];
}
