using System.Runtime.CompilerServices;

namespace AutoGrad.Tests;

/// <summary>The files of the repository that tests read as they stand.</summary>
internal static class Documents
{
    /// <summary>The full path of a file, given from the repository's root.</summary>
    public static string Path(string file) => System.IO.Path.Combine(Root(), file);

    private static string Root([CallerFilePath] string path = "") => System.IO.Path.GetFullPath(System.IO.Path.Combine(path, "../../../.."));
}
