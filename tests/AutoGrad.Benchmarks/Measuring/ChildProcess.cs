using System.Diagnostics;

namespace AutoGrad.Benchmarks;

/// <summary>Measures in processes of their own, where nothing has run before.</summary>
internal static class ChildProcess
{
    /// <summary>The median of so many processes, each of which writes one line.</summary>
    public static Measurement Median(string name, int count, string[] arguments) =>
        Measurement.Median([.. Enumerable.Range(0, count).Select(_ => Run(arguments))]) with { Name = name };

    private static Measurement Run(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;
        string line = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Measurement.Parse(line)
            : throw new InvalidOperationException($"The process 'dotnet {string.Join(' ', process.StartInfo.ArgumentList)}' ended with {process.ExitCode}.");
    }
}
