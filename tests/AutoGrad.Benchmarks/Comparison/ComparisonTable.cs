using System.Globalization;
using System.Text;

namespace AutoGrad.Benchmarks;

/// <summary>Times of peers beside ours, as a table in Markdown.</summary>
internal static class ComparisonTable
{
    /// <summary>A line a workload that both measured, in our order; of each the median over all its measurements.</summary>
    public static string Write(IReadOnlyList<Measurement> ours, IReadOnlyDictionary<string, IReadOnlyList<Measurement>> peers)
    {
        var text = new StringBuilder("| workload | threads | peer | peer's time | ours | ratio | floor | aim | |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var own in Medians(ours))
            foreach (var (peer, measurements) in peers)
                if (Medians(measurements).FirstOrDefault(other => (other.Name, other.Threads) == (own.Name, own.Threads)) is { } theirs)
                    Write(text, own, peer, theirs);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Measurement own, string peer, Measurement theirs)
    {
        double ratio = theirs.MedianMicroseconds / own.MedianMicroseconds;
        var floor = Floor.Of(peer, own.Name);
        string verdict = floor is null ? "" : ratio < floor.Least ? "**below the floor**" : ratio < floor.Aim ? "above the floor" : "at the aim";
        text.Append(CultureInfo.InvariantCulture, $"| `{own.Name}` | {own.Threads} | {peer} | {Time(theirs)} | {Time(own)} | {ratio:0.00} | {floor?.Least} | {floor?.Aim} | {verdict} |\n");
    }

    private static IEnumerable<Measurement> Medians(IEnumerable<Measurement> measurements) =>
        measurements.GroupBy(measurement => (measurement.Name, measurement.Threads)).Select(Measurement.Median);

    private static string Time(Measurement measurement) => measurement.MedianMicroseconds switch
    {
        < 1000 and var time => string.Create(CultureInfo.InvariantCulture, $"{time:0.0} µs"),
        var time => string.Create(CultureInfo.InvariantCulture, $"{time / 1000:0.00} ms"),
    };
}
