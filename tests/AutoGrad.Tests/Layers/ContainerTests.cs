using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

public sealed class ContainerTests
{
    private static readonly Node X = Node.Input("x", [3, 2], ElementType.Float64);
    private static readonly double[] At = [0.3, -1.2, 2, 0.7, -0.4, 1.1];

    [Fact]
    public void A_residual_adds_its_layers_to_the_input()
    {
        var residual = new AutoGrad.Residual { Linear(2, 5), Functions.Tanh, Linear(5, 2) };
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], residual.Parameters.Select(pair => pair.Path));
        Assert.Same(X + new Sequential(residual[0], residual[1], residual[2]).Forward(X), residual.Forward(X));
        var scaled = new AutoGrad.Residual { x => 3 * x };
        Assert.Equal([.. At.Select(value => value + 3 * value)], scaled.Forward(X).Evaluate((X, At)));
    }

    [Fact]
    public void A_residual_that_changes_the_shape_adds_the_projection()
    {
        Linear body = Linear(2, 4), projection = Linear(2, 4);
        var residual = new AutoGrad.Residual(body, new Tanh()) { Projection = projection };
        Assert.Equal(["0.weight", "0.bias", "projection.weight", "projection.bias"], residual.Parameters.Select(pair => pair.Path));
        Assert.Same(projection.Forward(X) + Tanh(body.Forward(X)), residual.Forward(X));
    }

    [Fact]
    public void Branches_see_the_same_input_and_stand_along_an_axis()
    {
        Linear first = Linear(2, 4), second = Linear(2, 1);
        var branches = new Branches(axis: -1) { first, new Sequential { second, Functions.Tanh } };
        Assert.Equal(["0.weight", "0.bias", "1.0.weight", "1.0.bias"], branches.Parameters.Select(pair => pair.Path));
        Assert.Equal([3, 5], branches.Forward(X).Shape);
        Assert.Same(Concatenate([first.Forward(X), Tanh(second.Forward(X))], 1), branches.Forward(X));
    }

    [Fact]
    public void Branches_are_summed_averaged_or_taken_together_by_any_function()
    {
        Func<Node, Node>[] functions = [x => x, x => 2 * x, x => x * x];
        double[] Of(Func<IReadOnlyList<Node>, Node> join)
        {
            var branches = new Branches(join);
            foreach (var function in functions)
                branches.Add(function);
            return branches.Forward(X).Evaluate((X, At));
        }

        foreach (var (expected, actual) in At.Select(x => 3 * x + x * x).Zip(Of(Branches.Sum)))
            Assert.Equal(expected, actual, 1e-14);
        foreach (var (expected, actual) in At.Select(x => (3 * x + x * x) / 3).Zip(Of(Branches.Mean)))
            Assert.Equal(expected, actual, 1e-14);
        foreach (var (expected, actual) in At.Select(x => x - x * x).Zip(Of(results => results[0] - results[2])))
            Assert.Equal(expected, actual, 1e-14);
    }

    [Fact]
    public void Gradients_agree_with_differences_to_second_order()
    {
        GraphGradientCheck.Check(x => new AutoGrad.Residual { Linear(2, 3), Functions.Tanh, Linear(3, 2) }.Forward(x), At, [3, 2]);
        GraphGradientCheck.Check(x => new Branches(0) { Functions.Tanh, h => h * h }.Forward(x), At, [3, 2]);
        GraphGradientCheck.Check(x => new Branches(Branches.Mean) { Functions.Tanh, h => h * h }.Forward(x), At, [3, 2]);
    }

    [Fact]
    public void A_model_of_them_trains()
    {
        var model = new Sequential
        {
            new Branches(axis: 1) { new Linear(2, 4), new Sequential { new Linear(2, 4), Functions.Tanh } },
            new AutoGrad.Residual { new Linear(8, 8), Functions.Tanh, new Linear(8, 8) },
            new AutoGrad.Residual(new Linear(8, 2)) { Projection = new Linear(8, 2, bias: false) },
        };
        using var trainer = new Trainer(model, Losses.CrossEntropy, new Adam(0.02), seed: 1);
        Assert.Equal(1, trainer.Fit(Training.Problems.Xor, epochs: 100, batchSize: 4).Accuracy);
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => new AutoGrad.Residual { Linear(2, 4) }.Forward(X), "Residual: the layers make [3, 4] of [3, 2], and shapes that differ are not added: give it a Projection that makes the same of its input. (in Residual)" },
        { () => new AutoGrad.Residual { x => x.Sum(1, keepDims: true) }.Forward(X), "Residual: the layers make [3, 1] of [3, 2]" },
        { () => new AutoGrad.Residual(Linear(2, 4)) { Projection = Linear(2, 5) }.Forward(X), "Residual: of [3, 2] the layers make [3, 4] and the projection [3, 5]; both must make the same shape." },
        { () => new AutoGrad.Residual { null! }, "Value cannot be null." },
        { () => new Branches(axis: 1).Forward(X), "Branches: there is no branch, so there is no result; add layers to it." },
        { () => new Branches(axis: 2) { x => x }.Forward(X), "Concatenate: axis 2 of a tensor with 2 axes" },
        { () => new Branches(axis: 1) { x => x, x => x.Transpose() }.Forward(X), "Concatenate: [3, 2] and [2, 3] differ in another axis than axis 1" },
        { () => new Branches(Branches.Sum) { Linear(2, 4), Linear(2, 5) }.Forward(X), "Branches.Sum: branch 0 makes [3, 4] and branch 1 [3, 5]; all must make the same shape." },
        { () => new Branches(Branches.Mean) { x => x, x => x.Sum(0, keepDims: true) }.Forward(X), "Branches.Mean: branch 0 makes [3, 2] and branch 1 [1, 2]" },
        { () => new Branches(null!), "Value cannot be null." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_does_not_fit_together_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);

    private static Linear Linear(int inputs, int outputs) => new(inputs, outputs, type: ElementType.Float64);
}
