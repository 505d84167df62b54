using Spectre.Console;

namespace AutoGrad.Tests.Terminal;

public sealed class TerminalProgressTests
{
    private const string EndLine =
        "epoch  2/10   loss 0.2936   accuracy 91.42 %   validation loss 0.1500   validation accuracy 95.51 %   1.3 s   60,000 samples/s";

    private static readonly TrainingProgress Step = new()
    {
        Epoch = 2, Epochs = 10, Step = 25, StepsPerEpoch = 100, Loss = 0.29361, Accuracy = 0.9142,
        Elapsed = TimeSpan.FromSeconds(1.25), SamplesPerSecond = 60_000,
    };

    private static readonly TrainingProgress EpochEnd =
        Step with { Step = 100, ValidationLoss = 0.15, ValidationAccuracy = 0.9551, IsEpochEnd = true };

    private readonly StringWriter output = new() { NewLine = "\n" };

    private IAnsiConsole NewConsole(int width = 100)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        return console;
    }

    [Fact]
    public void Piped_output_has_one_plain_line_an_epoch()
    {
        using (var progress = new TerminalProgress(NewConsole(width: 80)))
        {
            progress.Report(Step);
            progress.Report(EpochEnd);
            progress.Report(Step with { Epoch = 3 });
        }
        Assert.Equal(EndLine + "\n", output.ToString());
    }

    [Fact]
    public void A_terminal_shows_a_bar_that_gives_way_to_the_line_of_the_epoch()
    {
        using var progress = new TerminalProgress(NewConsole(), bar: true);
        progress.Report(Step);
        Assert.Equal(
            "\e[?25l\r\e[2Kepoch  2/10 ━━━━━━━" + new string('─', 21) + " 25/100   loss 0.2936   accuracy 91.42 %   60,000 samples/s", output.ToString());
        output.GetStringBuilder().Clear();
        progress.Report(EpochEnd);
        Assert.Equal("\r\e[2K\e[?25h" + EndLine + "\n", output.ToString());
    }

    [Fact]
    public void Drawings_are_rare_and_reports_in_between_allocate_nothing()
    {
        var clock = new StoppedClock();
        using var progress = new TerminalProgress(NewConsole(), bar: true, clock);
        progress.Report(Step);
        clock.Milliseconds = 99;
        progress.Report(Step);
        var before = GC.GetAllocatedBytesForCurrentThread();
        progress.Report(Step with { Step = 26 });
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.DoesNotContain("26/100", output.ToString());
        clock.Milliseconds = 100;
        progress.Report(Step with { Step = 27 });
        Assert.Contains("\r\e[2Kepoch  2/10 ", output.ToString());
        Assert.Contains(" 27/100 ", output.ToString());
    }

    [Fact]
    public void A_cancelled_training_leaves_no_bar_and_a_visible_cursor()
    {
        var progress = new TerminalProgress(NewConsole(), bar: true);
        progress.Report(Step);
        output.GetStringBuilder().Clear();
        progress.Dispose();
        progress.Dispose();
        Assert.Equal("\r\e[2K\e[?25h", output.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(79)]
    public void A_bar_never_wraps(int width) => Assert.Equal(width, TrainingBar.Of(Step, width).Length);

    [Fact]
    public void A_narrow_terminal_loses_the_end_and_a_wide_one_no_more_than_it_needs()
    {
        Assert.Equal("epoch  2/10  25/100 ", TrainingBar.Of(Step, 20));
        Assert.Equal("epoch  2/10 ━━" + new string('─', 7) + " 25/100   loss 0.2936   accuracy 91.42 %   60,000 samples/s", TrainingBar.Of(Step, 80));
        Assert.Equal("epoch  2/10 ━━━━━━━━━━" + new string('─', 30) + " 25/100   loss 0.2936   accuracy 91.42 %   60,000 samples/s", TrainingBar.Of(Step, 200));
    }

    [Fact]
    public void A_terminal_without_Unicode_gets_a_bar_of_plain_signs() =>
        Assert.Equal("epoch  2/10 ==....... 25/100 ", TrainingBar.Of(Step, 80, unicode: false)[..29]);

    [Fact]
    public void Huge_numbers_of_steps_and_a_loss_that_is_no_number_are_written_out()
    {
        var step = new TrainingProgress { Epoch = 1, Epochs = 1, Step = int.MaxValue / 2, StepsPerEpoch = int.MaxValue, Loss = double.NaN, Elapsed = TimeSpan.FromDays(2), SamplesPerSecond = 1e9 };
        Assert.Equal("epoch 1/1 ━━━━━━━━╸───────── 1073741823/2147483647   loss NaN   1,000,000,000 samples/s", TrainingBar.Of(step, 87));
        Assert.Equal("epoch 1/1   loss NaN   172800.0 s   1,000,000,000 samples/s", TrainingLine.Of(step));
    }

    [Fact]
    public void The_bar_fills_from_none_to_all_of_its_length()
    {
        string BarAt(int step) => string.Concat(TrainingBar.Of(Step with { Step = step }, 200).Where(c => c is '━' or '╸' or '─'));
        Assert.Equal(new string('─', 40), BarAt(0));
        Assert.Equal(new string('━', 20) + new string('─', 20), BarAt(50));
        Assert.Equal(new string('━', 20) + "╸" + new string('─', 19), BarAt(52));
        Assert.Equal(new string('━', 40), BarAt(100));
    }

    [Theory]
    [InlineData(0.29361, "0.2936")]
    [InlineData(0, "0.0000")]
    [InlineData(0.00012366, "1.237e-4")]
    [InlineData(12345678, "1.235e+7")]
    [InlineData(double.NaN, "NaN")]
    public void A_loss_keeps_its_leading_digits(double loss, string text) => Assert.Equal(text, TrainingLine.Number(loss));

    [Fact]
    public void A_regression_has_no_accuracy()
    {
        var line = TrainingLine.Of(EpochEnd with { Accuracy = null, ValidationLoss = null, ValidationAccuracy = null });
        Assert.Equal("epoch  2/10   loss 0.2936   1.3 s   60,000 samples/s", line);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public long Milliseconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Milliseconds;
    }
}
