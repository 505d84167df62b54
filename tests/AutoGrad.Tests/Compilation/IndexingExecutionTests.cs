namespace AutoGrad.Tests;

/// <summary>Gathering and scattering along every axis, compiled, against the reference, where the work is in one piece and where it is in several.</summary>
public sealed class IndexingExecutionTests
{
    private static readonly Shape[] Small = [[3], [4, 5], [2, 3, 4], [1, 7, 1], [0, 3], [3, 0]];

    [Theory]
    [InlineData(ElementType.Float32, ElementType.Int32)]
    [InlineData(ElementType.Float64, ElementType.Int64)]
    [InlineData(ElementType.Int32, ElementType.Int64)]
    [InlineData(ElementType.Int64, ElementType.Int32)]
    [InlineData(ElementType.Bool, ElementType.Int32)]
    public void Rows_are_gathered_along_any_axis_and_added_back(ElementType type, ElementType indexType)
    {
        foreach (var shape in Small)
            for (int axis = 0; axis < shape.Rank; axis++)
                if (shape[axis] > 0)
                    foreach (Shape places in new Shape[] { [5], [2, 3], [] })
                    {
                        Node table = Node.Input("table", shape, type), indices = Node.Input("indices", places, indexType), gathered = table.Gather(indices, axis);
                        Node added = Node.Input("added", gathered.Shape, type);
                        Node[] outputs = type == ElementType.Bool ? [gathered] : [gathered, Node.Create(new ScatterRows(axis, shape[axis]), added, indices)];
                        Agrees(outputs, indices, shape[axis]);
                    }
    }

    [Theory]
    [InlineData(ElementType.Float32, ElementType.Int32)]
    [InlineData(ElementType.Float64, ElementType.Int64)]
    [InlineData(ElementType.Int32, ElementType.Int64)]
    [InlineData(ElementType.Int64, ElementType.Int32)]
    [InlineData(ElementType.Bool, ElementType.Int32)]
    public void Elements_are_gathered_along_any_axis_and_scattered_back(ElementType type, ElementType indexType)
    {
        foreach (var shape in Small)
            for (int axis = 0; axis < shape.Rank; axis++)
                if (shape[axis] > 0)
                    foreach (int count in new[] { 0, 1, shape[axis], shape[axis] + 3 })
                    {
                        Node table = Node.Input("table", shape, type), indices = Node.Input("indices", shape.With(axis, count), indexType), source = Node.Input("source", indices.Shape, type);
                        Node[] outputs = type == ElementType.Bool
                            ? [table.GatherElements(indices, axis), table.Scatter(indices, source, axis)]
                            : [table.GatherElements(indices, axis), table.ScatterAdd(indices, source, axis), table.Scatter(indices, source, axis)];
                        Agrees(outputs, indices, shape[axis]);
                    }
    }

    [Theory]
    [InlineData(3, 40, 300)]
    [InlineData(300, 40, 3)]
    [InlineData(1, 600, 60)]
    [InlineData(30, 1200, 1)]
    [InlineData(1, 40_000, 1)]
    public void Much_is_shared_out_between_the_threads(int outer, int extent, int inner)
    {
        Node table = Node.Input("table", [outer, extent, inner]), rows = Node.Input("rows", [50], ElementType.Int32), added = Node.Input("added", [outer, 50, inner]);
        Agrees([table.Gather(rows, 1), Node.Create(new ScatterRows(1, extent), added, rows)], rows, extent);
        Node indices = Node.Input("indices", [outer, extent + 1, inner], ElementType.Int64), source = Node.Input("source", indices.Shape);
        Agrees([table.GatherElements(indices, 1), table.ScatterAdd(indices, source, 1), table.Scatter(indices, source, 1)], indices, extent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gathering_scattering_and_ordering_allocate_nothing(int threads)
    {
        Node rows = Node.Input("rows", [40], ElementType.Int32), places = Node.Input("places", [300, 70], ElementType.Int64);
        var table = new Parameter("table", [300, 70]);
        var (values, indices) = (table.Flip(1).Pad([0, 1], [2, 0], 1)).TopK(5);
        var loss = table.Gather(rows, 1).Sum() + table.GatherElements(places, 1).CumulativeSum(1).Mean() + table.Scatter(places, Functions.Tanh(table), 1).Sum()
            + table.ScatterAdd(places, table, 1).Sort(0)[Slice.Step(.., 2)].Sum() + values.Product(1).Sum();
        using var executable = Executable.Compile([loss, indices], [Update.Assign(table, table - 0.1 * Gradient.Of(loss, table))], threads);
        executable.InputValues<int>(rows).Clear();
        executable.InputValues<long>(places).Clear();
        for (int i = 0; i < 3; i++)
            executable.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            executable.Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Indices_that_are_read_otherwise_than_they_lie_are_those_that_are_seen()
    {
        Node table = Node.Input("table", [3, 4]), indices = Node.Input("indices", [4, 3], ElementType.Int32);
        Agrees([table.Transpose().Gather(indices.Flip(), 1), table.GatherElements(indices.Transpose(), 1), table.Flip().ScatterAdd(indices.Transpose(), table.Flip(1), 0)], indices, 3);
    }

    // Far from zero, so that sums in another order are other numbers.
    private static void Agrees(Node[] outputs, Node indices, int extent)
    {
        var values = GraphWalk.Ordered(outputs).Where(node => node.Operation is InputOperation).Distinct().ToDictionary(node => node, node => Compiled.Numbers(node, 3));
        values[indices] = [.. Enumerable.Range(0, (int)indices.Shape.Size).Select(i => (double)(i * 7919L % extent))];
        Compiled.AgreesWithReference(outputs, values, outputs[0].ElementType == ElementType.Float32 ? 1e-4 : 1e-12);
    }
}
