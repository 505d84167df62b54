using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

/// <summary>Recurrent layers: directions, layers, lengths, states, and what they refuse.</summary>
public sealed class RecurrentLayerTests
{
    private const ElementType Double = ElementType.Float64;
    private static readonly double[] Point = [0.31, -1.2, 0.83, 1.9, -0.44, 0.6, -0.7, 1.3, 0.25, -1.6, 0.9, -0.1];

    public static TheoryData<string> Kinds => ["RNN", "ReLU", "GRU", "LSTM"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gradients_by_inputs_and_weights_agree_with_differences_to_second_order(string kind)
    {
        int gates = kind == "LSTM" ? 4 : kind == "GRU" ? 3 : 1;
        Node Weights(int rows, int columns, double phase) => Node.Constant([.. Enumerable.Range(0, rows * columns).Select(i => Math.Sin(phase + 1.7 * i))], [rows, columns], Double);
        Node input = Weights(gates * 2, 2, 0.3), hidden = Weights(gates * 2, 2, 1.1), bias = Weights(1, gates * 2, 2.2)[0], x = Weights(6, 2, 0.8).Reshape(2, 3, 2);
        Node Sequence(Node x, Node hidden, Node bias) => kind switch
        {
            "LSTM" => LSTM(x, input, hidden, bias, bias).Sequence,
            "GRU" => GRU(x, input, hidden, bias, bias).Sequence,
            "ReLU" => RNN(x, input, hidden, bias, bias, activation: RecurrentActivation.ReLU).Sequence,
            _ => RNN(x, input, hidden, bias, bias).Sequence,
        };

        GraphGradientCheck.Check(values => Sin(Sequence(values, hidden, bias)), Point, [2, 3, 2], tolerance: 1e-7);
        GraphGradientCheck.Check(values => Sequence(x, values, bias), Point[..4].Concat(Point).Concat(Point[2..]).Take(gates * 4).ToArray(), [gates * 2, 2], tolerance: 1e-7);
        GraphGradientCheck.Check(values => Sequence(x, hidden, values), Point[..(gates * 2)], [gates * 2], tolerance: 1e-7);
    }

    [Fact]
    public void Sequences_of_different_lengths_are_what_each_is_alone()
    {
        int[] lengths = [3, 5, 1];
        var x = Node.Input("x", [3, 5, 4], Double);
        var given = Node.Input("lengths", [3], ElementType.Int32);
        double[] values = Compiled.Numbers(x, 4);
        var layer = new LSTM(4, 2, layers: 2, bidirectional: true, type: Double);
        var (sequence, hidden, cell) = layer.Unroll(x, lengths: given);
        Node[] all = [sequence, hidden, cell];
        var feeds = new Dictionary<Node, double[]> { [x] = values, [given] = [.. lengths.Select(length => (double)length)] };
        foreach (var (_, parameter) in layer.Parameters)
            feeds[parameter] = parameter.Values<double>().ToArray();
        Compiled.AgreesWithReference(all, feeds);

        for (int b = 0; b < 3; b++)
        {
            var (alone, aloneHidden, aloneCell) = layer.Unroll(x[b..(b + 1), ..lengths[b]]);
            Node[] expected = [alone[0], aloneHidden[.., 0], aloneCell[.., 0]], actual = [sequence[b, ..lengths[b]], hidden[.., b], cell[.., b]];
            for (int i = 0; i < expected.Length; i++)
                Compiled.AssertClose(ReferenceEvaluator.Evaluate([expected[i]], n => feeds[n])[0], ReferenceEvaluator.Evaluate([actual[i]], n => feeds[n])[0], 1e-14, actual[i]);
            Assert.All(ReferenceEvaluator.Evaluate([sequence[b, lengths[b]..]], n => feeds[n])[0], value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void What_stands_behind_the_end_of_a_sequence_has_no_gradient_whatever_it_is()
    {
        var x = Node.Input("x", [1, 3, 2], Double);
        var layer = new GRU(2, 2, type: Double);
        var (_, hidden) = layer.Unroll(x, lengths: Node.Constant([1], [1], ElementType.Int32));
        double[] gradient = Gradient.Of(hidden.Sum(), x).Evaluate((x, [0.3, 0.4, 1e300, -1e300, 5, 6]));
        Assert.All(gradient[..2], value => Assert.NotEqual(0, value));
        Assert.Equal([0, 0, 0, 0], gradient[2..]);
    }

    [Fact]
    public void Both_directions_are_joined_and_the_last_of_each_can_be_had_alone()
    {
        var x = Node.Input("x", [2, 3, 4], Double);
        RNN all = new(4, 2, layers: 2, bidirectional: true, type: Double), last = new(4, 2, layers: 2, bidirectional: true, lastOnly: true, type: Double);
        all.Initialize(3);
        last.Initialize(3);
        double[] values = Compiled.Numbers(x, 5);
        var sequence = all.Forward(x);
        Assert.Equal([2, 3, 4], sequence.Shape);
        var expected = Concatenate([sequence[.., ^1, ..2], sequence[.., 0, 2..]], 1);
        Assert.Equal(expected.Evaluate((x, values)), last.Forward(x).Evaluate((x, values)));
    }

    [Fact]
    public void Initial_states_are_read_and_final_ones_go_on_where_they_ended()
    {
        var x = Node.Input("x", [2, 6, 3], Double);
        var layer = new LSTM(3, 4, layers: 2, type: Double);
        var (whole, hidden, cell) = layer.Unroll(x);
        var (_, firstHidden, firstCell) = layer.Unroll(x[.., ..4]);
        var (rest, lastHidden, lastCell) = layer.Unroll(x[.., 4..], firstHidden, firstCell);
        double[] values = Compiled.Numbers(x, 6);
        foreach (var (expected, actual) in new[] { (whole[.., 4..], rest), (hidden, lastHidden), (cell, lastCell) })
            Compiled.AssertClose(expected.Evaluate((x, values)), actual.Evaluate((x, values)), 1e-14, actual);
    }

    [Fact]
    public void Parameters_have_PyTorchs_names_shapes_and_first_values()
    {
        var layer = new GRU(5, 16, layers: 2, bidirectional: true);
        Assert.Equal(
            ["weight_ih_l0 [48, 5]", "weight_hh_l0 [48, 16]", "bias_ih_l0 [48]", "bias_hh_l0 [48]", "weight_ih_l0_reverse [48, 5]", "weight_hh_l0_reverse [48, 16]", "bias_ih_l0_reverse [48]", "bias_hh_l0_reverse [48]",
             "weight_ih_l1 [48, 32]", "weight_hh_l1 [48, 16]", "bias_ih_l1 [48]", "bias_hh_l1 [48]", "weight_ih_l1_reverse [48, 32]", "weight_hh_l1_reverse [48, 16]", "bias_ih_l1_reverse [48]", "bias_hh_l1_reverse [48]"],
            layer.Parameters.Select(pair => $"{pair.Path} {pair.Parameter.Shape}"));
        foreach (var (_, parameter) in layer.Parameters)
        {
            Assert.All(parameter.Values<float>().ToArray(), value => Assert.InRange(value, -0.25f, 0.25f));
            Assert.InRange(parameter.Values<float>().ToArray().Max(), 0.2f, 0.25f);
        }
        Assert.Equal(4, new RNN(3, 4, layers: 2, bias: false).Parameters.Count);
    }

    [Fact]
    public void Dropout_drops_between_layers_in_training_alone()
    {
        var x = Node.Input("x", [2, 3, 4]);
        var layer = new RNN(4, 5, layers: 2, dropout: 0.5);
        Assert.DoesNotContain(GraphWalk.Ordered(layer.Forward(x)), node => node.Operation is RandomUniform);
        using var scope = new BuildScope(Mode.Training, seed: 1);
        Assert.Single(GraphWalk.Ordered(layer.Forward(x)), node => node.Operation is RandomUniform { Type.Shape: [2, 3, 5] });
    }

    [Fact]
    public void The_product_with_the_inputs_is_one_for_all_steps()
    {
        var x = Node.Input("x", [8, 20, 4]);
        var steps = Planner.Plan([new LSTM(4, 6).Forward(x)], []).Steps;
        Assert.Equal(["matmul", "scan"], steps.Select(step => step.Name).Where(name => name is "matmul" or "scan"));
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var x = Node.Input("x", [2, 3, 4]);
        AssertShape("LSTM: the input has the shape [2, 3, 4]; [batch, steps, 5] is expected", () => new LSTM(5, 2).Forward(x));
        AssertShape("GRU: the input has the shape [3, 4]; [batch, steps, 4] is expected", () => new GRU(4, 2).Forward(x[0]));
        AssertShape("an initial state is [2, 2]; [1, 2, 2] is expected: [layers · directions, batch, hidden]", () => new GRU(4, 2).Unroll(x, Node.Constant(0.0).BroadcastTo([2, 2])));
        AssertShape("the lengths are float32 [2]; int32 or int64 [2] is expected", () => new GRU(4, 2).Unroll(x, lengths: Node.Constant(new float[2], [2])));
        AssertShape("the input's weight is [8, 3]; [8, 4] is expected", () => LSTM(x, Node.Input("w", [8, 3]), Node.Input("u", [8, 2])));
        AssertShape("the hidden state's weight is [7, 2]; [4 · hidden, hidden] is expected", () => LSTM(x, Node.Input("w", [8, 4]), Node.Input("u", [7, 2])));
        AssertShape("the hidden state's bias is [2]; [8] is expected", () => LSTM(x, Node.Input("w", [8, 4]), Node.Input("u", [8, 2]), null, Node.Input("b", [2])));
        AssertShape("initial state 1 is [2]; [2, 2] is expected: [batch, hidden]", () => LSTM(x, Node.Input("w", [8, 4]), Node.Input("u", [8, 2]), initialCell: Node.Input("c", [2])));
        AssertShape("RNN: the input has the shape [4]; [batch, steps, features] is expected", () => RNN(x[0, 0], Node.Input("w", [2, 4]), Node.Input("u", [2, 2])));
        Assert.Contains("LSTM: hidden is 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new LSTM(4, 0)).Message);
        Assert.Contains("there is no activation 7", Assert.Throws<ArgumentOutOfRangeException>(() => new RNN(4, 2, activation: (RecurrentActivation)7)).Message);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void A_length_that_no_sequence_has_ends_a_run(int length)
    {
        Node x = Node.Input("x", [2, 3, 4]), lengths = Node.Input("lengths", [2], ElementType.Int64);
        using var executable = Executable.Compile(new LSTM(4, 2).Unroll(x, lengths: lengths).Sequence);
        executable.Feed(x, new float[24]);
        executable.Feed(lengths, [3L, length]);
        Assert.Equal($"LSTM: the length at position 1 is {length}; it must be one of 0 to 3. (in LSTM)", Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message);
    }

    private static void AssertShape(string message, Action build) => Assert.Contains(message, Assert.Throws<ShapeException>(build).Message);
}
