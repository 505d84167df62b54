using AutoGrad.Conformance;

namespace AutoGrad.Tests.Golden;

/// <summary>What golden values hold besides the functions of the tables: other ways to the same graphs, other functions of the same values.</summary>
public sealed class GraphGoldenTests
{
    [Fact]
    public void The_gradient_along_a_cotangent_is_the_graph_of_the_gradient_of_the_weighted_sum() => Assert.All(GoldenCases.Graphs.Where(golden => golden.Gradients.Count > 0), golden =>
    {
        var graph = CaseGraph.Build(golden, GraphTable.Find(golden.Name)!);
        Node[] targets = [.. golden.Gradients.Keys.Select(name => graph.Inputs[name])], gradients = [.. graph.All.Where(tensor => tensor.Order == 1).Select(tensor => tensor.Node)];
        Node[] cotangents = [.. golden.Cotangents.Select(tensor => Node.Constant(tensor.Numbers, tensor.Shape, ElementType.Float64))];
        // Here, unlike in the runner, a target that the outputs do not depend on is an error.
        Assert.Equal(gradients, Gradient.Of(graph.Outputs.Zip(cotangents, (output, cotangent) => (output * cotangent).Sum()).Aggregate((a, b) => a + b), targets));
        if (cotangents is [var upstream])
            Assert.Equal(gradients, Gradient.Vjp(graph.Outputs[0], targets, upstream));
    });

    // What has no weights is one fused pass of its own.
    [Theory]
    [InlineData("none")]
    [InlineData("mean")]
    [InlineData("sum")]
    public void The_fused_forms_of_the_cross_entropy_and_the_likelihood_agree(string reduction)
    {
        var golden = GoldenCases.Of("CrossEntropy").First(c =>
            c.Parameters.Text("reduction") == reduction && c.Inputs["target"].Data is long[] && c.Inputs.Count == 2 && !c.Parameters.Has("labelSmoothing"));
        GoldenCases.Hold(golden, (i, p) => [Losses.CrossEntropy(i["input"], i["target"], p.Reduction())]);
        GoldenCases.Hold(golden, (i, p) => [Losses.NegativeLogLikelihood(Functions.LogSoftmax(i["input"]), i["target"], p.Reduction())]);
    }
}
