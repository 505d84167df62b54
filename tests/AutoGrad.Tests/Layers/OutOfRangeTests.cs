using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

/// <summary>Numbers that are no index are told with the layer that met them.</summary>
public sealed partial class OutOfRangeTests
{
    private readonly Node words = Node.Input("words", [2, 3], ElementType.Int32);

    [Fact]
    public void The_layer_is_named_and_the_position_has_a_number_an_axis()
    {
        var model = new Sequential { new Embedding(5, 4), new Linear(4, 2) };
        const string Message = "Gather: index 5 at position [1, 0] of the indices; axis 0 has 5 elements, 0 to 4. (in 0.Embedding)";
        Assert.Equal(Message, MessageOf(model.Forward(words)));

        // The gradient alone does not look anything up.
        var gradient = Gradient.Of(model[0].Forward(words).Sum(), model.Parameters[0].Parameter);
        Assert.Equal(["copy", "scatter_add"], Planner.Plan([gradient], []).Steps.Select(step => step.Name));
        Assert.Equal("Gather: index 5 at position [1, 0] of the indices; axis 0 has 5 elements, 0 to 4. (in 0.Embedding)", MessageOf(gradient));
    }

    [Fact]
    public void In_a_loop_the_position_is_told_too()
    {
        var layer = new Sequential { new Reading(5, reverse: false) };
        const string Message = "Gather: index 5 at position 0 of the indices; axis 0 has 5 elements, 0 to 4. (in 0.table.Embedding, at position 1 of a loop)";
        Assert.Equal(Message, MessageOf(layer.Forward(words)));
        Assert.Equal(Message, MessageOf(new Sequential { new Reading(5, reverse: true) }.Forward(words)));
        Assert.Equal("Gather: index 5 at position 0 of the indices; axis 0 has 5 elements, 0 to 4. (at position 0 of a loop) (at position 1 of a loop)", MessageOf(
            Scan.Over(words, Node.Constant(0.0), (sum, row) => (Scan.Over(row, sum, (inner, word) => (inner + Node.Input("t", [5]).Gather(word), inner)).Carry, sum)).Carry));
    }

    private string MessageOf(Node output)
    {
        using var executable = Executable.Compile(output);
        foreach (var input in executable.Inputs)
            Compiled.Feed(executable, input, input == words ? [0, 1, 2, 5, 3, 6] : new double[input.Shape.Size]);
        return Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message;
    }

    private sealed partial class Reading(int count, bool reverse) : Layer
    {
        private readonly Embedding table = new(count, 4);

        protected override Node Build(Node x) => Scan.Over(x, Node.Constant(0.0).BroadcastTo([3, 4]), (sum, word) => (Tanh(sum + table.Forward(word)), sum), reverse).Carry;
    }
}
