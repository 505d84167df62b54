using System.Diagnostics;

namespace AutoGrad.Tests;

/// <summary>An example, run as its own process the way a user runs it, with what it wrote.</summary>
internal sealed record ExampleRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The lines of the output, without the empty one at the end.</summary>
    public string[] Lines => Output.TrimEnd('\n').Split('\n');

    public static ExampleRun Of(string example, params string[] arguments) => Within(Limit, example, arguments);

    /// <summary>Another project's program, by its directory in the repository.</summary>
    public static ExampleRun OfProject(string directory, params string[] arguments) => OfProject(directory, compilesOnce: false, arguments);

    /// <summary>The same, without a thread that compiles again in the background what ran often, and allocates while it does.</summary>
    public static ExampleRun OfProject(string directory, bool compilesOnce, params string[] arguments)
    {
        using var process = Start(directory, Path.GetFileName(directory), arguments, compilesOnce);
        return Ended(process, process.StandardOutput.ReadToEndAsync(), Limit);
    }

    /// <summary>The same with a time of its own.</summary>
    public static ExampleRun Within(TimeSpan limit, string example, params string[] arguments)
    {
        using var process = Start(example, arguments);
        return Ended(process, process.StandardOutput.ReadToEndAsync(), limit);
    }

    /// <summary>The same, interrupted as by Ctrl+C once a line with this beginning was written.</summary>
    public static ExampleRun Interrupted(string beginning, string example, params string[] arguments)
    {
        using var process = Start(example, arguments);
        var before = new System.Text.StringBuilder();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            before.Append(line).Append('\n');
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                break;
        }
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            kill.WaitForExit();
        var run = Ended(process, process.StandardOutput.ReadToEndAsync(), Limit);
        return run with { Output = before + run.Output };
    }

    private static Process Start(string example, string[] arguments) => Start(Path.Combine("examples", example), example, arguments);

    private static Process Start(string directory, string name, string[] arguments, bool compilesOnce = false)
    {
        // …/tests/AutoGrad.Tests/bin/Release/net10.0: the program is built beside the tests, in the same configuration.
        string output = new DirectoryInfo(AppContext.BaseDirectory) is { Parent: { } configuration } framework
            ? Path.Combine("bin", configuration.Name, framework.Name)
            : throw new DirectoryNotFoundException(AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet", [Documents.Path(Path.Combine(directory, output, $"{name}.dll")), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8, StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        if (compilesOnce)
            start.Environment["DOTNET_TieredCompilation"] = "0";
        return Process.Start(start)!;
    }

    private static ExampleRun Ended(Process process, Task<string> written, TimeSpan limit)
    {
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{string.Join(' ', process.StartInfo.ArgumentList)} did not end within {limit.TotalMinutes} minutes.");
        }
        return new(process.ExitCode, written.Result.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }
}
