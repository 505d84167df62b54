namespace AutoGrad.Tests.Layers;

public sealed class ParametrizationTests
{
    private static readonly Node X = Node.Input("x", [4, 3], ElementType.Float64);
    private static readonly double[] At = [.. Enumerable.Range(0, 12).Select(i => Math.Sin(i * 1.3))];

    [Fact]
    public void A_function_stands_in_the_place_of_a_parameter_and_both_are_learned()
    {
        var linear = new Linear(3, 2, type: ElementType.Float64);
        var expected = X.MatMul((2 * linear.Weight).Transpose()) + linear.Bias!;
        linear.Parametrize("weight", new Lambda(weight => 2 * weight));
        Assert.Same(expected, linear.Forward(X));

        var model = new Sequential { Linear(3, 2).WithWeightNorm(), Linear(2, 2).WithSpectralNorm() };
        Assert.Equal(
        [
            ("0.weight", true), ("0.bias", true), ("0.parametrizations.weight.magnitude", true),
            ("1.weight", true), ("1.bias", true), ("1.parametrizations.weight.left", false), ("1.parametrizations.weight.right", false),
        ], model.Parameters.Select(pair => (pair.Path, pair.Parameter.IsTrainable)));
    }

    public static TheoryData<Layer, Layer, Shape> Pairs => new()
    {
        { Linear(3, 2), Linear(3, 2).WithWeightNorm(), [4, 3] },
        { Linear(3, 2), Linear(3, 2).WithWeightNorm(axis: null), [4, 3] },
        { Linear(3, 2), Linear(3, 2).WithWeightNorm(axis: 1), [4, 3] },
        { new Conv2d(3, 4, 3, type: ElementType.Float64), new Conv2d(3, 4, 3, type: ElementType.Float64).WithWeightNorm(), [2, 3, 5, 5] },
        { new ConvTranspose1d(3, 4, 3, type: ElementType.Float64), new ConvTranspose1d(3, 4, 3, type: ElementType.Float64).WithWeightNorm(), [2, 3, 5] },
        { new LSTM(3, 4, type: ElementType.Float64), new LSTM(3, 4, type: ElementType.Float64).WithWeightNorm(parameter: "weight_hh_l0"), [2, 5, 3] },
        { new MultiHeadAttention(4, 2, type: ElementType.Float64), new MultiHeadAttention(4, 2, type: ElementType.Float64).WithWeightNorm(parameter: "inWeight").WithWeightNorm(parameter: "outWeight"), [2, 3, 4] },
        { new Bilinear(3, 3, 2, type: ElementType.Float64), new Bilinear(3, 3, 2, type: ElementType.Float64).WithWeightNorm(), [4, 3] },
        { new Embedding(5, 2, type: ElementType.Float64), new Embedding(5, 2, type: ElementType.Float64).WithWeightNorm(), [4, 3] },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void With_its_weight_normalised_a_layer_computes_at_first_what_it_did_without_also_from_another_seed(Layer plain, Layer normalized, Shape shape)
    {
        var x = Node.Input("x", shape, ElementType.Float64);
        double[] at = [.. Enumerable.Range(0, (int)shape.Size).Select(i => plain is Embedding ? i % 5 : Math.Cos(i))];
        double[] Values(Layer layer, int seed)
        {
            using var scope = new BuildScope(Mode.Training, seed);
            var y = new Sequential { layer }.Forward(x);
            return y.Evaluate((x, at));
        }

        foreach (int seed in new[] { 0, 7 })
            Compiled.AssertClose(Values(plain, seed), Values(normalized, seed), 1e-14, x);
        Assert.NotEqual(Values(plain, 3), Values(new Sequential { plain }, 4));
    }

    [Fact]
    public void The_weight_is_its_length_times_its_direction()
    {
        var linear = Linear(2, 2);
        ((double[])[3, 4, 0, -2]).CopyTo(linear.Weight.Values<double>());
        linear.WithWeightNorm();
        var norm = (WeightNorm)linear.Sublayers[0].Layer;
        Assert.Equal([2, 1], norm.Magnitude.Shape);
        Assert.Equal([5, 2], norm.Magnitude.Values<double>());
        ((double[])[10, 1]).CopyTo(norm.Magnitude.Values<double>());
        Compiled.AssertClose([6, 8, 0, -1], norm.Forward(linear.Weight).Evaluate(), 1e-15, linear.Weight);

        var whole = new WeightNorm(linear.Weight, axis: null);
        Assert.Equal([1, 1], whole.Magnitude.Shape);
        Assert.Equal(Math.Sqrt(29), whole.Magnitude.Values<double>()[0], 1e-15);

        linear.Initialize(3);
        double[] drawn = linear.Weight.ToDoubles();
        Assert.Equal(Math.Sqrt(drawn[0] * drawn[0] + drawn[1] * drawn[1]), norm.Magnitude.Values<double>()[0], 1e-15);
    }

    [Fact]
    public void Gradients_of_weight_normalisation_agree_with_differences_to_second_order_and_with_the_paper()
    {
        double[] v = [0.7, -1.1, 0.4, 1.3, 0.2, -0.6];
        var weight = new Parameter("weight", [2, 3], Initializer.Normal(), ElementType.Float64);
        foreach (int? axis in new int?[] { 0, 1, null })
            GraphGradientCheck.Check(new WeightNorm(weight, axis).Forward, v, [2, 3]);

        var norm = new WeightNorm(weight);
        Node x = Node.Input("v", [2, 3], ElementType.Float64), upstream = Node.Constant([1, -2, 0.5, 3, 0.1, -1], [2, 3], ElementType.Float64);
        double[] actual = Gradient.Of((norm.Forward(x) * upstream).Sum(), norm.Magnitude).Evaluate((x, v));
        for (int row = 0; row < 2; row++)
        {
            double length = Math.Sqrt(Enumerable.Range(0, 3).Sum(i => v[3 * row + i] * v[3 * row + i]));
            double[] g = [1, -2, 0.5, 3, 0.1, -1];
            Assert.Equal(Enumerable.Range(0, 3).Sum(i => g[3 * row + i] * v[3 * row + i]) / length, actual[row], 1e-14);
        }
    }

    [Fact]
    public void A_training_step_makes_a_power_iteration_and_divides_by_the_singular_value()
    {
        var linear = Linear(3, 2).WithSpectralNorm();
        var norm = (SpectralNorm)linear.Sublayers[0].Layer;
        double[] w = [1, 2, 0.5, -1, 0.3, 2];
        w.CopyTo(linear.Weight.Values<double>());
        double[] v = norm.Right.Values<double>().ToArray();

        using var scope = new BuildScope(Mode.Training);
        var weight = norm.Forward(linear.Weight);
        Node gradient = Gradient.Of((weight * Upstream).Sum(), linear.Weight);
        using (var training = Executable.Compile([weight, gradient], [.. scope.Updates]))
        {
            training.Run();
            double[] u = Unit([.. Enumerable.Range(0, 2).Select(i => Enumerable.Range(0, 3).Sum(j => w[3 * i + j] * v[j]))]);
            v = Unit([.. Enumerable.Range(0, 3).Select(j => Enumerable.Range(0, 2).Sum(i => w[3 * i + j] * u[i]))]);
            double sigma = Enumerable.Range(0, 2).Sum(i => Enumerable.Range(0, 3).Sum(j => u[i] * w[3 * i + j] * v[j]));
            Compiled.AssertClose(u, norm.Left.Values<double>().ToArray(), 1e-14, norm.Left);
            Compiled.AssertClose(v, norm.Right.Values<double>().ToArray(), 1e-14, norm.Right);
            Compiled.AssertClose([.. w.Select(value => value / sigma)], training.Fetch<double>(weight).ToArray(), 1e-14, weight);

            // No gradient goes through the vectors: it is that of inference with the vectors the step has made.
            using var inference = new BuildScope(Mode.Inference);
            var fixedGradient = Gradient.Of((norm.Forward(linear.Weight) * Upstream).Sum(), linear.Weight);
            Compiled.AssertClose(fixedGradient.Evaluate(), training.Fetch<double>(gradient).ToArray(), 1e-13, gradient);
        }
    }

    [Fact]
    public void Steps_bring_the_largest_singular_value_to_one()
    {
        var linear = Linear(2, 2).WithSpectralNorm(iterations: 3);
        var norm = (SpectralNorm)linear.Sublayers[0].Layer;
        ((double[])[1, 2, -0.5, 3]).CopyTo(linear.Weight.Values<double>());
        using (var scope = new BuildScope(Mode.Training))
        {
            var trained = linear.Forward(Node.Constant([1, 1], [1, 2], ElementType.Float64));
            using var training = Executable.Compile([trained], [.. scope.Updates]);
            for (int i = 0; i < 20; i++)
                training.Run();
        }
        double[] w = norm.Forward(linear.Weight).Evaluate();
        double square = w.Sum(value => value * value), determinant = w[0] * w[3] - w[1] * w[2];
        Assert.Equal(1, (square + Math.Sqrt(square * square - 4 * determinant * determinant)) / 2, 1e-12);
    }

    [Fact]
    public void Gradients_of_spectral_normalisation_agree_with_differences_to_second_order()
    {
        var weight = new Parameter("weight", [2, 3], Initializer.Normal(), ElementType.Float64);
        foreach (int axis in new[] { 0, 1 })
            GraphGradientCheck.Check(new SpectralNorm(weight, axis: axis).Forward, [0.7, -1.1, 0.4, 1.3, 0.2, -0.6], [2, 3]);
    }

    [Fact]
    public void Singular_vectors_follow_from_the_weight_alone_and_its_output_channels_are_the_rows()
    {
        static SpectralNorm Of(Layer layer, int seed)
        {
            layer.Initialize(seed);
            return (SpectralNorm)layer.Sublayers[0].Layer;
        }

        double[] direct = Of(Linear(3, 2).WithSpectralNorm(), 5).Left.Values<double>().ToArray();
        var redrawn = Linear(3, 2).WithSpectralNorm();
        Of(redrawn, 4);
        Assert.Equal(direct, Of(redrawn, 5).Left.Values<double>());
        Assert.Equal([4], Of(new Conv1d(3, 4, 5).WithSpectralNorm(), 1).Left.Shape);
        var transposed = Of(new ConvTranspose1d(3, 4, 5).WithSpectralNorm(), 1);
        Assert.Equal(([4], [15]), (transposed.Left.Shape, transposed.Right.Shape));
    }

    [Fact]
    public void A_layer_that_is_used_twice_makes_its_iterations_once()
    {
        var shared = Linear(3, 3).WithSpectralNorm();
        using var scope = new BuildScope(Mode.Training);
        var y = new Sequential { shared, shared }.Forward(X);
        Assert.Equal(2, scope.Updates.Count);
        Executable.Compile([y], [.. scope.Updates]).Dispose();
    }

    [Fact]
    public void Models_with_them_train_to_the_same_bits_on_any_number_of_threads_and_are_saved()
    {
        static Sequential Model() => new() { new Linear(2, 16).WithWeightNorm(), Functions.Tanh, new Linear(16, 16).WithSpectralNorm(), Functions.Tanh, new Linear(16, 2).WithWeightNorm() };
        static Sequential Trained(int threads)
        {
            var model = Model();
            using var trainer = new Trainer(model, Losses.CrossEntropy, new Adam(0.02), seed: 2, threads);
            Assert.Equal(1, trainer.Fit(Training.Problems.Xor, epochs: 150, batchSize: 4).Accuracy);
            return model;
        }

        var model = Trained(1);
        Assert.Equal(Values(model), Values(Trained(2)));
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            model.Save(path);
            var loaded = Model();
            loaded.Load(path);
            Assert.Equal(Values(model), Values(loaded));
            using (new BuildScope(Mode.Training, seed: 9))
                loaded.Forward(Node.Input("x", [1, 2]));
            Assert.Equal(model.Predict([0.5f, -1]), loaded.Predict([0.5f, -1]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(ElementType.Float32, 2e-6)]
    [InlineData(ElementType.Float64, 1e-12)]
    public void What_is_compiled_is_what_the_reference_says(ElementType type, double tolerance)
    {
        var weight = new Parameter("weight", [3, 4, 2], Initializer.Normal(), type);
        foreach (var by in new Layer[] { new WeightNorm(weight), new WeightNorm(weight, axis: 2), new SpectralNorm(weight, axis: 1) })
        {
            var value = by.Forward(weight);
            Assert.Equal(type, value.ElementType);
            Compiled.AgreesWithReference([value, Gradient.Of(Functions.Square(value).Sum(), weight)], tolerance);
        }
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => Linear(3, 2).WithWeightNorm(parameter: "wight"), "Linear: it has no parameter 'wight' of its own; it has 'weight', 'bias'." },
        { () => new Flatten().WithSpectralNorm(), "Flatten: it has no parameter 'weight' of its own; it has none." },
        { () => new Sequential { Linear(3, 2) }.WithWeightNorm(parameter: "0.weight"), "Sequential: it has no parameter '0.weight' of its own; it has none." },
        { () => Linear(3, 2).WithWeightNorm().WithSpectralNorm(), "Linear: 'weight' has a parametrization already; several are one Sequential." },
        { () => Linear(3, 2).WithWeightNorm(axis: 2), "WeightNorm: axis 2 of a tensor with 2 axes" },
        { () => Linear(3, 2).WithSpectralNorm(axis: -3), "SpectralNorm: axis -3 of a tensor with 2 axes" },
        { () => Linear(3, 2).WithSpectralNorm(iterations: 0), "SpectralNorm: iterations is 0; it must be at least 1." },
        { () => Linear(3, 2).WithSpectralNorm(epsilon: -1), "SpectralNorm: epsilon keeps the divisor from 0; it is 0 or a small positive number." },
        { () => new Linear(3, 2, initializer: Initializer.Zeros).WithWeightNorm(), "WeightNorm: weight : float32 [2, 3] is 0 all along an axis and has no direction there; draw it from another initializer." },
        { () => new Linear(3, 2, initializer: Initializer.Zeros).WithSpectralNorm(), "SpectralNorm: weight : float32 [2, 3] is 0, and so is the singular value it would be divided by; draw it from another initializer." },
        { () => With(Linear(3, 2), weight => weight.Sum(0)).Forward(X), "Parametrize: of 'weight', float64 [2, 3], the parametrization makes float64 [3]; shape and type must stay. (in Linear)" },
        { () => With(Linear(3, 2), weight => weight.Cast(ElementType.Float32)).Forward(X), "Parametrize: of 'weight', float64 [2, 3], the parametrization makes float32 [2, 3]" },
        { () => With(new Stubborn(), weight => 2 * weight).Forward(X), "Stubborn: 'weight' has a parametrization, but Build computes with the parameter itself: there, write Parametrized(…) around it." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_parametrized_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);

    private static Node Upstream => Node.Constant([1, -2, 0.5, 3, 0.1, -1], [2, 3], ElementType.Float64);

    private static Linear Linear(int inputs, int outputs) => new(inputs, outputs, type: ElementType.Float64);

    private static TLayer With<TLayer>(TLayer layer, Func<Node, Node> function)
        where TLayer : Layer
    {
        layer.Parametrize("weight", new Lambda(function));
        return layer;
    }

    private static double[] Unit(double[] vector)
    {
        double length = Math.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }

    private static float[] Values(Layer model) => [.. model.Parameters.SelectMany(pair => pair.Parameter.Values<float>().ToArray())];
}

/// <summary>A layer that computes with its weight itself.</summary>
internal sealed partial class Stubborn : Layer
{
    private readonly Parameter weight = new("weight", [4, 3], Initializer.Normal(), ElementType.Float64);

    protected override Node Build(Node x) => x * weight;
}
