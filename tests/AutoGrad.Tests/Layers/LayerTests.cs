using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

public sealed class LayerTests
{
    private static readonly Node Two = Node.Input("x", [3, 2]);

    private static IEnumerable<string> Paths(Layer layer) => layer.Parameters.Select(pair => pair.Path);

    [Fact]
    public void Parameters_are_listed_by_path_in_the_order_of_declaration()
    {
        Assert.Equal(["0.value.weight", "0.value.bias", "0.gate.weight", "0.gate.bias", "2.weight", "2.bias"],
            Paths(new Sequential { new GatedLinear(4, 3), new Dropout(), new Linear(3, 2) }));
        Assert.Equal(["inner.weight", "inner.bias"], Paths(new Residual<Linear>(new(2, 2))));
        Assert.Equal(
        [
            "steps.0.weight", "steps.0.bias", "steps.1.weight", "steps.1.bias", "named.first.weight", "named.first.bias", "named.second.weight",
            "scales.0", "scales.1", "last.weight", "last.bias",
        ], Paths(new Collections()));
    }

    [Fact]
    public void A_derived_layer_lists_what_its_base_has_first() =>
        Assert.Equal([.. Paths(new Collections()), "shift"], Paths(new Derived()));

    [Fact]
    public void Sublayers_are_listed_by_path_the_outer_one_first() => Assert.Equal(
        ["0 GatedLinear", "0.value Linear", "0.gate Linear", "1 Lambda"],
        new Sequential { new GatedLinear(4, 3), Functions.Tanh }.Sublayers.Select(pair => $"{pair.Path} {pair.Layer.GetType().Name}"));

    [Fact]
    public void A_shared_layer_is_listed_once_and_used_twice()
    {
        var shared = new Linear(2, 2, bias: false);
        var model = new Sequential { shared, new Tanh(), shared };
        Assert.Equal([("0.weight", shared.Weight)], model.Parameters);
        var y = model.Forward(Two);
        Assert.Same(shared.Weight, Assert.Single(GraphWalk.Ordered(y).OfType<Parameter>()));
    }

    [Fact]
    public void A_layer_that_contains_itself_is_an_error()
    {
        var model = new Sequential { new Linear(2, 2) };
        model.Add(new Residual<Sequential>(model));
        Assert.Equal("The layer '1.inner' (Sequential) contains itself.", Assert.Throws<InvalidOperationException>(() => model.Parameters).Message);
    }

    [Fact]
    public void Two_parameters_of_the_same_path_are_an_error() => Assert.Equal(
        "Two parameters or layers have the path 'b.a'; names within a layer and the layers it derives from must differ.",
        Assert.Throws<InvalidOperationException>(() => new Clash().Parameters).Message);

    [Fact]
    public void A_shape_error_names_the_layer_by_path_and_type()
    {
        var model = new Sequential { new Residual<Sequential>([new Linear(2, 2), new Linear(3, 2)]) };
        Assert.Equal("Linear: 3 features are expected along the last axis; the input has the shape [3, 2]. (in 0.inner.1.Linear)",
            Assert.Throws<ShapeException>(() => model.Forward(Two)).Message);
        Assert.Equal("Linear: 2 features are expected along the last axis; the input has the shape []. (in Linear)",
            Assert.Throws<ShapeException>(() => new Linear(2, 2).Forward(Node.Constant(1))).Message);
        var sum = new Sequential { new Linear(2, 4), h => h + Two };
        Assert.Equal("Add: [3, 4] and [3, 2] do not broadcast: aligned at the last axis, extents must be equal or 1. (in 1.Lambda)",
            Assert.Throws<ShapeException>(() => sum.Forward(Two)).Message);
        Assert.DoesNotContain("(in", Assert.Throws<ShapeException>(() => Two + Node.Input("y", [5])).Message);
    }

    [Fact]
    public void A_built_parameter_is_called_by_its_path_in_text()
    {
        var model = new Sequential { new Linear(2, 3), new Linear(3, 1, bias: false) };
        string text = model.Forward(Two).ToText();
        Assert.Contains("0.weight = parameter : float32 [3, 2]\n", text);
        Assert.Contains("0.bias = parameter : float32 [3]\n", text);
        Assert.Contains("1.weight = parameter : float32 [1, 3]\n", text);
        Assert.Equal("1.weight : float32 [1, 3]", model.Parameters[2].Parameter.ToString());
        Assert.Equal("weight : float32 [1, 3]", new Linear(3, 1).Weight.ToString());
    }

    [Fact]
    public void Layers_of_the_same_shape_differ_once_they_are_built_in_a_model()
    {
        Linear first = new(2, 2), second = new(2, 2);
        Assert.Equal(first.Weight.Values<float>(), second.Weight.Values<float>());
        new Sequential { first, second }.Forward(Two);
        Assert.NotEqual(first.Weight.Values<float>().ToArray(), second.Weight.Values<float>().ToArray());
    }

    [Fact]
    public void Values_that_somebody_wrote_are_not_drawn_again()
    {
        Linear layer = new(2, 2), other = new(2, 2);
        layer.Weight.Values<float>()[3] = 7;
        var written = layer.Weight.Values<float>().ToArray();
        using (new BuildScope(Mode.Training, seed: 5))
            new Sequential { layer, other }.Forward(Two);
        Assert.Equal(written, layer.Weight.Values<float>());
        Assert.NotEqual(new Linear(2, 2).Weight.Values<float>().ToArray(), other.Weight.Values<float>().ToArray());
    }

    [Fact]
    public void A_seed_and_the_paths_decide_the_first_values()
    {
        static float[] Values(int seed)
        {
            var model = new Sequential { new Linear(2, 2), new Linear(2, 2) };
            model.Initialize(seed);
            return [.. model.Parameters.SelectMany(pair => pair.Parameter.Values<float>().ToArray())];
        }

        Assert.Equal(Values(3), Values(3));
        Assert.NotEqual(Values(3), Values(4));
        Assert.Equal(12, Values(3).Distinct().Count());
    }

    [Fact]
    public void Building_for_use_leaves_drawn_values_as_they_are()
    {
        var model = new Sequential { new Linear(2, 2), new Linear(2, 2) };
        using (new BuildScope(Mode.Training, seed: 9))
            model.Forward(Two);
        var drawn = model.Parameters[2].Parameter.Values<float>().ToArray();
        model.Forward(Two);
        ((Layer)model[1]).Forward(Two);
        Assert.Equal(drawn, model.Parameters[2].Parameter.Values<float>());
    }

    [Fact]
    public void State_updates_are_registered_in_training_only()
    {
        var model = new Sequential { new Counter() };
        using var training = new BuildScope(Mode.Training);
        model.Forward(Two);
        Assert.Single(training.Updates);
        using (var inference = new BuildScope(Mode.Inference))
        {
            model.Forward(Two);
            Assert.Empty(inference.Updates);
            Assert.Same(inference, BuildScope.Current);
        }
        Assert.Same(training, BuildScope.Current);
    }

    [Fact]
    public void A_layer_with_two_inputs_names_itself_in_errors()
    {
        var model = new Sequential { new Lambda(x => x), new TwoInputs() };
        using var scope = new BuildScope(Mode.Training);
        model.Forward(Two);
        var two = (TwoInputs)model[1];
        Assert.Equal(("1.TwoInputs", Mode.Training), two.Forward(Two, Two));
        var error = Assert.Throws<ShapeException>(() => two.Forward(Two, Node.Input("y", [3])));
        Assert.EndsWith("(in 1.TwoInputs)", error.Message);
        Assert.Equal("", scope.Path);
    }

    private sealed class Clash : Layer
    {
        private readonly Parameter first = new("a", []), second = new("a", []);

        protected override Node Build(Node x) => x * first * second;

        protected override void Visit(ILayerVisitor visitor)
        {
            visitor.Parameter("b.a", first);
            visitor.Parameter("b.a", second);
        }
    }
}
