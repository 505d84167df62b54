namespace AutoGrad.Tests.Layers;

/// <summary>Layers of transformers against the definition (Vaswani 2017) in plain loops, which share nothing with the library.</summary>
public sealed class TransformerReferenceTests
{
    private const ElementType Double = ElementType.Float64;
    private const int Samples = 2, Positions = 4, Remembered = 3, Features = 6, Heads = 3;

    // Of the second sample the first position is not real, so that its causal query sees nothing.
    private static readonly bool[] Real = [true, true, true, false, false, true, true, true], RealMemory = [true, true, false, true, false, true];
    private static readonly double[] Point = Numbers(Samples * Positions * Features, 1.3), Memory = Numbers(Samples * Remembered * Features, 0.7);
    private static readonly Node
        X = Node.Input("x", [Samples, Positions, Features], Double), MemoryInput = Node.Input("memory", [Samples, Remembered, Features], Double);

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    public void A_layer_of_an_encoder_is_its_definition(bool normFirst, bool causal, bool masked)
    {
        var layer = new TransformerEncoderLayer(Features, Heads, hidden: 5, normFirst: normFirst, epsilon: 1e-3, causal: causal, type: Double);
        var loops = new Loops(layer, normFirst, 1e-3);
        bool[]? real = masked ? Real : null;
        Check(
            layer,
            layer.Forward(X, keyMask: masked ? Node.Constant(Real, [Samples, Positions]) : null),
            () => loops.Encode(Point, causal, real));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_layer_of_a_decoder_is_its_definition(bool normFirst, bool masked)
    {
        var layer = new TransformerDecoderLayer(Features, Heads, hidden: 5, normFirst: normFirst, epsilon: 1e-3, type: Double);
        var loops = new Loops(layer, normFirst, 1e-3);
        Check(
            layer,
            masked
                ? layer.Forward(X, MemoryInput, keyMask: Node.Constant(Real, [Samples, Positions]), memoryKeyMask: Node.Constant(RealMemory, [Samples, Remembered]))
                : layer.Forward(X, MemoryInput),
            () => loops.Decode(Point, Memory, masked ? Real : null, masked ? RealMemory : null));
    }

    /// <summary>Values, and gradients by the input, the memory and every weight against central differences of the loops.</summary>
    private static void Check(Layer layer, Node y, Func<double[]> reference)
    {
        var random = new Random(7);
        foreach (var (_, parameter) in layer.Parameters)
            foreach (ref double value in parameter.Values<double>())
                value = 2 * random.NextDouble() - 1;
        double[] cotangent = Numbers(Point.Length, 2.1);
        (Node, double[])[] feeds = [(X, Point), (MemoryInput, Memory)];
        Compiled.AssertClose(reference(), y.Evaluate(feeds), 1e-12, y);

        var loss = (y * Node.Constant(cotangent, y.Shape, Double)).Sum();
        double Loss() => reference().Zip(cotangent, static (value, weight) => value * weight).Sum();
        CheckGradient(X, Point);
        CheckGradient(MemoryInput, Memory);
        foreach (var (_, parameter) in layer.Parameters)
            CheckGradient(parameter, parameter.Values<double>());

        void CheckGradient(Node by, Span<double> values)
        {
            double[] gradient = Gradient.Of(loss, [by], Disconnected.Zero)[0].Evaluate(feeds);
            for (int i = 0; i < values.Length; i++)
            {
                const double Step = 1e-5;
                double old = values[i];
                values[i] = old + Step;
                double above = Loss();
                values[i] = old - Step;
                double below = Loss();
                values[i] = old;
                Assert.Equal((above - below) / (2 * Step), gradient[i], 1e-7 * Math.Max(1, Math.Abs(gradient[i])));
            }
        }
    }

    private static double[] Numbers(int count, double frequency) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * frequency + 0.3) * 1.5)];

    /// <summary>The definition. Sequences are [samples, positions, features], row-major.</summary>
    private sealed class Loops(Layer layer, bool normFirst, double epsilon)
    {
        private readonly Dictionary<string, Parameter> weights = layer.Parameters.ToDictionary(pair => pair.Path, pair => pair.Parameter);

        public double[] Encode(double[] x, bool causal, bool[]? real)
        {
            x = Residual("norm1", x, y => Attend("selfAttention", y, y, causal, real));
            return Residual("norm2", x, FeedForward);
        }

        public double[] Decode(double[] x, double[] memory, bool[]? real, bool[]? realMemory)
        {
            x = Residual("norm1", x, y => Attend("selfAttention", y, y, causal: true, real));
            x = Residual("norm2", x, y => Attend("crossAttention", y, memory, causal: false, realMemory));
            return Residual("norm3", x, FeedForward);
        }

        private double[] Residual(string norm, double[] x, Func<double[], double[]> part)
        {
            double[] added = part(normFirst ? Norm(norm, x) : x);
            double[] sum = [.. x.Zip(added, static (a, b) => a + b)];
            return normFirst ? sum : Norm(norm, sum);
        }

        private double[] Norm(string name, double[] x)
        {
            Span<double> scale = weights[$"{name}.weight"].Values<double>(), shift = weights[$"{name}.bias"].Values<double>();
            var y = new double[x.Length];
            for (int row = 0; row < x.Length; row += Features)
            {
                double mean = 0, variance = 0;
                for (int f = 0; f < Features; f++)
                    mean += x[row + f] / Features;
                for (int f = 0; f < Features; f++)
                    variance += (x[row + f] - mean) * (x[row + f] - mean) / Features;
                for (int f = 0; f < Features; f++)
                    y[row + f] = (x[row + f] - mean) / Math.Sqrt(variance + epsilon) * scale[f] + shift[f];
            }
            return y;
        }

        private double[] FeedForward(double[] x)
        {
            double[] hidden = Project(x, Features, weights["linear1.weight"].Values<double>(), weights["linear1.bias"].Values<double>());
            return Project([.. hidden.Select(value => Math.Max(value, 0))], 5, weights["linear2.weight"].Values<double>(), weights["linear2.bias"].Values<double>());
        }

        private double[] Attend(string name, double[] x, double[] memory, bool causal, bool[]? real)
        {
            Span<double> weight = weights[$"{name}.inWeight"].Values<double>(), bias = weights[$"{name}.inBias"].Values<double>();
            int part = Features * Features, width = Features / Heads, queries = x.Length / Samples / Features, keys = memory.Length / Samples / Features;
            double[] query = Project(x, Features, weight[..part], bias[..Features]);
            double[] key = Project(memory, Features, weight[part..(2 * part)], bias[Features..(2 * Features)]);
            double[] value = Project(memory, Features, weight[(2 * part)..], bias[(2 * Features)..]);
            var attended = new double[x.Length];
            for (int sample = 0; sample < Samples; sample++)
                for (int head = 0; head < Heads; head++)
                    for (int q = 0; q < queries; q++)
                    {
                        int to = (sample * queries + q) * Features + head * width;
                        double total = 0;
                        for (int k = 0; k < keys; k++)
                        {
                            if ((causal && k > q) || (real is not null && !real[sample * keys + k]))
                                continue;
                            int from = (sample * keys + k) * Features + head * width;
                            double score = 0;
                            for (int f = 0; f < width; f++)
                                score += query[to + f] * key[from + f];
                            double share = Math.Exp(score / Math.Sqrt(width));
                            total += share;
                            for (int f = 0; f < width; f++)
                                attended[to + f] += share * value[from + f];
                        }
                        for (int f = 0; f < width && total > 0; f++)
                            attended[to + f] /= total;
                    }
            return Project(attended, Features, weights[$"{name}.outWeight"].Values<double>(), weights[$"{name}.outBias"].Values<double>());
        }

        private static double[] Project(double[] x, int inputs, ReadOnlySpan<double> weight, ReadOnlySpan<double> bias)
        {
            int outputs = bias.Length;
            var y = new double[x.Length / inputs * outputs];
            for (int row = 0; row < x.Length / inputs; row++)
                for (int o = 0; o < outputs; o++)
                {
                    double sum = bias[o];
                    for (int i = 0; i < inputs; i++)
                        sum += x[row * inputs + i] * weight[o * inputs + i];
                    y[row * outputs + o] = sum;
                }
            return y;
        }
    }
}
