using System.Globalization;

namespace AutoGrad;

/// <summary>What an executable does, kernel by kernel, and what that moves and computes.</summary>
/// <param name="Kernels">The kernels in the order in which they run; instead of a loop those that it runs.</param>
/// <param name="ArenaBytes">The memory for all that is computed, in bytes.</param>
/// <param name="ResultBytes">What all that is computed would take, if nothing shared a place with anything.</param>
public sealed record Explanation(IReadOnlyList<ExplainedKernel> Kernels, long ArenaBytes, long ResultBytes)
{
    private static readonly string[] Columns = ["kernel", "result", "read", "written", "FLOPs", "fused", "layer"];

    /// <summary>The bytes that one run of the executable reads.</summary>
    public long BytesRead => Kernels.Sum(kernel => kernel.BytesRead);

    /// <summary>The bytes that one run of the executable writes.</summary>
    public long BytesWritten => Kernels.Sum(kernel => kernel.BytesWritten);

    /// <summary>The floating-point operations of one run of the executable.</summary>
    public long Flops => Kernels.Sum(kernel => kernel.Flops);

    /// <summary>A table with a line a kernel, and the totals. Made for reading and for snapshots.</summary>
    public override string ToString()
    {
        string[] total = [$"{Kernels.Count} kernels", "", Number(BytesRead), Number(BytesWritten), Number(Flops), "", ""];
        string table = AlignedTable.Write(Columns, [.. Kernels.Select(Row)], [total], static column => column is >= 2 and <= 4);
        return $"{table}\nan arena of {Number(ArenaBytes)} bytes for {Number(ResultBytes)} bytes of results\n";
    }

    private static string[] Row(ExplainedKernel kernel) =>
    [
        kernel.Runs == 1 ? kernel.Name : $"{kernel.Name} ×{kernel.Runs}",
        $"{kernel.ElementType.Text} {kernel.Shape}",
        Number(kernel.BytesRead),
        Number(kernel.BytesWritten),
        Number(kernel.Flops),
        Parts(kernel.Fused),
        kernel.Layer ?? "",
    ];

    // exp, mul ×2: each name where it comes first.
    private static string Parts(IReadOnlyList<string> names) => names.Count < 2
        ? ""
        : string.Join(", ", names.CountBy(name => name).Select(pair => pair.Value == 1 ? pair.Key : $"{pair.Key} ×{pair.Value}"));

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
