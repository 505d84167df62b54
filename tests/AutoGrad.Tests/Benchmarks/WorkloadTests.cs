using AutoGrad.Benchmarks;

namespace AutoGrad.Tests;

/// <summary>The benchmarks do what they say: the peers' workloads by the peers' names, and steps that learn.</summary>
public class WorkloadTests
{
    public static TheoryData<string> StepNames => [.. Steps.All.Select(workload => workload.Name)];

    [Fact]
    public void Steps_have_the_names_of_the_peers_workloads() => Assert.Equal(
        [
            "step/mlp-2-16-16-1-tanh-mse-b32-sgd",
            "step/mlp-784-256-128-10-relu-ce-b64-sgd", "step/mlp-784-256-128-10-relu-ce-b64-adam",
            "step/mlp-784-256-128-10-relu-ce-b512-sgd", "step/mlp-784-256-128-10-relu-ce-b512-adam",
            "step/mlp-1024x3-gelu-mse-b256-adam",
            "step/cnn-c32k3-c64k3-pool2-fc128-10-relu-ce-b64-adam", "step/lenet5-tanh-avgpool-ce-b64-sgd",
            "step/lstm-v65-e128-h256-t64-b32-adam", "step/gpt-v65-d128-h4-l4-t64-b16-gelu-adam",
        ],
        NamesOf("steps"));

    [Fact]
    public void Functions_and_products_have_the_names_of_the_peers_workloads()
    {
        string[] functions = ["relu", "sigmoid", "tanh", "gelu", "silu", "mish", "softplus", "elu", "composed-x*tanh(log1p(exp(x)))", "composed-x+sin(x)^2"];
        string[] rows = ["softmax", "layernorm", "crossentropy"];
        Assert.Equal(
            [
                .. new[] { "1000", "100000", "1000000", "10000000" }.SelectMany(n => functions.Select(name => $"function/{name}-n{n}")),
                .. new[] { "64x10", "512x1000", "4096x256" }.SelectMany(size => rows.Select(name => $"function/{name}-{size}")),
            ],
            NamesOf("functions"));
        Assert.Equal(["matmul/64", "matmul/128", "matmul/256", "matmul/512", "matmul/1024", "matmul/2048"], NamesOf("matmul"));
    }

    [Fact]
    public void Every_step_is_compiled_first_and_again_and_the_growth_is_measured() => Assert.Equal(
        [.. NamesOf("steps").SelectMany(name => new[] { $"compile/{name[5..]}-first", $"compile/{name[5..]}-again" }), "compile/nodes-1000", "compile/nodes-10000", "compile/nodes-50000"],
        NamesOf("compile"));

    [Fact]
    public void No_step_allocates_anything_on_any_thread()
    {
        // The runtime allocates now and then for itself; a step that allocated would do so every time.
        var least = Steps.All.ToDictionary(workload => workload.Name, _ => long.MaxValue);
        for (int attempt = 0; attempt < 6 && least.Values.Any(bytes => bytes > 0); attempt++)
            foreach (string line in ExampleRun.OfProject("tests/AutoGrad.Benchmarks", compilesOnce: true, "steps", "--threads", "2", "--runs", "2").Lines)
            {
                var measurement = Measurement.Parse(line);
                least[measurement.Name] = Math.Min(least[measurement.Name], measurement.AllocatedBytes!.Value);
            }
        Assert.All(least.Values, bytes => Assert.Equal(0, bytes));
    }

    [Theory]
    [MemberData(nameof(StepNames))]
    public void Steps_one_after_the_other_lower_the_loss(string name)
    {
        var step = Steps.All.Single(workload => workload.Name == name).Compile(threads: 2).Fed();
        step.Run();
        float first = step.Loss;
        for (int run = 0; run < 3; run++)
            step.Run();
        Assert.InRange(step.Loss, 0, MathF.BitDecrement(first));
    }

    [Fact]
    public void A_deep_graph_has_about_as_many_nodes_as_it_says()
    {
        int perLayer = DeepGraph.CountNodes(3) - DeepGraph.CountNodes(2);
        Assert.InRange(DeepGraph.CountNodes(1000 / perLayer), 1000 - 2 * perLayer, 1000 + 2 * perLayer);
    }

    private static IEnumerable<string> NamesOf(string family) => CommandLine.Families[family].Benchmarks.Select(benchmark => benchmark.Name);
}
