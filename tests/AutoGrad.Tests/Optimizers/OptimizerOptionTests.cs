using AutoGrad.Tests.Golden;

namespace AutoGrad.Tests.Optimizers;

/// <summary>What every optimizer can do besides its steps: groups, clipping, accumulation.</summary>
public sealed class OptimizerOptionTests
{
    private static readonly Node Rate = Node.Input("learning rate", [], ElementType.Float64);
    private static readonly Node Step = Node.Input("step", [], ElementType.Float64);
    private readonly Parameter first = new("first", [2], ElementType.Float64), second = new("second", [], ElementType.Float32);
    private readonly Node ofFirst = Node.Input("gradient of first", [2], ElementType.Float64), ofSecond = Node.Input("gradient of second", []);

    [Fact]
    public void Gradients_are_scaled_where_their_common_norm_is_too_large()
    {
        var optimizer = new SGD(1) { MaxGradientNorm = 2 };
        Run(optimizer, [3, -4], 12);
        GoldenAssert.Close([-6.0 / 13, 8.0 / 13], first.ToDoubles(), "first", 1e-6);
        GoldenAssert.Close([-24.0 / 13], second.ToDoubles(), "second", 1e-6);
        Run(optimizer, [0.3, 0.4], 0);
        GoldenAssert.Close([-6.0 / 13 - 0.3, 8.0 / 13 - 0.4], first.ToDoubles(), "first", 1e-6);
    }

    [Fact]
    public void Elements_of_gradients_are_brought_within_a_bound()
    {
        Run(new SGD(1) { MaxGradient = 2 }, [3, -4], 1);
        Assert.Equal([-2, 2], first.ToDoubles());
        Assert.Equal([-1], second.ToDoubles());
    }

    [Fact]
    public void A_group_has_its_own_decay_and_its_share_of_the_rate()
    {
        first.Values<double>().Fill(1);
        second.Values<float>().Fill(1);
        var optimizer = new SGD(0.1, weightDecay: 1) { Groups = [new(parameter => parameter.Name == "second", new SGD(0.2))] };
        optimizer.LearningRate = 0.5;
        Run(optimizer, [1, 0], 0.25f);
        Assert.Equal([0, 0.5], first.ToDoubles());
        Assert.Equal([0.75], second.ToDoubles());
    }

    [Fact]
    public void Gradients_of_several_batches_make_one_step_by_their_mean()
    {
        var optimizer = new SGD(1) { AccumulatedBatches = 3 };
        Parameter[] weights = [first, second];
        using var collect = Executable.Compile([], [.. optimizer.Accumulations(weights, [ofFirst, ofSecond])]);
        for (int round = 1; round <= 2; round++)
        {
            foreach (double value in new[] { 1.0, 2 })
            {
                collect.Feed(ofFirst, [value, -value]);
                collect.Feed(ofSecond, (float)value);
                collect.Run();
            }
            Run(optimizer, [6, 0], 3);
            Assert.Equal([-3 * round, round], first.ToDoubles());
            Assert.Equal([-2 * round], second.ToDoubles());
        }
    }

    [Fact]
    public void A_group_cannot_collect_batches_of_its_own()
    {
        var optimizer = new SGD(1) { Groups = [new(_ => true, new Adam { AccumulatedBatches = 2 })] };
        Assert.Equal(
            "SGD: the Adam of a group has AccumulatedBatches = 2, but steps are made for all weights together; give SGD the number.",
            Assert.Throws<InvalidOperationException>(() => Run(optimizer, [1, 1], 1)).Message);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal("Groups", Assert.Throws<ArgumentNullException>(() => new SGD { Groups = null! }).ParamName);
        Assert.Equal("Contains", Assert.Throws<ArgumentNullException>(() => new SGD { Groups = [new(null!, new SGD())] }).ParamName);
        Assert.Equal("Optimizer", Assert.Throws<ArgumentNullException>(() => new SGD { Groups = [new(_ => true, null!)] }).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentNullException>(() => new SGD().Updates([null!], [ofFirst], Rate, Step)).ParamName);
        Assert.Equal("gradients", Assert.Throws<ArgumentNullException>(() => new SGD().Accumulations([first], [null!])).ParamName);
    }

    [Fact]
    public void Numbers_out_of_range_are_explained()
    {
        void Fails(string message, Action make) => Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);

        Fails("SGD: MaxGradientNorm is 0; a positive number is expected.", () => new SGD { MaxGradientNorm = 0 });
        Fails("SGD: MaxGradient is NaN; a positive number is expected.", () => new SGD { MaxGradient = double.NaN });
        Fails("SGD: AccumulatedBatches is 0; a positive number is expected.", () => new SGD { AccumulatedBatches = 0 });
        Fails("SGD: the learning rate must be 0 or a positive number.", () => new SGD().LearningRate = -1);
    }

    private void Run(Optimizer optimizer, double[] gradientOfFirst, float gradientOfSecond)
    {
        using var executable = Executable.Compile([], [.. optimizer.Updates([first, second], [ofFirst, ofSecond], Rate, Step)]);
        executable.Feed(ofFirst, gradientOfFirst);
        executable.Feed(ofSecond, gradientOfSecond);
        executable.Feed(Rate, optimizer.LearningRate);
        executable.Run();
    }
}
