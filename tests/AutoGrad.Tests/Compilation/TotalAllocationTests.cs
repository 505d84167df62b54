namespace AutoGrad.Tests;

/// <summary>What all threads allocate together, measured while no other test runs.</summary>
[Collection(nameof(AloneCollection))]
public class TotalAllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_training_step_allocates_nothing_on_any_thread(int threads)
    {
        var model = new Sequential { new Linear(100, 300), new Mish(), new Linear(300, 10) };
        Node x = Node.Input("x", [256, 100]), labels = Node.Input("labels", [256], ElementType.Int32);
        Node rate = Node.Input("rate", [], ElementType.Float64), number = Node.Input("step", [], ElementType.Float64);
        var loss = Losses.CrossEntropy(model.Forward(x), labels);
        Parameter[] weights = [.. model.Parameters.Select(pair => pair.Parameter)];
        using var step = Executable.Compile([loss], [.. new Adam().Updates(weights, Gradient.Of(loss, weights), rate, number)], threads);
        step.Feed(x, new float[25_600]);
        step.Feed(labels, new int[256]);
        step.Feed(rate, 0.001);
        step.Feed(number, 1.0);

        AssertAllocatesNothing(step);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_loop_and_its_gradient_allocate_nothing_on_any_thread(int threads)
    {
        Node x = Node.Input("x", [20, 64, 50]), w = Node.Input("w", [50, 50]), zero = Node.Constant(0.0).BroadcastTo([64, 50]);
        var loss = Scan.Over(x, zero, (h, slice) =>
        {
            var inner = Scan.Repeat(3, h, state => Functions.Tanh(state.MatMul(w) + slice));
            return (inner, inner);
        }).Outputs.Sum();
        using var step = Executable.Compile([loss, Gradient.Of(loss, w)], threads: threads);
        step.Feed(x, new float[64_000]);
        step.Feed(w, new float[2500]);
        AssertAllocatesNothing(step);
    }

    private static void AssertAllocatesNothing(Executable step)
    {
        // The runtime allocates now and then for itself; a step that allocated would do so every time.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int run = 0; run < 5; run++)
                step.Run();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        Assert.Equal(0, least);
    }
}

/// <summary>Tests that measure the whole process: each alone.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
