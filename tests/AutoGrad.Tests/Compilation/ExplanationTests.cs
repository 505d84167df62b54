using VerifyXunit;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

public sealed class ExplanationTests
{
    private const int Float = 4;

    [Fact]
    public void The_products_of_a_perceptrons_step_are_those_that_a_hand_counts()
    {
        const int batch = 64, inputs = 784, hidden = 256, classes = 10;
        var explanation = Step(batch, inputs, hidden, classes).Explain();
        // Forward, and the gradients of both weights and of the hidden layer; nobody asks for that of the inputs.
        long first = 2L * batch * inputs * hidden, second = 2L * batch * hidden * classes;
        long[] products = [.. explanation.Kernels.Where(kernel => kernel.Name == "matmul").Select(kernel => kernel.Flops)];
        Assert.Equal([second, second, second, first, first], products.Order());
    }

    [Fact]
    public Task The_explanation_of_a_training_step_is_a_table() => Verifier.Verify(Step(8, 3, 4, 2).Explain().ToString(), "txt");

    [Fact]
    public void Every_operation_that_has_a_kernel_and_does_not_only_move_or_choose_says_its_work()
    {
        Type[] moving =
        [
            typeof(Cast), typeof(Pad), typeof(Concatenation), typeof(GatherRows), typeof(GatherElements), typeof(LastPosition), typeof(Bounded), typeof(ArgSort),
            typeof(RandomUniform),
        ];
        foreach (var operation in KernelTable.Operations)
            Assert.True(moving.Contains(operation) == (operation.GetMethod(nameof(Operation.Work))!.DeclaringType == typeof(Operation)), operation.Name);
    }

    [Fact]
    public void The_bytes_of_an_elementwise_kernel_count_what_it_repeats_once()
    {
        Node x = Node.Input("x", [100, 20]), bias = Node.Input("bias", [20]);
        var kernel = Assert.Single(Executable.Compile(Sqrt(x + bias)).Explain().Kernels);
        Assert.Equal((Float * 2020L, Float * 2000L, 2 * 2000L), (kernel.BytesRead, kernel.BytesWritten, kernel.Flops));
        Assert.Equal(["add", "sqrt"], kernel.Fused);
    }

    [Fact]
    public void A_generated_function_counts_the_primitives_of_its_formula()
    {
        var kernel = Assert.Single(Executable.Compile(SiLU(Node.Input("x", [50]))).Explain().Kernels);
        Assert.Equal("silu", kernel.Name);
        Assert.Equal(["sigmoid", "multiply"], kernel.Fused);
        Assert.Equal(100, kernel.Flops);
    }

    [Fact]
    public void A_row_function_counts_what_is_one_number_a_row_once_a_row()
    {
        // Along the row max, subtract, exp and sum; a row log and a difference; picking only moves.
        Node logits = Node.Input("logits", [6, 5]), labels = Node.Input("labels", [6], ElementType.Int32);
        var kernel = Executable.Compile(Losses.CrossEntropy(logits, labels, reduction: Reduction.None)).Explain().Kernels[0];
        Assert.Equal(6 * (4 * 5 + 2), kernel.Flops);
    }

    [Fact]
    public void Sums_and_what_is_added_by_index_count_their_terms()
    {
        Node x = Node.Input("x", [30, 4]), indices = Node.Input("indices", [30], ElementType.Int32), table = Node.Input("table", [9, 4]);
        Assert.Equal(120, Assert.Single(Executable.Compile(x.Sum([0])).Explain().Kernels).Flops);
        Assert.Equal(120, Assert.Single(Executable.Compile(x.CumulativeSum(0)).Explain().Kernels).Flops);
        var gather = Assert.Single(Executable.Compile(table.Gather(indices)).Explain().Kernels);
        Assert.Equal((0L, Float * (36 + 30L)), (gather.Flops, gather.BytesRead));
        var scattered = Executable.Compile(Gradient.Vjp(table.Gather(indices), table, x)).Explain();
        Assert.Equal(120, scattered.Flops);
    }

    [Fact]
    public void A_convolution_counts_as_the_product_that_it_is_and_reads_its_input_once()
    {
        Node x = Node.Input("x", [2, 3, 8, 8]), weight = Node.Input("weight", [4, 3, 3, 3]);
        var product = Executable.Compile(Convolution(x, weight)).Explain().Kernels.Single(kernel => kernel.Flops > 0);
        Assert.Equal(2L * 2 * 4 * 36 * 27, product.Flops);
    }

    [Fact]
    public void The_largest_of_windows_counts_a_comparison_an_element()
    {
        var kernels = Executable.Compile(MaxPool(Node.Input("x", [2, 3, 7, 6]), [3, 2], stride: [2, 2])).Explain().Kernels;
        Assert.Equal(2 * 3 * (3 * 3) * (3 * 2), kernels.Single(kernel => kernel.Name == "window_argmax").Flops);
    }

    [Fact]
    public void The_kernels_of_a_loop_count_once_an_iteration()
    {
        Node x = Node.Input("x", [7, 2, 5]), w = Node.Input("w", [5, 5]), start = Node.Input("start", [2, 5]);
        var states = Scan.Over(x, start, (h, slice) =>
        {
            var next = Functions.Tanh(h.MatMul(w) + slice);
            return (next, next);
        }).Outputs;
        var product = Executable.Compile(states).Explain().Kernels.Single(kernel => kernel.Name == "matmul");
        Assert.Equal((7, 7 * 2L * 2 * 5 * 5), (product.Runs, product.Flops));
        // The weight is packed once, before the loop, in panels of whole vectors.
        Assert.Equal(0, product.BytesRead % 7);
        Assert.InRange(product.BytesRead, 7 * Float * (10L + 25), 7 * Float * (10L + 5 * 32));
    }

    [Fact]
    public void An_update_counts_its_formulas_for_every_element_and_what_scalars_determine_once()
    {
        // weight - learningRate * (gradient + weightDecay * weight), element by element.
        Parameter w = new("w", [10]);
        var rate = Node.Input("rate", [], ElementType.Float64);
        var kernel = Executable.Compile([w.Sum()], [UpdateFormulas.SGD(w, Node.Input("g", [10]), rate)]).Explain().Kernels[^1];
        Assert.Equal("sgd", kernel.Name);
        Assert.Equal(40, kernel.Flops);
        Assert.Equal((Float * 20L + 8, Float * 10L), (kernel.BytesRead, kernel.BytesWritten));
    }

    [Fact]
    public void The_totals_are_those_of_the_kernels_and_results_that_share_places_need_a_smaller_arena()
    {
        Node x = Node.Input("x", [1000]);
        var y = x;
        for (int i = 0; i < 8; i++)
            y = (y.Reshape(10, 100).Sum([1], keepDims: true) * y.Reshape(10, 100)).Reshape(1000);
        var explanation = Executable.Compile(y).Explain();
        Assert.Equal(explanation.Kernels.Sum(kernel => kernel.Flops), explanation.Flops);
        Assert.Equal(explanation.Kernels.Sum(kernel => kernel.BytesRead), explanation.BytesRead);
        Assert.Equal(explanation.Kernels.Sum(kernel => kernel.BytesWritten), explanation.BytesWritten);
        Assert.Equal(8 * 2000L, explanation.Flops);
        Assert.True(explanation.ArenaBytes < explanation.ResultBytes, explanation.ToString());
    }

    private static Executable Step(int batch, int inputs, int hidden, int classes)
    {
        var model = new Sequential { new Linear(inputs, hidden), new ReLU(), new Linear(hidden, classes) };
        Node x = Node.Input("x", [batch, inputs]), labels = Node.Input("labels", [batch], ElementType.Int32);
        Node rate = Node.Input("rate", [], ElementType.Float64), number = Node.Input("step", [], ElementType.Float64);
        var loss = Losses.CrossEntropy(model.Forward(x), labels);
        Parameter[] weights = [.. model.Parameters.Select(pair => pair.Parameter)];
        return Executable.Compile([loss], [.. new Adam().Updates(weights, Gradient.Of(loss, weights), rate, number)]);
    }
}
