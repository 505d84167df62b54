using AutoGrad;

namespace MnistExample;

/// <summary>What <c>--show-graph</c>, <c>--show-gradient</c> and <c>--show-code</c> print.</summary>
internal static class Shown
{
    public static string Of(Layer model, Dataset data, MnistOptions options)
    {
        using var scope = new BuildScope(Mode.Training, options.Seed);
        var images = Node.Input("images", [options.BatchSize, .. data.FeatureShape]);
        var labels = Node.Input("labels", [options.BatchSize], ElementType.Int32);
        var loss = Losses.CrossEntropy(model.Forward(images), labels);
        Parameter[] weights = [.. model.Parameters.Select(pair => pair.Parameter)];
        return options.Show switch
        {
            Showing.Graph => loss.ToText(),
            Showing.Gradient => Gradient.Of(loss, weights[0]).ToText(),
            _ => Code(loss, weights, options),
        };
    }

    private static string Code(Node loss, Parameter[] weights, MnistOptions options)
    {
        var optimizer = Choices.Optimizers[options.Optimizer].Create(options.LearningRate);
        Node learningRate = Node.Input("learning rate", [], ElementType.Float64), step = Node.Input("step", [], ElementType.Float64);
        var updates = optimizer.Updates(weights, Gradient.Of(loss, weights), learningRate, step);
        using var executable = Executable.Compile([loss], [.. updates], options.Threads);
        return executable.ToCSharp();
    }
}
