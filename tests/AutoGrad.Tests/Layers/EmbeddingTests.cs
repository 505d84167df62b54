namespace AutoGrad.Tests.Layers;

public sealed class EmbeddingTests
{
    [Fact]
    public void The_padding_of_an_embedding_is_zeros_and_is_not_learned()
    {
        var embedding = new Embedding(3, 2, padding: 1, type: ElementType.Float64);
        var indices = Node.Input("i", [3], ElementType.Int64);
        var rows = embedding.Forward(indices);
        var gradient = Gradient.Of(rows.Sum(), embedding.Weight);
        using var executable = Executable.Compile([rows, gradient]);
        executable.Feed(indices, [2L, 1L, 2L]);
        executable.Run();
        double[] row = embedding.Weight.Values<double>()[4..6].ToArray();
        Assert.Equal([.. row, 0, 0, .. row], executable.Fetch<double>(rows));
        Assert.Equal([0, 0, 0, 0, 2, 2], executable.Fetch<double>(gradient));
    }

    [Fact]
    public void Whole_numbers_of_a_dataset_are_indices_too()
    {
        var embedding = new Embedding(3, 2);
        Node integers = Node.Input("i", [2, 2], ElementType.Int32), numbers = Node.Input("x", [2, 2]);
        Node expected = embedding.Forward(integers), actual = embedding.Forward(numbers);
        Assert.Equal([2, 2, 2], actual.Shape);
        using var executable = Executable.Compile([expected, actual]);
        executable.Feed(integers, [2, 0, 1, 2]);
        executable.Feed(numbers, [2f, 0, 1, 2]);
        executable.Run();
        Assert.Equal(executable.Fetch<float>(expected), executable.Fetch<float>(actual));
        executable.Feed(numbers, [2f, 0, 3, 2]);
        Assert.Contains("index 3", Assert.ThrowsAny<ArgumentOutOfRangeException>(executable.Run).Message);
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => new Embedding(0, 4), "Embedding: count is 0; it must be at least 1." },
        { () => new Embedding(3, 0), "Embedding: features is 0; it must be at least 1." },
        { () => new Embedding(3, 4, padding: 3), "Embedding: the padding index 3 is none of 0 to 2." },
        { () => new Embedding(3, 4).Forward(Node.Input("x", [2], ElementType.Bool)), "Embedding: the indices are bool; whole numbers are expected." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_embedded_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);
}
