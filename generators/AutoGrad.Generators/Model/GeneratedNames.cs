using System.Globalization;

namespace AutoGrad.Generators;

/// <summary>What generated members are called beside the function's own name: the emitters write them, and the parser knows what they clash with.</summary>
internal static class GeneratedNames
{
    public const string Kernels = "Kernels";

    /// <summary>The nested class with the kernels of the functions of a name, of which this is the one at the position.</summary>
    public static string KernelsOf(string function, int position) =>
        function + Kernels + (position == 0 ? "" : (position + 1).ToString(CultureInfo.InvariantCulture));
}
