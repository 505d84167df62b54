namespace AutoGrad;

/// <summary>
/// Computes a model's outputs for samples. They are computed in batches of powers of two, so that few executables serve any number of them.
/// </summary>
internal sealed class Predictor(Layer model)
{
    private const int LargestBatch = 256;
    private readonly Lock gate = new();
    private readonly Dictionary<(Shape Sample, int Count), (Node Input, Node Output, Executable Executable)> compiled = [];

    public float[] Predict(ReadOnlySpan<float> samples, Shape sampleShape)
    {
        lock (gate)
        {
            int size = checked((int)sampleShape.Size), total = samples.Length / size, width = 0;
            float[] results = [];
            for (int first = 0, count; first < total; first += count)
            {
                count = Math.Min(LargestBatch, 1 << System.Numerics.BitOperations.Log2((uint)(total - first)));
                var (input, output, executable) = Compiled(sampleShape, count);
                executable.Feed(input, samples.Slice(first * size, count * size));
                executable.Run();
                if (first == 0)
                    results = new float[total * (width = (int)(output.Shape.Size / count))];
                executable.Fetch<float>(output).CopyTo(results.AsSpan(first * width));
            }
            return results;
        }
    }

    private (Node Input, Node Output, Executable Executable) Compiled(Shape sampleShape, int count)
    {
        bool isKnown = compiled.TryGetValue((sampleShape, count), out var known);
        using var scope = new BuildScope(Mode.Inference);
        var input = isKnown ? known.Input : Node.Input("features", [count, .. sampleShape]);
        var output = model.Forward(input.Cast(model.NumberType)).Cast(ElementType.Float32);
        if (output.Shape.Rank == 0 || output.Shape[0] != count)
            throw new ShapeException($"Predict: the model makes {output.Shape} of {count} samples; the first axis of its output must count the samples.");
        // Building is cheap, and equal graphs are one node: a layer that was added since the last time is seen.
        if (isKnown && known.Output == output)
            return known;
        if (isKnown)
            known.Executable.Dispose();
        return compiled[(sampleShape, count)] = (input, output, Executable.Compile(output));
    }
}
