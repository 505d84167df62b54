using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>What README.md shows is what the library does.</summary>
public class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Documents.Path("README.md"));

    [Fact]
    public void The_gradient_graph_is_the_one_shown()
    {
        Node x = Node.Input("x", [4, 3]);
        Parameter w = new("w", [3, 2]);
        Node loss = Square(Tanh(x.MatMul(w))).Mean();

        Assert.Contains("Node loss = Square(Tanh(x.MatMul(w))).Mean();", Readme);
        Assert.Contains($"```text\n{Gradient.Of(loss, w).ToText()}```", Readme);
    }

    [Fact]
    public void The_error_is_the_one_shown() =>
        Assert.Contains($"`{Assert.Throws<ShapeException>(() => Node.Input("a", [64, 784]).MatMul(Node.Input("b", [10, 784]))).Message}`", Readme);
}
