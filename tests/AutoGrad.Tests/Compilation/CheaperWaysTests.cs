using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Graphs that compiling writes in a way that costs less: the values stay the same.</summary>
public sealed class CheaperWaysTests
{
    private const ElementType Double = ElementType.Float64;

    private static readonly Node Table = new Parameter("table", [5, 4], type: Double), Weight = new Parameter("w", [3, 4], type: Double), Bias = Node.Input("b", [3], Double);
    private static readonly Node Chosen = Node.Input("chosen", [6, 4], ElementType.Int32);

    [Fact]
    public void The_product_of_chosen_rows_is_chosen_from_the_product_of_the_table()
    {
        var y = Table.Gather(Chosen).MatMul(Weight.Transpose()) + Bias;
        Assert.Equal(["matmul [5, 3]", "add [5, 3]", "gather [6, 4, 3]"], Steps(y).Select(step => $"{step.Name} {step.Node!.Shape}"));
        Agree(y);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_of_table_and_weight_add_up_the_rows_before_their_products(bool permuted)
    {
        var y = Table.Gather(Chosen).MatMul(Weight.Transpose()) + Bias;
        Node scale = Node.Input("scale", permuted ? [4, 6, 3] : [6, 4, 3], Double), loss = Sin((permuted ? y.Permute(1, 0, 2) : y) * scale).Sum();
        Node[] gradients = Gradient.Of(loss, [Table, Weight, Bias]);
        var steps = Steps([loss, .. gradients]);
        Assert.Equal(["[3, 4]", "[5, 3]", "[5, 4]"], steps.Where(step => step.Name == "matmul").Select(step => $"{step.Node!.Shape}").Order());
        Assert.Single(steps, step => step.Name == "scatter_add");
        Agree([loss, .. gradients, .. Gradient.Of(Square(gradients[0]).Sum() + Sin(gradients[1]).Sum(), [Table, Weight])]);
    }

    [Fact]
    public void Few_rows_are_chosen_before_their_product()
    {
        var few = Node.Input("few", [2, 3], ElementType.Int32);
        Assert.Equal(["gather", "matmul"], Steps(Table.Gather(few).MatMul(Weight.Transpose())).Select(step => step.Name));
    }

    [Fact]
    public void Rows_that_are_not_chosen_and_not_finite_spoil_no_gradient()
    {
        Node table = Node.Input("data", [5, 4], Double), w = Node.Input("w", [4, 1], Double), indices = Node.Input("indices", [12], ElementType.Int32);
        var gradient = Gradient.Of(table.Gather(indices).MatMul(w).Sum(), w);
        double[] values = [.. Enumerable.Repeat(1.0, 16), .. Enumerable.Repeat(double.NaN, 4)];
        Dictionary<Node, double[]> given = new() { [table] = values, [w] = [1, 2, 3, 4], [indices] = [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3] };
        Assert.Equal([12, 12, 12, 12], ReferenceEvaluator.Evaluate([gradient], node => given[node])[0]);
        Compiled.AgreesWithReference([gradient], given);
    }

    [Fact]
    public void The_gradient_of_a_row_that_is_not_chosen_is_zero_whatever_it_would_be_multiplied_with()
    {
        Node table = Node.Input("data", [5, 4], Double), w = Node.Input("w", [4, 2], Double), indices = Node.Input("indices", [12], ElementType.Int32);
        var gradient = Gradient.Of(table.Gather(indices).MatMul(w).Sum(), table);
        Dictionary<Node, double[]> given = new()
        {
            [table] = [.. Enumerable.Repeat(1.0, 20)], [w] = [double.PositiveInfinity, .. Enumerable.Repeat(1.0, 7)], [indices] = [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3],
        };
        Assert.Equal([0, 0, 0, 0], ReferenceEvaluator.Evaluate([gradient], node => given[node])[0][16..]);
        Compiled.AgreesWithReference([gradient], given);
    }

    [Theory]
    [InlineData(new[] { 3 }, new[] { 2 })]
    [InlineData(new[] { 3, 2 }, new[] { 1, 3 })]
    [InlineData(new[] { 5, 5 }, new[] { 1, 1 })]
    [InlineData(new[] { 2, 1, 3 }, new[] { 1, 2, 2 })]
    public void The_gradient_of_a_convolution_by_its_input_folds_nothing(int[] kernel, int[] dilation)
    {
        int[] extents = [.. kernel.Select((size, i) => dilation[i] * (size - 1) + 4 + i)];
        Node x = Node.Input("x", [2, 3, .. extents], Double), weight = new Parameter("kernel", [4, 3, .. kernel], type: Double);
        var y = Convolution(x, weight, dilation: PerAxis.Create(dilation));
        var gradient = Gradient.Of(Sin(y).Sum(), x);
        Assert.DoesNotContain(Steps(gradient), step => step.Name == "fold");
        Agree(gradient);
    }

    [Fact]
    public void A_convolution_whose_weight_may_be_infinite_is_folded_so_that_no_padding_meets_it()
    {
        Node x = Node.Input("x", [1, 1, 6], Double), weight = Node.Input("kernel", [1, 1, 3], Double);
        Assert.Contains(Steps(Gradient.Of(Convolution(x, weight).Sum(), x)), step => step.Name == "fold");
    }

    [Fact]
    public void An_index_out_of_the_table_is_an_error_as_before()
    {
        using var executable = Executable.Compile(Table.Gather(Chosen).MatMul(Weight.Transpose()));
        executable.Feed(Chosen, [.. Enumerable.Repeat(5, 24)]);
        Assert.Contains("5", Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message);
    }

    [Fact]
    public void The_gradient_of_what_was_split_is_put_together()
    {
        var x = Node.Input("x", [3, 8], Double);
        Node[] parts = x.Split(4, 1);
        var loss = (parts[3] * parts[1] + Sin(parts[0]) * Exp(parts[2])).Sum();
        var gradient = Gradient.Of(loss, x);
        var steps = Steps(gradient);
        Assert.Single(steps, step => step.Name == "concatenate");
        Assert.DoesNotContain(steps, step => step.Name == "pad");
        Compiled.AgreesWithReference([gradient]);
    }

    [Fact]
    public void Parts_that_overlap_or_leave_gaps_are_added()
    {
        var x = Node.Input("x", [8, 3], Double);
        Node overlapping = Gradient.Of((Sin(x[..5]).Sum() + Exp(x[3..]).Sum()), x), gap = Gradient.Of((Sin(x[..3]).Sum() + Exp(x[4..]).Sum()), x);
        Assert.DoesNotContain(Steps([overlapping, gap]), step => step.Name == "concatenate");
        Compiled.AgreesWithReference([overlapping, gap]);
    }

    [Fact]
    public void What_is_summed_is_not_put_in_order_before()
    {
        var x = Node.Input("x", [3, 4, 5], Double);
        Node sum = x.Permute(1, 0, 2).Sum([0, 1]), largest = x.Permute(0, 2, 1).Max([1, 2], keepDims: true), inOrder = x.Permute(2, 0, 1).Sum(0);
        Assert.DoesNotContain(Steps([sum, largest]), step => step.Name == "copy");
        Compiled.AgreesWithReference([sum, largest, inOrder]);
    }

    [Fact]
    public void A_slice_of_what_was_padded_is_a_slice_of_what_it_was_padded_from()
    {
        Node x = Node.Input("x", [4, 3], Double), padded = x.Pad([2, 0], [3, 1], 0);
        Node inside = Sin(padded[3..5, ..2]), outside = padded[6.., ..] + 1, across = Exp(padded[1..4, ..]);
        Assert.DoesNotContain(Steps([inside, outside]), step => step.Name == "pad");
        Compiled.AgreesWithReference([inside, outside, across, padded[^4..^1, 3..]]);
    }

    private static IReadOnlyList<Step> Steps(params Node[] nodes) => Planner.Plan(nodes, []).Steps;

    private static void Agree(params Node[] nodes)
    {
        var values = GraphWalk.Ordered(nodes).Where(node => node.Operation is InputOperation).ToDictionary(
            node => node, node => node == Chosen ? [.. Enumerable.Range(0, 24).Select(i => (double)(i * 7 % 5))] : Compiled.Numbers(node, (int)node.Shape.Size));
        Compiled.AgreesWithReference(nodes, values, 1e-11);
    }
}
