using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>Updates as the generator writes them: in place, what the formulas say.</summary>
public class FusedUpdateTests
{
    internal static readonly FusedUpdate Descent = new("Descent", ["(weight, gradient, learningRate) => weight - learningRate * gradient"], FusedKernel.Element2<DescentKernel>());

    internal static readonly FusedUpdate Momentum = new(
        "Momentum",
        [
            "(weight, gradient, velocity, learningRate, decay = 0.9) => weight - learningRate * (decay * velocity + gradient)",
            "(weight, gradient, velocity, learningRate, decay = 0.9) => decay * velocity + gradient",
        ],
        FusedKernel.Element3To2<MomentumKernel>());

    private static readonly FusedUpdate Adam = new(
        "Adam",
        [
            "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999) => n = beta1 * m + (1 - beta1) * gradient; u = beta2 * v + (1 - beta2) * square(gradient); weight - learningRate * (n / (1 - pow(beta1, step))) / (sqrt(u / (1 - pow(beta2, step))) + 1E-08)",
            "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999) => beta1 * m + (1 - beta1) * gradient",
            "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999) => beta2 * v + (1 - beta2) * square(gradient)",
        ],
        FusedKernel.Element4To3<AdamKernel>());

    private readonly Parameter weight = Filled("weight", 0), m = Filled("m", 1), v = Filled("v", 2, positive: true);
    private readonly Node gradient = Node.Input("gradient", [3, 7], ElementType.Float64);
    private readonly Node rate = Node.Input("rate", []), step = Node.Input("step", [], ElementType.Float64);
    private readonly double[] gradientValues = Values(21, 3);

    [Fact]
    public void A_descent_step_is_what_its_formula_says() =>
        AssertUpdate(Descent.Apply([weight], gradient, [rate], []), Descent.NewValues([weight], gradient, [rate], []));

    [Fact]
    public void A_momentum_step_is_what_its_formulas_say() =>
        AssertUpdate(Momentum.Apply([weight, m], gradient, [rate], [0.8]), Momentum.NewValues([weight, m], gradient, [rate], [0.8]));

    [Fact]
    public void An_Adam_step_is_what_its_formulas_say() => AssertUpdate(
        Adam.Apply([weight, m, v], gradient, [rate, step], [0.8, 0.99]), Adam.NewValues([weight, m, v], gradient, [rate, step], [0.8, 0.99]));

    [Fact]
    public void It_says_what_it_writes_and_reads()
    {
        var update = Momentum.Apply([weight, m], gradient, [rate], [0.9]);

        Assert.Equal("momentum(weight, m)", update.ToString());
        Assert.Equal([weight, m], update.Targets);
        Assert.Equal([weight, m, gradient, rate], update.Operands);
    }

    [Fact]
    public void A_kernel_allocates_nothing_when_it_runs()
    {
        var kernel = Adam.Apply([weight, m, v], gradient, [rate, step], [0.9, 0.999]).CreateKernel!();
        long allocated = AllocatedBy(kernel);

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Wrong_operands_are_told_with_what_would_be_right()
    {
        Parameter single = new("single", [3, 7]), other = new("other", [3], ElementType.Float64), whole = new("whole", [3, 7], ElementType.Int32);
        void Fails(string message, Action apply) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(apply).Message);

        Fails("Momentum: the state is float32 [3, 7]; it must be float64 [3, 7], as the parameter weight.", () => Momentum.Apply([weight, single], gradient, [rate], [0.9]));
        Fails("Momentum: the gradient is float64 [3]; it must be float64 [3, 7], as the parameter weight.", () => Momentum.Apply([weight, m], other, [rate], [0.9]));
        Fails("Descent: 'learningRate' is float64 [3]; it must be a single float32 or float64.", () => Descent.Apply([weight], gradient, [other], []));
        Fails("Descent: the parameter whole : int32 [3, 7] is no floating-point number", () => Descent.Apply([whole], whole, [rate], []));
        Fails("Momentum: 1 parameters, 1 scalars and 1 hyper-parameters do not fit the formula", () => Momentum.Apply([weight], gradient, [rate], [0.9]));
    }

    [Fact]
    public void An_assignment_asks_for_the_parameters_shape_and_type()
    {
        Assert.Equal("assign(weight)", Update.Assign(weight, weight * 2).ToString());
        Assert.Contains(
            "Update.Assign: the value %0 for the parameter weight".Replace("%0", "sum : float64 [1, 1]"),
            Assert.Throws<ShapeException>(() => Update.Assign(weight, weight.Sum(keepDims: true))).Message);
    }

    private void AssertUpdate(Update update, Node[] newValues)
    {
        double[][] expected = [.. newValues.Select(value => value.Evaluate([.. Feeds(update)]))];
        double[][] targets = [.. update.Targets.Select(target => target.Values<double>().ToArray())];
        Array[] others = [.. update.Operands.Skip(targets.Length).Select(Value)];
        KernelRun.Run(update.CreateKernel!(), 2, targets, [.. targets, .. others]);

        for (int i = 0; i < targets.Length; i++)
            Assert.Equal(expected[i], targets[i], (a, b) => Math.Abs(a - b) <= 1e-14 * Math.Max(1, Math.Abs(a)));
    }

    private IEnumerable<(Node, double[])> Feeds(Update update) => update.Operands.Where(operand => operand is not Parameter)
        .Select(operand => (operand, Value(operand) is float[] single ? Array.ConvertAll(single, x => (double)x) : (double[])Value(operand)));

    private Array Value(Node operand) => operand == gradient ? gradientValues : operand == rate ? new[] { 0.125f } : new[] { 3.0 };

    private unsafe long AllocatedBy(NodeKernel kernel)
    {
        double[] a = Values(21, 0), b = Values(21, 1), c = Values(21, 2);
        double steps = 3;
        float learningRate = 0.1f;
        fixed (double* x = a, y = b, z = c, g = gradientValues)
        {
            nint* addresses = stackalloc nint[] { (nint)x, (nint)y, (nint)z, (nint)g, (nint)(&learningRate), (nint)(&steps) };
            var arguments = new KernelArguments(addresses, addresses, 0);
            kernel.Run(0, 0, arguments);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++)
                kernel.Run(0, 0, arguments);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static Parameter Filled(string name, double phase, bool positive = false)
    {
        var parameter = new Parameter(name, [3, 7], ElementType.Float64);
        Values(21, phase).Select(value => positive ? Math.Abs(value) : value).ToArray().CopyTo(parameter.Values<double>());
        return parameter;
    }

    private static double[] Values(int count, double phase) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(phase + 1.7 * i))];

    private readonly struct DescentKernel(Uniform learningRate) : IKernel2<DescentKernel>
    {
        public static DescentKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V weight, V gradient)
            where V : struct, ILanes<V> => weight - learningRate * gradient;
    }

    private readonly struct MomentumKernel(Uniform learningRate, Uniform decay) : IKernel3To2<MomentumKernel>
    {
        public static MomentumKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0], parameters[1]);

        public void Invoke<V>(V weight, V gradient, V velocity, out V first, out V second)
            where V : struct, ILanes<V>
        {
            second = decay * velocity + gradient;
            first = weight - learningRate * second;
        }
    }

    private readonly struct AdamKernel(double learningRate, double step, double beta1, double beta2) : IKernel4To3<AdamKernel>
    {
        private readonly Uniform rate = learningRate, decay1 = beta1, decay2 = beta2, rest1 = 1 - beta1, rest2 = 1 - beta2;
        private readonly Uniform correction1 = 1 / (1 - Math.Pow(beta1, step)), correction2 = 1 / (1 - Math.Pow(beta2, step));

        public static AdamKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0], parameters[1], parameters[2], parameters[3]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke<V>(V weight, V gradient, V m, V v, out V first, out V second, out V third)
            where V : struct, ILanes<V>
        {
            second = decay1 * m + rest1 * gradient;
            third = decay2 * v + rest2 * (gradient * gradient);
            first = weight - rate * (second * correction1) / (V.Sqrt(third * correction2) + 1e-8);
        }
    }
}
