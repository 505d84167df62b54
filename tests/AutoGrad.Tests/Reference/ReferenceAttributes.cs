namespace AutoGrad.Tests;

/// <summary>Where the published results lie that are too large, or not ours, to be copied into the repository.</summary>
internal static class ReferenceFolder
{
    public static string Path(string file) => Documents.Path(System.IO.Path.Combine("..", "shared", "reference", file));

    public static string? Missing(string folder) =>
        Directory.Exists(Path(folder)) ? null : $"../shared/reference/{folder}, which this test reads, is not here.";
}

/// <summary>A test that reads a folder of published results; without it, the test is skipped with a message.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute(string folder) => Skip = ReferenceFolder.Missing(folder);
}

/// <inheritdoc cref="ReferenceFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    public ReferenceTheoryAttribute(string folder) => Skip = ReferenceFolder.Missing(folder);
}
