using AutoGrad.Conformance;
using AutoGrad.Tests.Golden;

namespace AutoGrad.Tests.Optimizers;

/// <summary>Optimizers without golden values, against their definitions written out in loops.</summary>
public sealed class OptimizerDefinitionTests
{
    private const int Steps = 8;
    private static readonly Node Rate = Node.Input("learning rate", [], ElementType.Float64);
    private static readonly Node Step = Node.Input("step", [], ElementType.Float64);

    [Fact]
    public void Lion_goes_by_the_sign_of_a_mean()
    {
        double m = 0;
        Follows(new Lion(0.1, 0.8, 0.95, 0.01), (w, g, t) =>
        {
            double direction = Math.Sign(0.8 * m + 0.2 * g);
            m = 0.95 * m + 0.05 * g;
            return w - 0.1 * (direction + 0.01 * w);
        });
    }

    [Fact]
    public void FTRL_minimises_the_sum_of_all_gradients_with_its_penalties()
    {
        double n = 0.1, z = 0;
        Follows(new FTRL(0.5, 0.1, l1: 0.3, l2: 0.05, beta: 0.2), (w, g, t) =>
        {
            double sigma = (Math.Sqrt(n + g * g) - Math.Sqrt(n)) / 0.5;
            n += g * g;
            z += g - sigma * w;
            return Math.Abs(z) <= 0.3 ? 0 : -(z - Math.Sign(z) * 0.3) / ((0.2 + Math.Sqrt(n)) / 0.5 + 2 * 0.05);
        });
    }

    [Fact]
    public void ASGD_keeps_the_mean_of_the_weights_from_its_start_on()
    {
        var optimizer = new ASGD(0.1, decay: 0.01, start: 3, weightDecay: 0.1);
        double eta = 0.1, mu = 1, mean = 0;
        var weight = Follows(optimizer, (w, g, t) =>
        {
            g += 0.1 * w;
            w = w * (1 - 0.01 * eta) - eta * g;
            mean = mu == 1 ? w : mean + mu * (w - mean);
            eta = 0.1 / Math.Pow(1 + 0.01 * 0.1 * t, 0.75);
            mu = 1 / Math.Max(1.0, t - 3);
            return w;
        });
        GoldenAssert.Close([mean], optimizer.MeanOf(weight).ToDoubles(), "mean", 1e-13);
    }

    [Fact]
    public void RMSProp_has_momentum_without_centering_and_centering_without_momentum()
    {
        double s = 0, v = 0, mean = 0, s2 = 0;
        Follows(new RMSProp(0.1, 0.9, momentum: 0.5, weightDecay: 0.1), (w, g, t) =>
        {
            g += 0.1 * w;
            s = 0.9 * s + 0.1 * g * g;
            v = 0.5 * v + g / (Math.Sqrt(s) + 1e-8);
            return w - 0.1 * v;
        });
        Follows(new RMSProp(0.1, 0.9, centered: true), (w, g, t) =>
        {
            s2 = 0.9 * s2 + 0.1 * g * g;
            mean = 0.9 * mean + 0.1 * g;
            return w - 0.1 * g / (Math.Sqrt(s2 - mean * mean) + 1e-8);
        });
    }

    [Fact]
    public void Centered_RMSProp_survives_a_gradient_that_stays_the_same() =>
        Assert.All(Run(new RMSProp(0.1, 0.5, centered: true), [1], Enumerable.Repeat(new[] { 1 / 3.0 }, 100).ToArray(), [1], out _).SelectMany(w => w), w => Assert.True(double.IsFinite(w)));

    [Fact]
    public void Adagrad_starts_from_its_sum_and_lets_its_rate_fall()
    {
        double sum = 0.5;
        Follows(new Adagrad(0.1, rateDecay: 0.2, initial: 0.5), (w, g, t) =>
        {
            sum += g * g;
            return w - 0.1 / (1 + (t - 1) * 0.2) * g / (Math.Sqrt(sum) + 1e-10);
        });
    }

    [Fact]
    public void AdamW_with_AMSGrad_decays_the_weight_itself()
    {
        double m = 0, v = 0, largest = 0;
        Follows(new AdamW(0.1, 0.8, 0.5, weightDecay: 0.3, amsgrad: true), (w, g, t) =>
        {
            m = 0.8 * m + 0.2 * g;
            v = 0.5 * v + 0.5 * g * g;
            largest = Math.Max(largest, v);
            return w * (1 - 0.1 * 0.3) - 0.1 * m / (1 - Math.Pow(0.8, t)) / (Math.Sqrt(largest / (1 - Math.Pow(0.5, t))) + 1e-8);
        });
    }

    [Fact]
    public void Damped_momentum_takes_the_first_gradient_whole()
    {
        double v = 0;
        Follows(new SGD(0.1, 0.9, weightDecay: 0.1, dampening: 0.4), (w, g, t) =>
        {
            g += 0.1 * w;
            v = t == 1 ? g : 0.9 * v + 0.6 * g;
            return w - 0.1 * v;
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Decoupled_decay_shrinks_the_weight_and_leaves_the_step_as_it_is(int step)
    {
        foreach (var (plain, decoupled) in new (Optimizer, Optimizer)[]
            { (new NAdam(0.1), new NAdam(0.1, weightDecay: 0.3, decoupled: true)), (new RAdam(0.1), new RAdam(0.1, weightDecay: 0.3, decoupled: true)) })
        {
            double[][] gradients = [.. Enumerable.Range(0, step).Select(t => new[] { Math.Sin(t + 1.0) })];
            var without = Run(plain, [0.7], gradients, [1], out _);
            var with = Run(decoupled, [0.7], gradients, [1], out _);
            double w = 0.7, previous = 0.7;
            for (int t = 0; t < step; t++)
            {
                w = w * (1 - 0.1 * 0.3) + without[t][0] - previous;
                previous = without[t][0];
                GoldenAssert.Close([w], with[t], $"step {t + 1}", 1e-13);
            }
        }
    }

    [Fact]
    public void Lamb_steps_as_far_as_the_weight_is_long()
    {
        double[] w = [3, -4, 0.5, 1], m = new double[4], v = new double[4];
        var gradients = Gradients(4);
        var steps = Run(new Lamb(0.1, 0.8, 0.9, weightDecay: 0.1), w, gradients, [2, 2], out _);
        for (int t = 1; t <= Steps; t++)
        {
            double[] r = new double[4];
            for (int i = 0; i < 4; i++)
            {
                double g = gradients[t - 1][i];
                m[i] = 0.8 * m[i] + 0.2 * g;
                v[i] = 0.9 * v[i] + 0.1 * g * g;
                r[i] = m[i] / (1 - Math.Pow(0.8, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.9, t))) + 1e-6) + 0.1 * w[i];
            }
            double trust = Length(w) / Length(r);
            w = [.. w.Zip(r, (a, b) => a - 0.1 * trust * b)];
            GoldenAssert.Close(w, steps[t - 1], $"step {t}", 1e-12);
        }
    }

    [Fact]
    public void Lamb_of_a_weight_of_zeros_makes_a_step_of_plain_length()
    {
        var steps = Run(new Lamb(0.1), [0, 0], [[3, -5]], [2], out _);
        GoldenAssert.Close([-0.1, 0.1], steps[0], "step", 1e-6);
    }

    [Fact]
    public void Adafactor_knows_a_matrix_by_its_rows_and_columns()
    {
        double[] w = [3, -4, 0.5, 1, 2, -1], rows = new double[2], columns = new double[3];
        var gradients = Gradients(6);
        var steps = Run(new Adafactor(0.1, clip: 0.5, weightDecay: 0.2), w, gradients, [2, 3], out _);
        for (int t = 1; t <= Steps; t++)
        {
            double share = Math.Pow(t, -0.8);
            var g = gradients[t - 1];
            for (int r = 0; r < 2; r++)
                rows[r] += share * (Enumerable.Range(0, 3).Average(c => g[3 * r + c] * g[3 * r + c]) - rows[r]);
            for (int c = 0; c < 3; c++)
                columns[c] += share * (Enumerable.Range(0, 2).Average(r => g[3 * r + c] * g[3 * r + c]) - columns[c]);
            double[] u = [.. g.Select((x, i) => x / Math.Sqrt(rows[i / 3] * columns[i % 3] / rows.Average()))];
            double size = Math.Max(1e-3, Length(w) / Math.Sqrt(6)) * Math.Min(0.1, 1 / Math.Sqrt(t)), cut = Math.Max(1, Length(u) / Math.Sqrt(6) / 0.5);
            w = [.. w.Select((x, i) => x * (1 - 0.1 * 0.2) - size / cut * u[i])];
            GoldenAssert.Close(w, steps[t - 1], $"step {t}", 1e-12);
        }
    }

    [Fact]
    public void Adafactor_keeps_all_squares_of_a_vector()
    {
        double squares = 0;
        Follows(new Adafactor(0.1), (w, g, t) =>
        {
            squares += Math.Pow(t, -0.8) * (g * g - squares);
            double u = g / Math.Sqrt(squares);
            return w - Math.Max(1e-3, Math.Abs(w)) * Math.Min(0.1, 1 / Math.Sqrt(t)) * u / Math.Max(1, Math.Abs(u));
        });
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Muon_goes_along_a_matrix_whose_singular_values_are_near_1(int rows, int columns)
    {
        double[] w = new double[6], g = [3, -4, 0.5, 1, 2, -1];
        var moved = Run(new Muon(0.5, weightDecay: 0), w, [g], [rows, columns], out _)[0];
        double scale = -0.5 * Math.Sqrt(Math.Max(1, (double)rows / columns));
        double[] x = [.. moved.Select(value => value / scale)];
        // Of the 2 × 2 products of the shorter side: eigenvalues, the squares of the singular values.
        double Dot(int i, int j) => rows == 2
            ? Enumerable.Range(0, 3).Sum(k => x[3 * i + k] * x[3 * j + k])
            : Enumerable.Range(0, 3).Sum(k => x[2 * k + i] * x[2 * k + j]);
        double half = (Dot(0, 0) + Dot(1, 1)) / 2, root = Math.Sqrt(Math.Pow((Dot(0, 0) - Dot(1, 1)) / 2, 2) + Dot(0, 1) * Dot(0, 1));
        Assert.All([Math.Sqrt(half - root), Math.Sqrt(half + root)], value => Assert.InRange(value, 0.65, 1.25));
        Assert.True(x.Zip(g, (a, b) => a * b).Sum() > 0);
    }

    [Fact]
    public void Muon_asks_for_another_optimizer_for_vectors()
    {
        var bias = new Parameter("bias", [3]);
        Assert.Equal(
            "Muon: the weight bias : float32 [3] is no matrix. Give vectors another optimizer: new Muon(…) { Groups = [new(parameter => parameter.Shape.Rank < 2, new AdamW())] }.",
            Assert.Throws<ShapeException>(() => new Muon().Updates([bias], [bias], Rate, Step)).Message);
        var optimizer = new Muon { Groups = [new(parameter => parameter.Shape.Rank < 2, new AdamW())] };
        Assert.Equal(["adamw(bias, bias m, bias v)"], optimizer.Updates([bias], [bias], Rate, Step).Select(update => update.ToString()));
    }

    private static Parameter Follows(Optimizer optimizer, Func<double, double, int, double> definition)
    {
        var gradients = Gradients(1);
        var steps = Run(optimizer, [0.7], gradients, [1], out var weight);
        double w = 0.7;
        for (int t = 1; t <= Steps; t++)
            GoldenAssert.Close([w = definition(w, gradients[t - 1][0], t)], steps[t - 1], $"step {t}", 1e-13);
        return weight;
    }

    private static List<double[]> Run(Optimizer optimizer, double[] initial, double[][] gradients, Shape shape, out Parameter weight)
    {
        weight = new("w", shape, ElementType.Float64);
        initial.CopyTo(weight.Values<double>());
        return [.. OptimizerReplay.Steps(optimizer, weight, gradients)];
    }

    private static double[][] Gradients(int size) =>
        [.. Enumerable.Range(0, Steps).Select(t => Enumerable.Range(0, size).Select(i => Math.Sin(1.3 * t + 2.1 * i + 0.4) * (1 + i)).ToArray())];

    private static double Length(double[] x) => Math.Sqrt(x.Sum(value => value * value));
}
