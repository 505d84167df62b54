using AutoGrad.Benchmarks;

namespace AutoGrad.Tests;

public class StepProfileTests
{
    [Fact]
    public void Every_kernel_that_works_has_its_time_in_the_profile_those_of_loops_too()
    {
        Node x = Node.Input("x", [7, 2, 5]), w = Node.Input("w", [5, 5]), start = Node.Input("start", [2, 5]);
        var states = Scan.Over(x, start, (h, slice) =>
        {
            var next = Functions.Tanh(h.MatMul(w) + slice);
            return (next, next);
        }).Outputs;
        using var executable = Executable.Compile(states.Sum(), threads: 1);
        executable.Feed(x, new float[70]);
        executable.Feed(w, new float[25]);
        executable.Feed(start, new float[10]);
        var times = new RunTimes(executable.Steps);
        executable.Run(times);

        var kernels = KernelTime.Of(executable.Steps, times).ToArray();
        Assert.Equal(
            executable.Explain().Kernels.Select(kernel => (kernel.Name, kernel.Runs)),
            kernels.Select(kernel => (kernel.Step.Name, kernel.Runs)));
        Assert.Equal(Enumerable.Range(0, executable.Steps.Count).Sum(step => times.Phases(step).Sum()), kernels.Sum(kernel => kernel.Ticks));
        Assert.Contains(kernels, kernel => kernel.Step.Name == "matmul" && kernel.Runs == 7);
        Assert.All(kernels.Where(kernel => kernel.Step.Name == "matmul"), kernel => Assert.InRange(kernel.Ticks, 1, long.MaxValue));
    }

    [Fact]
    public void A_profile_names_the_workload_and_what_is_slow()
    {
        string profile = StepProfile.Write(Steps.All[0], threads: 1, runs: 3);
        Assert.Contains("step/mlp-2-16-16-1-tanh-mse-b32-sgd, 1 thread\n", profile);
        Assert.Contains("matmul", profile);
        Assert.Contains("GFLOP/s", profile);
    }
}
