using System.Runtime.InteropServices;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>
/// The published makemore run: three letters of a name, embedded, through a hidden layer with batch normalisation, foretell the next one.
/// Batch order and first weights are given; the order goes on as the generator of random numbers that drew it would.
/// </summary>
internal sealed class MakemoreRun : IDisposable
{
    private const int Batch = 32, Context = 3, Letters = 27;

    private readonly Parameter embedding, hidden, output, outputBias, gain, bias, mean, deviation;
    private readonly Node contexts = Node.Input("contexts", [Batch, Context], ElementType.Int32), targets = Node.Input("targets", [Batch], ElementType.Int32);
    private readonly Node rate = Node.Input("learning rate", [], ElementType.Float64), step = Node.Input("step", [], ElementType.Float64);
    private readonly Schedule schedule = Schedules.MultiStep(0.1, [100_000], 0.1);
    private readonly byte[] train = System.IO.File.ReadAllBytes(File("train.u8"));
    private readonly MersenneTwister random = new(Read<uint>("mt19937_state_after_init.u32"));
    private readonly Executable executable;
    private readonly Node loss;
    private long steps;

    public MakemoreRun(ElementType type)
    {
        var weights = new Queue<float>(Read<float>("init.f32"));
        embedding = Drawn("C", [Letters, 10]);
        hidden = Drawn("W1", [30, 200]);
        output = Drawn("W2", [200, Letters]);
        outputBias = Drawn("b2", [Letters]);
        gain = Drawn("gain", [1, 200]);
        bias = Drawn("bias", [1, 200]);
        mean = new("running mean", [1, 200], type, isTrainable: false);
        deviation = new("running deviation", [1, 200], type, isTrainable: false);
        Set(deviation, Enumerable.Repeat(1f, 200));

        Node before = Embedded(contexts), batchMean = before.Mean([0], keepDims: true), centered = before - batchMean;
        Node batchDeviation = Sqrt(Square(centered).Sum([0], keepDims: true) / (Batch - 1));
        loss = Losses.CrossEntropy(Logits(centered / batchDeviation), targets);
        Parameter[] learned = [embedding, hidden, output, outputBias, gain, bias];
        executable = Executable.Compile(
            [loss],
            [
                .. new SGD(0.1).Updates(learned, Gradient.Of(loss, learned), rate, step),
                Update.Assign(mean, 0.999 * mean + 0.001 * batchMean),
                Update.Assign(deviation, 0.999 * deviation + 0.001 * batchDeviation),
            ]);

        Parameter Drawn(string name, Shape shape)
        {
            var parameter = new Parameter(name, shape, type);
            Set(parameter, Enumerable.Range(0, (int)shape.Size).Select(_ => weights.Dequeue()));
            return parameter;
        }
    }

    public static float[] PublishedLosses => Read<float>("losses_torch1.13_f32.f32");

    public static int[] PublishedRows => Read<int>("batches_first20001.i32");

    public int[] NextRows() => [.. Enumerable.Range(0, Batch).Select(_ => (int)(random.Next() % (uint)(train.Length / (Context + 1))))];

    /// <summary>The loss on these rows of the training data, before the step that follows from it.</summary>
    public double Step(ReadOnlySpan<int> rows)
    {
        Span<int> before = executable.InputValues<int>(contexts), after = executable.InputValues<int>(targets);
        for (int i = 0; i < Batch; i++)
        {
            var row = train.AsSpan(rows[i] * (Context + 1), Context + 1);
            for (int j = 0; j < Context; j++)
                before[i * Context + j] = row[j];
            after[i] = row[Context];
        }
        executable.Feed(rate, schedule.Rate(steps++));
        executable.Run();
        return loss.ElementType == ElementType.Float32 ? executable.Fetch<float>(loss)[0] : executable.Fetch<double>(loss)[0];
    }

    /// <summary>The mean loss over all examples of a part of the data, normalised by the running statistics.</summary>
    public double Evaluate(string part)
    {
        byte[] rows = System.IO.File.ReadAllBytes(File($"{part}.u8"));
        int count = rows.Length / (Context + 1);
        Node all = Node.Input("all contexts", [count, Context], ElementType.Int32), labels = Node.Input("all targets", [count], ElementType.Int32);
        Node value = Losses.CrossEntropy(Logits((Embedded(all) - mean) / deviation), labels).Cast(ElementType.Float64);
        using var evaluation = Executable.Compile(value);
        evaluation.Feed(all, [.. rows.Where((_, i) => i % (Context + 1) < Context).Select(letter => (int)letter)]);
        evaluation.Feed(labels, [.. rows.Where((_, i) => i % (Context + 1) == Context).Select(letter => (int)letter)]);
        evaluation.Run();
        return evaluation.Fetch<double>(value)[0];
    }

    public void Dispose() => executable.Dispose();

    private Node Embedded(Node letters) => embedding.Gather(letters).Reshape(-1, 30).MatMul(hidden);

    private Node Logits(Node normalised) => Functions.Tanh(gain * normalised + bias).MatMul(output) + outputBias;

    private static void Set(Parameter parameter, IEnumerable<float> values)
    {
        if (parameter.ElementType == ElementType.Float32)
            values.ToArray().CopyTo(parameter.Values<float>());
        else
            values.Select(value => (double)value).ToArray().CopyTo(parameter.Values<double>());
    }

    private static T[] Read<T>(string file)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(System.IO.File.ReadAllBytes(File(file))).ToArray();

    private static string File(string name) => ReferenceFolder.Path($"makemore/{name}");
}
