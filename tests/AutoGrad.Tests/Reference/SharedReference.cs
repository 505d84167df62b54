using System.Globalization;

namespace AutoGrad.Tests.Reference;

/// <summary>The numbers in the published results' files.</summary>
internal static class SharedReference
{
    /// <summary>The lines of a file.</summary>
    public static string[] Lines(string file) => File.ReadAllLines(ReferenceFolder.Path(file));

    /// <summary>All numbers of a file, in order.</summary>
    public static double[] Numbers(string file) => [.. Lines(file).SelectMany(NumbersIn)];

    /// <summary>The numbers of a line.</summary>
    public static IEnumerable<double> NumbersIn(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture));
}
