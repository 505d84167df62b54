using static AutoGrad.Functions;

namespace AutoGrad.Tests.Reference;

/// <summary>Two objectives of the ADBench benchmark of automatic differentiation: values and gradients against its hand-written ones.</summary>
public sealed class AdBenchTests
{
    [ReferenceTheory("adbench")]
    [InlineData("test", "gmm_test")]
    [InlineData("gmm_d2_K5", "gmm_d2_K5")]
    [InlineData("gmm_d10_K25", "gmm_d10_K25")]
    public void A_Gaussian_mixture_and_its_gradient_are_the_benchmarks(string problem, string results)
    {
        var numbers = new Reader(SharedReference.Numbers($"adbench/gmm/{problem}.txt"));
        int dimensions = numbers.Integer(), classes = numbers.Integer(), points = numbers.Integer(), below = dimensions * (dimensions - 1) / 2;
        Node alphas = Node.Input("alphas", [classes], ElementType.Float64), means = Node.Input("means", [classes, dimensions], ElementType.Float64);
        var covariances = Node.Input("covariances", [classes, dimensions + below], ElementType.Float64);
        double[][] values = [numbers.Take(classes), numbers.Take(classes * dimensions), numbers.Take(classes * (dimensions + below))];
        var x = Node.Constant(numbers.Take(points * dimensions), [points, dimensions], ElementType.Float64);
        double gamma = numbers.Take(1)[0], m = numbers.Take(1)[0];

        Node q = covariances[.., ..dimensions], l = covariances[.., dimensions..], sums = q.Sum(1);
        var centred = x.Reshape(points, 1, dimensions) - means;
        var scaled = Exp(q) * centred;
        if (below > 0)
            scaled += Einsum("kij,nkj->nki", l.MatMul(StrictlyLower(dimensions)).Reshape(classes, dimensions, dimensions), centred);
        var inside = (alphas + sums - 0.5 * Square(scaled).Sum(2)).LogSumExp(1).Sum() - points * alphas.LogSumExp();
        var prior = (0.5 * gamma * gamma * (Square(Exp(q)).Sum(1) + Square(l).Sum(1)) - m * sums).Sum();
        double freedom = dimensions + m + 1;
        var objective = inside + prior - (0.5 * points * dimensions * Math.Log(2 * 3.14159265359) + classes * WishartConstant(dimensions, freedom, gamma));

        Check(objective, [alphas, means, covariances], values, $"adbench/gmm/{results}");
    }

    [ReferenceTheory("adbench")]
    [InlineData(false)]
    [InlineData(true)]
    public void A_recurrent_network_and_its_gradient_are_the_benchmarks(bool isLoop)
    {
        var numbers = new Reader(SharedReference.Numbers("adbench/lstm/lstm_l2_c1024.txt"));
        int layers = numbers.Integer(), characters = numbers.Integer(), bits = numbers.Integer();
        Node main = Node.Input("main", [layers, 2, 4, bits], ElementType.Float64), extra = Node.Input("extra", [3, bits], ElementType.Float64);
        double[][] values = [numbers.Take(8 * layers * bits), numbers.Take(3 * bits)];
        var state = Node.Constant(numbers.Take(2 * layers * bits), [layers, 2, bits], ElementType.Float64);
        var sequence = Node.Constant(numbers.Take(characters * bits), [characters, bits], ElementType.Float64);

        // What is carried is the hidden state of each layer, then the cell state of each.
        Node[] initial = [.. Enumerable.Range(0, layers).Select(layer => state[layer, 0]), .. Enumerable.Range(0, layers).Select(layer => state[layer, 1])];
        var inputs = (sequence * extra[0])[..^1];
        Node outputs;
        if (isLoop)
        {
            outputs = Scan.Over([inputs], initial, (carries, slices) => Step(carries, slices[0])).Outputs[0];
        }
        else
        {
            var all = new Node[characters - 1];
            var carries = initial;
            for (int t = 0; t < all.Length; t++)
            {
                (carries, var output) = Step(carries, inputs[t]);
                all[t] = output[0];
            }
            outputs = Stack(all);
        }
        var y = outputs * extra[1] + extra[2];
        var logarithms = y - Log(2 + Exp(y).Sum(1, keepDims: true));
        var loss = -(sequence[1..] * logarithms).Sum() / ((characters - 1) * bits);

        Check(loss, [main, extra], values, "adbench/lstm/lstm_l2_c1024");

        (Node[] Carries, Node[] Outputs) Step(Node[] carries, Node x)
        {
            Node[] hidden = carries[..layers], cell = carries[layers..];
            for (int layer = 0; layer < layers; layer++)
            {
                // The forget gate and the output gate read what comes in, the other two what was.
                Node Gate(int gate, Node from) => from * main[layer, 0, gate] + main[layer, 1, gate];
                cell[layer] = cell[layer] * Sigmoid(Gate(0, x)) + Sigmoid(Gate(1, hidden[layer])) * Tanh(Gate(3, hidden[layer]));
                x = hidden[layer] = Sigmoid(Gate(2, x)) * Tanh(cell[layer]);
            }
            return ([.. hidden, .. cell], [x]);
        }
    }

    private static void Check(Node objective, Node[] parameters, double[][] values, string results)
    {
        using var executable = Executable.Compile([objective, .. Gradient.Of(objective, parameters)]);
        for (int i = 0; i < parameters.Length; i++)
            executable.Feed(parameters[i], values[i]);
        executable.Run();
        double[] gradient = [.. executable.Outputs.Skip(1).SelectMany(output => executable.Fetch<double>(output).ToArray())];

        Close(SharedReference.Numbers($"{results}_F_Manual.txt"), [executable.Fetch<double>(objective)[0]], "the objective");
        Close(SharedReference.Numbers($"{results}_J_Manual.txt"), gradient, "its gradient");
    }

    // The benchmark's own measure.
    private static void Close(double[] expected, double[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double rho = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]) + Math.Abs(actual[i]));
            Assert.True(rho < 1e-8, $"{what} at {i} is {actual[i]:R}, the benchmark has {expected[i]:R}: ρ is {rho:E1}.");
        }
    }

    // Where each element below the diagonal stands, column by column, in a square laid out as a row.
    private static Node StrictlyLower(int extent)
    {
        int below = extent * (extent - 1) / 2, number = 0;
        var places = new double[below * extent * extent];
        for (int column = 0; column < extent; column++)
            for (int row = column + 1; row < extent; row++)
                places[number++ * extent * extent + row * extent + column] = 1;
        return Node.Constant(places, [below, extent * extent], ElementType.Float64);
    }

    private static double WishartConstant(int dimensions, double freedom, double gamma) =>
        freedom * dimensions * (Math.Log(gamma) - 0.5 * Math.Log(2)) - LogGammaOfMatrices(0.5 * freedom, dimensions);

    private static double LogGammaOfMatrices(double a, int dimensions) =>
        0.25 * dimensions * (dimensions - 1) * Math.Log(Math.PI) + Enumerable.Range(1, dimensions).Sum(j => LogGamma(a + 0.5 * (1 - j)));

    private sealed class Reader(double[] numbers)
    {
        private int next;

        public int Integer() => (int)Take(1)[0];

        public double[] Take(int count) => numbers[next..(next += count)];
    }
}
