using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Which loops there are: what is merged, computed anew, stored once, and computed side by side.</summary>
public sealed class FusionTests
{
    private static readonly Node X = Node.Input("x", [40, 30]), Y = Node.Input("y", [40, 30]), Square30 = Node.Input("square", [30, 30]);

    [Fact]
    public void A_generated_function_becomes_part_of_the_loop_around_it()
    {
        var sum = X + GELU(Y) * 2;
        Assert.Equal(["add"], Names(sum));
        Compiled.AgreesWithReference([sum, Gradient.Of(Sin(sum).Sum(), Y)], 1e-5);
    }

    [Fact]
    public void A_generated_function_alone_keeps_its_own_kernel() =>
        Assert.IsType<FunctionCall>(Assert.Single(Planner.Plan([GELU(X)], []).Steps).Node!.Operation);

    [Fact]
    public void A_cheap_result_is_computed_anew_for_each_of_its_readers()
    {
        var shifted = X * 2 + 1;
        var y = Exp(shifted).MatMul(Square30) * shifted;
        Assert.Equal(["exp", "matmul", "multiply"], Names(y));
        Compiled.AgreesWithReference([y], 1e-3);
    }

    [Fact]
    public void An_expensive_result_is_stored_for_its_readers()
    {
        var power = Exp(X);
        var y = (power + 1).MatMul(Square30) * power;
        Assert.Equal(3, Names(y).Length);
        Compiled.AgreesWithReference([y], 1e-3);
        Assert.Equal(3, Names(Sin(power * Y).MatMul(Square30) + Cos(power)).Length);
    }

    [Fact]
    public void What_is_read_by_other_operations_too_is_not_computed_twice()
    {
        var sum = X + Y;
        Assert.Equal(["add", "matmul", "multiply"], Names(sum.MatMul(Square30) * sum).Order());
    }

    [Fact]
    public void Results_that_need_the_same_are_computed_side_by_side()
    {
        var y = Tanh(X);
        var gradient = Gradient.Of((y * 2).Sum(), X);
        var step = Assert.Single(Planner.Plan([y, gradient], []).Steps);
        Assert.Equal(2, step.Outputs.Length);
        Compiled.AgreesWithReference([y, gradient, X * Y, X - Y], 1e-5);

        // Each waits for a product of the other's neighbour.
        Node a = X + 1, b = Exp(X), c = b.MatMul(Square30) * X, d = a.MatMul(Square30) - X;
        Compiled.AgreesWithReference([a, b, c, d, c * d, Sin(c) + X, Where(X > 0, c, d)], 1e-3);
    }

    [Fact]
    public void Parts_of_a_loop_that_nobody_else_reads_stay_in_it()
    {
        var inner = Exp(X);
        Node[] outputs = [inner * X, inner - X];
        Assert.Equal(2, Assert.Single(Planner.Plan(outputs, []).Steps).Outputs.Length);
        Compiled.AgreesWithReference(outputs, 1e-5);
    }

    [Fact]
    public void The_text_of_a_loop_with_several_results_names_them_all()
    {
        using var executable = Executable.Compile([X * Y, X - Y]);
        Assert.Contains("%0 = x * y : float32 [40, 30] at 0\n  & %1 = x - y : float32 [40, 30] at 4800\n", executable.ToText());
        string code = executable.ToCSharp();
        Assert.Contains("t0[i] = (float)(x[i] * y[i]);", code);
        Assert.Contains("t1[i] = (float)(x[i] - y[i]);", code);
    }

    [Fact]
    public void New_values_of_parameters_are_still_written_in_place()
    {
        Parameter p = new("p", [40, 30]), q = new("q", [40, 30]);
        var plan = Planner.Plan([], [Update.Assign(p, p - 0.1 * X), Update.Assign(q, q - 0.2 * X)]);
        Assert.Equal(["subtract", "subtract"], plan.Steps.Select(step => step.Name));
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void A_reduction_of_what_only_it_reads_is_one_step_with_the_bits_of_two(ElementType type)
    {
        foreach (var shape in new Shape[] { [5000], [3, 70], [70, 3], [2000, 33], [7, 700], [4, 5, 6], [2, 1, 19, 3], [3, 40, 1100], [0, 3], [200_000] })
            for (int mask = 1; mask < 1 << shape.Rank; mask++)
            {
                int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(axis => (mask >> axis & 1) == 1)];
                bool isEmpty = axes.Any(axis => shape[axis] == 0);
                Node x = Node.Input("x", shape, type), bias = Node.Input("bias", [shape[^1]], type);
                var elements = Square(x - bias) * 0.5;
                Node[] reduced = isEmpty
                    ? [elements.Sum([.. axes]), elements.Mean([.. axes])]
                    : [elements.Sum([.. axes]), elements.Mean([.. axes]), elements.Max([.. axes]), elements.Min([.. axes])];
                foreach (var result in reduced)
                {
                    Assert.DoesNotContain(Planner.Plan([result], []).Steps, step => step.Outputs[0].Elements > result.Shape.Size);
                    var apart = Run([result, elements], 1);
                    Assert.Equal(apart, Run([result], 1));
                    Assert.Equal(apart, Run([result], 3));
                }
            }

        static IEnumerable<long> Run(Node[] outputs, int threads)
        {
            using var executable = Executable.Compile(outputs, threads: threads);
            foreach (var input in executable.Inputs)
                Compiled.Feed(executable, input, Compiled.Numbers(input, input.Shape.Rank));
            executable.Run();
            return [.. Compiled.Fetch(executable, outputs[0]).Select(BitConverter.DoubleToInt64Bits)];
        }
    }

    [Fact]
    public void A_loss_of_two_tensors_is_one_step_and_says_what_it_reduces()
    {
        using var executable = Executable.Compile(Losses.MSE(X, Y));
        Assert.Contains("= mean(x, y, square(a0 - a1), axes [0, 1])", executable.ToText());
    }

    private static string[] Names(params Node[] outputs) => [.. Planner.Plan(outputs, []).Steps.Select(step => step.Name)];
}
