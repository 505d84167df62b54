using Spectre.Console;
using Spectre.Console.Rendering;

namespace AutoGrad;

/// <summary>
/// Shows a training in a terminal: a bar that moves within the epoch, and a line that stays for each epoch that is over. Where the output is
/// piped or redirected, only the lines are written, as plain text. Reports in between drawings cost a look at the clock and allocate nothing.
/// </summary>
public sealed class TerminalProgress : IProgress<TrainingProgress>, IDisposable
{
    private static readonly TimeSpan DrawingInterval = TimeSpan.FromMilliseconds(100);

    private const string ClearLine = "\r\e[2K";
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";

    private readonly IAnsiConsole console;
    private readonly bool hasBar;
    private readonly TimeProvider clock;
    private long lastDrawing;
    private bool isBarDrawn;

    /// <summary>Shows a training on a console.</summary>
    /// <param name="console">The console; without it, the standard output.</param>
    /// <param name="bar">Whether to draw the bar; without it, where the output is an interactive terminal.</param>
    public TerminalProgress(IAnsiConsole? console = null, bool? bar = null)
        : this(console, bar, TimeProvider.System)
    {
    }

    internal TerminalProgress(IAnsiConsole? console, bool? bar, TimeProvider clock)
    {
        this.clock = clock;
        this.console = console ?? AnsiConsole.Console;
        var profile = this.console.Profile;
        hasBar = bar ?? (profile.Out.IsTerminal && profile.Capabilities is { Ansi: true, Interactive: true });
    }

    /// <summary>Draws the progress, if the last drawing is long enough ago, and always at the end of an epoch.</summary>
    public void Report(TrainingProgress value)
    {
        if (value.IsEpochEnd)
        {
            RemoveBar();
            WriteLine(TrainingLine.Of(value));
        }
        else if (hasBar && (!isBarDrawn || clock.GetElapsedTime(lastDrawing) >= DrawingInterval))
        {
            DrawBar(value);
            lastDrawing = clock.GetTimestamp();
        }
    }

    /// <summary>Takes the bar away and gives the cursor back, also after a training that was cancelled.</summary>
    public void Dispose() => RemoveBar();

    private void DrawBar(TrainingProgress progress)
    {
        var text = TrainingBar.Of(progress, console.Profile.Width - 1, console.Profile.Capabilities.Unicode);
        console.Write(new ControlCode(isBarDrawn ? ClearLine : HideCursor + ClearLine));
        console.Write(new Text(text));
        isBarDrawn = true;
    }

    private void RemoveBar()
    {
        if (!isBarDrawn) return;
        console.Write(new ControlCode(ClearLine + ShowCursor));
        isBarDrawn = false;
    }

    // Past the console's renderer, which would break lines at the 80 columns it assumes for a pipe.
    private void WriteLine(string line)
    {
        console.Profile.Out.Writer.WriteLine(line);
        console.Profile.Out.Writer.Flush();
    }
}
