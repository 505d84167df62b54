using System.Globalization;

namespace AutoGrad.Tests.Reference;

/// <summary>Results of others that are not part of this repository: a folder beside it, on machines that have it.</summary>
internal static class SharedReference
{
    /// <summary>Why a test that reads a file of the folder is skipped; null where the folder is there.</summary>
    public static string? Missing => Directory.Exists(Folder) ? null : $"The reference results are not on this machine: there is no folder {Folder}.";

    private static string Folder => Path.GetFullPath(Documents.Path("../shared/reference"));

    /// <summary>The lines of a file.</summary>
    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Folder, file));

    /// <summary>All numbers of a file, in order.</summary>
    public static double[] Numbers(string file) => [.. Lines(file).SelectMany(NumbersIn)];

    /// <summary>The numbers of a line.</summary>
    public static IEnumerable<double> NumbersIn(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture));
}

/// <summary>A test that reads reference results: skipped, with a message, on machines that have none.</summary>
internal sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute() => Skip = SharedReference.Missing;
}

/// <inheritdoc cref="ReferenceFactAttribute"/>
internal sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    public ReferenceTheoryAttribute() => Skip = SharedReference.Missing;
}
