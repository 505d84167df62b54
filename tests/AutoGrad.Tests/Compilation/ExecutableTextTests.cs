using System.Globalization;
using VerifyXunit;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

public sealed class ExecutableTextTests
{
    [Fact]
    public Task The_text_of_a_training_step_says_what_runs_and_where_it_lies() => Verifier.Verify(Step().ToText(), "txt");

    [Fact]
    public Task The_code_of_a_training_step_is_CSharp() => Verifier.Verify(Step().ToCSharp(), "txt");

    [Fact]
    public void The_same_graph_gives_the_same_text_every_time()
    {
        Assert.Equal(Step().ToText(), Step().ToText());
        Assert.Equal(Step().ToCSharp(), Step().ToCSharp());
    }

    [Fact]
    public void Text_does_not_depend_on_the_culture()
    {
        var x = Node.Input("x", [2, 3]);
        using var executable = Executable.Compile(x.Flip(1).MatMul(Node.Constant([1, 1, 1], [3])));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NegativeSign = "~" } };
            Assert.Contains("strides [3, -1]", executable.ToText());
            Assert.Contains("strides: [3, -1]", executable.ToCSharp());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void An_update_that_is_called_by_name_has_a_formula_for_everything_it_writes()
    {
        Parameter w = new("w", [3]), velocity = new("velocity", [3]);
        var rate = Node.Input("rate", [], ElementType.Float64);
        using var executable = Executable.Compile([w.Sum()], [UpdateFormulas.Momentum(w, 2 * w, velocity, rate)]);
        Assert.Contains(
            """
            where momentum.weight(weight, gradient, velocity, learningRate, momentum = 0.9, weightDecay = 0) = weight - learningRate * (momentum * velocity + (gradient + weightDecay * weight))
            where momentum.velocity(weight, gradient, velocity, learningRate, momentum = 0.9, weightDecay = 0) = momentum * velocity + (gradient + weightDecay * weight)
            """,
            executable.ToText());
        Assert.Contains("// momentum.velocity(", executable.ToCSharp());
    }

    private static Executable Step()
    {
        Node x = Node.Input("x", [8, 3]), labels = Node.Input("labels", [8], ElementType.Int32);
        Parameter w = new("layers.0.weight", [4, 3]), b = new("layers.0.bias", [4]), table = new("class", [5, 4]);
        var hidden = x.MatMul(w.Transpose()) + b;
        var active = Where(hidden > 0, hidden, 0.1 * hidden);
        var loss = Square(active * Sigmoid(active) - table.Gather(labels)).Mean();
        Parameter[] parameters = [w, b, table];
        var updates = parameters.Zip(Gradient.Of(loss, parameters), (p, g) => Update.Assign(p, p - 0.1 * g)).ToArray();
        return Executable.Compile([loss, Concatenate([active[.., ..2], active[.., 3..]], 1)], updates);
    }
}
