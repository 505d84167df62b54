using System.CommandLine;
using AutoGrad;

namespace ExampleSupport;

/// <summary>How an example is run from a command line, and how it ends.</summary>
internal static class ExampleRun
{
    /// <summary>Parses the arguments and runs the example; help and errors are printed by the parser. Ctrl+C cancels.</summary>
    public static int Run(this RootCommand command, string[] arguments, Func<ParseResult, CancellationToken, int> example)
    {
        // On another thread: what runs on this one could not be cancelled.
        command.SetAction((result, cancellation) => Task.Run(() => example(result, cancellation), CancellationToken.None));
        return command.Parse(arguments).InvokeAsync().GetAwaiter().GetResult();
    }

    /// <summary>Says in a sentence what ended an example before its end.</summary>
    /// <param name="example">The example: whether it came to its end.</param>
    /// <returns>The exit code: 0, or 1 after an error or a cancellation, which has been said.</returns>
    public static int ExitCode(Func<bool> example)
    {
        try
        {
            return example() ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or TrainingException or OutOfMemoryException)
        {
            Console.Error.WriteLine(error.Message);
        }
        return 1;
    }
}
