using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AutoGrad.Benchmarks;

/// <summary>What was measured.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Threads">How many threads computed.</param>
/// <param name="MedianMicroseconds">The median time of a run.</param>
/// <param name="AllocatedBytes">What all threads together allocated in a run, on average and rounded up; null where it was not measured.</param>
internal sealed record Measurement(string Name, int Threads, double MedianMicroseconds, long? AllocatedBytes)
{
    /// <summary>Times each of so many runs.</summary>
    public static Measurement Of(string name, int threads, int runs, Action run)
    {
        var times = new double[runs];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Array.Sort(times);
        return new(name, threads, times[runs / 2], (allocated + runs - 1) / runs);
    }

    /// <summary>The one in the middle by time; of an even number the slower one.</summary>
    public static Measurement Median(IEnumerable<Measurement> measurements)
    {
        Measurement[] sorted = [.. measurements.OrderBy(measurement => measurement.MedianMicroseconds)];
        return sorted[sorted.Length / 2];
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is no measurement.</exception>
    public static Measurement Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return new(
                root.GetProperty("name").GetString()!,
                root.GetProperty("threads").GetInt32(),
                root.GetProperty("median_us").GetDouble(),
                root.TryGetProperty("allocated_bytes", out var bytes) ? bytes.GetInt64() : null);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"'{line}' is no measurement; a line is {new Measurement("step/name", 1, 1.5, 0)}.", error);
        }
    }

    /// <summary>The measurement as one line of JSON.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"name":"{{Name}}","threads":{{Threads}},"median_us":{{MedianMicroseconds:F2}}{{(AllocatedBytes is { } bytes ? $",\"allocated_bytes\":{bytes}" : "")}}}""");
}
