namespace AutoGrad.Tests.Layers;

public sealed class EmbeddingBagTests
{
    private const int Features = 3;
    private static readonly int[][] Bags = [[2, 0, 2, 4], [1, 1, 3, 1], [1, 1, 1, 1], [4, 3, 2, 0]];
    private static readonly Node Indices = Node.Input("i", [4, 4], ElementType.Int32);
    private static readonly double[] At = [.. Bags.SelectMany(bag => bag).Select(index => (double)index)];

    [Theory]
    [InlineData(BagMode.Sum, null)]
    [InlineData(BagMode.Mean, null)]
    [InlineData(BagMode.Max, null)]
    [InlineData(BagMode.Sum, 1)]
    [InlineData(BagMode.Mean, 1)]
    [InlineData(BagMode.Max, 1)]
    public void A_bag_is_the_sum_mean_or_maximum_of_its_rows_and_the_padding_does_not_count(BagMode mode, int? padding)
    {
        foreach (var type in new[] { ElementType.Float32, ElementType.Float64 })
        {
            var layer = new EmbeddingBag(5, Features, mode, padding, type: type);
            double[] table = layer.Weight.ToDoubles();
            double[] expected = [.. Bags.SelectMany(bag => Enumerable.Range(0, Features).Select(feature =>
            {
                double[] values = [.. bag.Where(index => index != padding).Select(index => table[index * Features + feature])];
                return values.Length == 0 ? 0 : mode switch { BagMode.Sum => values.Sum(), BagMode.Mean => values.Average(), _ => values.Max() };
            }))];
            double tolerance = type == ElementType.Float32 ? 1e-6 : 1e-14;
            Compiled.AssertClose(expected, layer.Forward(Indices).Evaluate((Indices, At)), tolerance, Indices);
            var numbers = Node.Input("x", [4, 4]);
            Compiled.AssertClose(expected, layer.Forward(numbers).Evaluate((numbers, At)), tolerance, numbers);
            Compiled.AgreesWithReference([layer.Forward(Indices)], new Dictionary<Node, double[]> { [Indices] = At, [layer.Weight] = table }, tolerance);
        }
    }

    [Fact]
    public void Each_row_can_have_a_weight()
    {
        var layer = new EmbeddingBag(5, Features, BagMode.Sum, padding: 1, type: ElementType.Float64);
        var weights = Node.Input("w", [4, 4], ElementType.Float64);
        double[] table = layer.Weight.ToDoubles(), w = [.. Enumerable.Range(0, 16).Select(i => Math.Sin(i) + 0.5)];
        double[] expected = [.. Enumerable.Range(0, 4).SelectMany(bag => Enumerable.Range(0, Features).Select(feature =>
            Enumerable.Range(0, 4).Where(at => Bags[bag][at] != 1).Sum(at => w[4 * bag + at] * table[Bags[bag][at] * Features + feature])))];
        var y = layer.Forward(Indices, weights);
        Compiled.AssertClose(expected, y.Evaluate((Indices, At), (weights, w)), 1e-14, y);
        double[] slopes = Gradient.Of(y.Sum(), weights).Evaluate((Indices, At), (weights, w));
        Assert.Equal(table[(2 * Features)..(3 * Features)].Sum(), slopes[0], 1e-14);
        Assert.Equal(0, slopes[4]);
    }

    [Theory]
    [InlineData(BagMode.Sum)]
    [InlineData(BagMode.Mean)]
    [InlineData(BagMode.Max)]
    public void The_padding_is_not_learned_and_the_gradient_is_that_of_differences(BagMode mode)
    {
        var layer = new EmbeddingBag(5, Features, mode, padding: 1, type: ElementType.Float64);
        var y = layer.Forward(Indices);
        var loss = (y * y * Node.Constant([.. Enumerable.Range(0, 12).Select(i => 1 + 0.1 * i)], [4, Features], ElementType.Float64)).Sum();
        var gradient = Gradient.Of(loss, layer.Weight);
        double[] actual = gradient.Evaluate((Indices, At)), table = layer.Weight.ToDoubles();
        Assert.Equal([0, 0, 0], actual[Features..(2 * Features)]);
        for (int i = 0; i < table.Length; i++)
        {
            double Moved(double by)
            {
                layer.Weight.Values<double>()[i] = table[i] + by;
                double value = loss.Evaluate((Indices, At))[0];
                layer.Weight.Values<double>()[i] = table[i];
                return value;
            }

            Assert.Equal((Moved(1e-5) - Moved(-1e-5)) / 2e-5, actual[i], 1e-6);
        }
        Compiled.AgreesWithReference([gradient], new Dictionary<Node, double[]> { [Indices] = At, [layer.Weight] = table });
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => new EmbeddingBag(0, 4), "EmbeddingBag: count is 0; it must be at least 1." },
        { () => new EmbeddingBag(3, 4, padding: -1), "EmbeddingBag: the padding index -1 is none of 0 to 2." },
        { () => new EmbeddingBag(3, 4).Forward(Node.Input("x", [2], ElementType.Int32)), "EmbeddingBag: the indices have the shape [2]; [samples, length] is expected, with at least one index a sample. (in EmbeddingBag)" },
        { () => new EmbeddingBag(3, 4).Forward(Node.Input("x", [2, 0], ElementType.Int32)), "EmbeddingBag: the indices have the shape [2, 0]" },
        { () => new EmbeddingBag(3, 4).Forward(Node.Input("x", [2, 3], ElementType.Bool)), "EmbeddingBag: the indices are bool; whole numbers are expected." },
        { () => new EmbeddingBag(3, 4).Forward(Indices, Node.Input("w", [4, 4])), "EmbeddingBag: weights are for sums; this layer makes the Mean. Give it BagMode.Sum." },
        { () => new EmbeddingBag(3, 4, BagMode.Sum).Forward(Indices, Node.Input("w", [4])), "EmbeddingBag: the weights have the shape [4] and the indices [4, 4]; each index has one weight." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_no_bag_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);
}
