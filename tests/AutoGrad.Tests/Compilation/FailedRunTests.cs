using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>A run that meets an index out of range, wherever it does, changes no parameter.</summary>
public sealed class FailedRunTests
{
    private const int Steps = 5;

    private static readonly Node Table = Node.Input("table", [4, 3]), Indices = Node.Input("indices", [Steps], ElementType.Int32);

    public static TheoryData<string> Places => [.. Builders.Keys];

    // What reads rows of the table.
    private static Dictionary<string, Func<Node>> Builders => new()
    {
        ["the graph"] = () => Table.Gather(Indices),
        ["a loop"] = () => Lookups(Table, index => Row(Table, index)),
        ["the gradient of a loop"] = () => Gradient.Of(Lookups(Table, index => Square(Row(Table, index))).Sum(), Table),
        ["a loop in a loop"] = () => Lookups(Table, index => Scan.Repeat(2, Row(Table, index), h => Sin(h + Row(Table, index)))),
        ["a loop that looks up in an inner loop alone"] = () => Lookups(Table, index => Scan.Over(index.BroadcastTo([2]), Table[0], (h, inner) => (h + Row(Table, inner), h)).Carry),
        ["a checkpoint"] = () => Gradient.Checkpoint(Table, table => Sin(table.Gather(Indices))),
        ["the gradient of a checkpoint"] = () => Gradient.Of(Gradient.Checkpoint(Table, table => Sin(table.Gather(Indices))).Sum(), Table),
        ["a checkpoint in a loop"] = () => Lookups(Table, index => Gradient.Checkpoint(Row(Table, index), row => Sin(row * Row(Table, index)))),
        ["a loop in a checkpoint in a loop"] = () => Lookups(Table, index => Gradient.Checkpoint(Table[0], first => Scan.Repeat(2, first, h => Sin(h * Row(Table, index))))),
        ["a loss in a loop"] = () => Lookups(Table, index => Losses.CrossEntropy(Table[..1], index.Reshape(1) + 1) * Table[0]),
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void No_parameter_changes_when_an_index_is_out_of_range_in(string place)
    {
        var read = Builders[place]();
        Parameter before = new("before", [3]), after = new("after", [3]), own = new("own", read.Shape);
        Update[] updates = [Update.Assign(before, before * 2 + 1), Update.Assign(after, after + read.Sum() * 0 + 1), Update.Assign(own, read)];
        foreach (int wrong in Enumerable.Range(0, Steps))
        {
            using var executable = Executable.Compile([], updates, threads: 1 + wrong % 2);
            executable.Feed(Table, [.. Enumerable.Range(1, 12).Select(i => (float)i)]);
            int[] indices = [1, 0, 1, 0, 1];
            indices[wrong] = 4;
            executable.Feed(Indices, indices);
            Clear(before, after, own);

            string message = Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message;
            Assert.Matches("index 4 at position [0-4] of the indices; axis 0 has 4 elements, 0 to 3|row 0 has the label 5; a row of 3 elements has the labels 0 to 2", message);
            Assert.All([before, after, own], parameter => Assert.All(parameter.Values<float>().ToArray(), value => Assert.Equal(0, value)));

            executable.Feed(Indices, [1, 0, 1, 0, 1]);
            executable.Run();
            Assert.Equal([1, 1, 1], before.Values<float>());
            Assert.Equal([1, 1, 1], after.Values<float>());
            Assert.Contains(own.Values<float>().ToArray(), value => value != 0);
        }
    }

    [Fact]
    public void A_new_value_that_is_looked_up_is_written_when_all_of_it_is_there()
    {
        var p = new Parameter("p", [Steps, 3]);
        using var executable = Executable.Compile([], [Update.Assign(p, Table.Gather(Indices))]);
        executable.Feed(Table, [.. Enumerable.Repeat(1f, 12)]);
        executable.Feed(Indices, [0, 0, 0, 0, 4]);

        Assert.Throws<ArgumentOutOfRangeException>(executable.Run);
        Assert.Equal(new float[Steps * 3], p.Values<float>());
    }

    [Fact]
    public void A_loop_without_indices_lets_new_values_be_written_in_place()
    {
        Parameter p = new("p", [3]), q = new("q", [3]);
        var steps = Planner.Plan([], [Update.Assign(p, p * 2 + 1), Update.Assign(q, Scan.Repeat(Steps, q, Sin))]).Steps;
        Assert.Equal(["add", "scan", "assign"], steps.Select(step => step.Name));
    }

    private static Node Row(Node table, Node index) => table.Gather(index.Reshape(1))[0];

    private static Node Lookups(Node table, Func<Node, Node> row) => Scan.Over(Indices, table[0], (h, index) => (h + row(index), h)).Carry;

    private static void Clear(params Parameter[] parameters)
    {
        foreach (var parameter in parameters)
            parameter.Values<float>().Clear();
    }
}
