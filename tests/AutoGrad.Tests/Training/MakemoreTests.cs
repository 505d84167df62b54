using Xunit.Abstractions;

namespace AutoGrad.Tests.Training;

/// <summary>A published training of 200,000 steps, followed loss by loss. MAKEMORE_STEPS=200000 runs it to its end and prints what was published beside ours.</summary>
[Trait("Category", "Training")]
public sealed class MakemoreTests(ITestOutputHelper output)
{
    private const int Followed = 20_001;

    private static readonly double[] Printed =
    [
        3.3239, 2.0322, 2.5675, 2.0125, 2.2446, 1.8897, 2.0785, 2.3681, 2.2918, 2.0238, 2.3673, 2.3132, 1.6414, 1.9311, 2.2231, 2.0027, 2.0997, 2.4949, 2.0199, 2.1707,
    ];

    [ReferenceTheory("makemore")]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void Each_of_the_first_losses_is_the_published_one(ElementType type)
    {
        float[] published = MakemoreRun.PublishedLosses;
        int[] rows = MakemoreRun.PublishedRows;
        using var run = new MakemoreRun(type);
        double worst = 0;
        for (int step = 0; step < Followed; step++)
        {
            double loss = run.Step(rows.AsSpan(32 * step, 32));
            worst = Math.Max(worst, Math.Abs(loss - published[step]));
            Assert.True(Math.Abs(loss - published[step]) <= 1e-5, $"step {step}: {published[step]:R} was published, {loss:R} found.");
        }
        output.WriteLine($"{type.Text}: the largest difference of {Followed} losses is {worst:E2}.");
    }

    [ReferenceFact("makemore")]
    public void The_order_of_the_batches_is_that_of_the_generator_that_drew_it()
    {
        using var run = new MakemoreRun(ElementType.Float32);
        int[] rows = MakemoreRun.PublishedRows;
        for (int step = 0; step < Followed; step++)
            Assert.Equal(rows[(32 * step)..(32 * step + 32)], run.NextRows());
    }

    [ReferenceFact("makemore")]
    public void The_whole_run_ends_where_the_published_one_does()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("MAKEMORE_STEPS"), out int steps))
            steps = 2_000;
        using var run = new MakemoreRun(ElementType.Float32);
        double untrained = run.Evaluate("dev");
        for (int step = 0; step < steps; step++)
        {
            double loss = run.Step(run.NextRows());
            if (step % 10_000 == 0)
                output.WriteLine(FormattableString.Invariant($"{step,7}: {loss:0.0000} (published: {Printed[step / 10_000]:0.0000})"));
        }
        double train = run.Evaluate("train"), dev = run.Evaluate("dev");
        output.WriteLine(FormattableString.Invariant($"after {steps} steps: train {train:0.0000}, dev {dev:0.0000} (published after 200,000: 2.0674, 2.1057)"));
        // A run cut short is on its way; the whole one has arrived.
        Assert.True(dev < untrained);
        Assert.True(steps < 200_000 || (Math.Abs(train - 2.0674) < 0.005 && Math.Abs(dev - 2.1057) < 0.005), $"train {train}, dev {dev}");
    }
}
