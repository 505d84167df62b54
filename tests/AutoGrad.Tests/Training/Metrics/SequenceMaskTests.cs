namespace AutoGrad.Tests.Training;

public sealed class SequenceMaskTests
{
    private static readonly Node Lengths = Node.Input("lengths", [3], ElementType.Int32);

    [Fact]
    public void Positions_below_the_length_are_real() =>
        Assert.Equal([1, 0, 0, 1, 1, 1, 0, 0, 0], SequenceMask.Of(Lengths, 3).Cast(ElementType.Float64).Evaluate((Lengths, [1, 3, 0])));

    [Fact]
    public void The_mean_and_its_gradient_see_only_what_is_real()
    {
        Node losses = Node.Input("losses", [3, 3], ElementType.Float64), mean = SequenceMask.Mean(losses, SequenceMask.Of(Lengths, 3));
        double[] values = [4, double.NaN, double.NaN, 1, 2, 5, double.NaN, double.NaN, double.NaN];
        Assert.Equal([3], mean.Evaluate((Lengths, [1, 3, 0]), (losses, values)));
        Assert.Equal([0.25, 0, 0, 0.25, 0.25, 0.25, 0, 0, 0], Gradient.Of(mean, losses).Evaluate((Lengths, [1, 3, 0]), (losses, values)));
    }

    [Fact]
    public void What_is_no_mask_is_explained()
    {
        Assert.Equal("SequenceMask.Of: the lengths are x : float32 [2]; int32 or int64 is expected.",
            Assert.Throws<ShapeException>(() => SequenceMask.Of(Node.Input("x", [2]), 3)).Message);
        Assert.Equal("SequenceMask.Of: -1 steps; a sequence has 0 or more.", Assert.Throws<ShapeException>(() => SequenceMask.Of(Lengths, -1)).Message);
        Assert.Equal("SequenceMask.Mean: the mask is x : float32 [2]; bool is expected.",
            Assert.Throws<ShapeException>(() => SequenceMask.Mean(Node.Input("x", [2]), Node.Input("x", [2]))).Message);
    }
}
