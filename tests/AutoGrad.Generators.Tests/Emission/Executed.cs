using System.Reflection;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>A user's functions, generated, compiled and called.</summary>
public abstract class Executed
{
    protected const string Functions = """
        public static partial class MyFunctions
        {
            /// <summary>Snake (Ziyin 2020), with <paramref name="a"/> as its frequency.</summary>
            [Activation]
            public static double Snake(double x, double a = 0.7) => x + Square(Sin(a * x)) / a;

            [Activation]
            public static double Kinked(double x, double slope = 0.01) => x >= 0 ? x : slope * x;

            [Activation]
            public static double Gate(double x, double y, double beta = 1.5) => x * Sigmoid(beta * y);

            [Activation]
            public static double Blend(double x, double y, double z) { var g = Tanh(x); return g * y + (1 - g) * z; }

            [Activation]
            public static double Bumpy(double x) => Sin(x) * Asinh(x) * Erf(x);

            [Activation]
            public static double Constant(double x, double a = 2) => 3 * a;

            [Activation]
            public static Row SoftAbs(Row x) { var e = Exp(Abs(x) - Max(Abs(x))); return e / Sum(e); }

            [Activation]
            public static Row Standardized(Row x, double epsilon = 0.001) { var c = x - Mean(x); return c / Sqrt(Mean(Square(c)) + epsilon); }

            [Activation]
            public static Row Product(Row x, Row y) => x * y / (1 + Sum(Square(y)));

            [Loss]
            public static double Pinball(double prediction, double target, double quantile = 0.3)
            {
                var error = target - prediction;
                return error >= 0 ? quantile * error : (quantile - 1) * error;
            }

            [Loss]
            public static double CrossEntropy(Row logits, int label) => LogSumExp(logits) - logits[label];

            [Loss]
            public static double CrossEntropy(Row logits, Row target) => -Sum(target * (logits - LogSumExp(logits)));

            [Update]
            public static (double Weight, double M, double V) Adam(
                double weight, double gradient, double m, double v, double learningRate, double step, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
            {
                var newM = beta1 * m + (1 - beta1) * gradient;
                var newV = beta2 * v + (1 - beta2) * gradient * gradient;
                return (weight - learningRate * (newM / (1 - Pow(beta1, step))) / (Sqrt(newV / (1 - Pow(beta2, step))) + epsilon), newM, newV);
            }

            [Update]
            public static double Descent(double weight, double gradient, double learningRate) => weight - learningRate * gradient;
        }
        """;

    private static readonly Lazy<Assembly> Loaded = new(() => new GeneratorRun(Functions).Load());

    /// <summary>The element types, and the offsets that show loops at their ends.</summary>
    public static TheoryData<int> Lengths { get; } = [.. Enumerable.Range(0, 68)];

    protected static D Method<D>(string name)
        where D : Delegate => Method<D>(Loaded.Value.GetType("MyFunctions")!, name);

    protected static D Method<D>(Type type, string name)
        where D : Delegate
    {
        var parameters = typeof(D).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var method = type.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, parameters);
        Assert.True(method is not null, $"There is no {name}({string.Join(", ", parameters.Select(parameter => parameter.Name))}).");
        return method.CreateDelegate<D>();
    }

    /// <summary>Numbers between −3 and 3, none of them at a kink.</summary>
    protected static double[] Values(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => 3 * Math.Sin(1.3 + 2.7 * i + 11.1 * seed))];

    protected static float[] Singles(double[] values) => [.. values.Select(value => (float)value)];

    /// <summary>The derivative of f at x by central differences.</summary>
    protected static double Slope(Func<double, double> f, double x)
    {
        const double step = 1e-5;
        return (f(x + step) - f(x - step)) / (2 * step);
    }

    protected static void AssertClose(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"Expected {expected}, got {actual}.");

    /// <summary>Within a number of units in the last place of single precision.</summary>
    protected static void AssertUlps(double expected, float actual, double ulps)
    {
        float rounded = (float)expected;
        double unit = Math.Max(MathF.BitIncrement(MathF.Abs(rounded)) - MathF.Abs(rounded), float.Epsilon);
        Assert.True(Math.Abs(expected - actual) <= ulps * unit, $"Expected {expected}, got {actual}: {Math.Abs(expected - actual) / unit:F2} ulp.");
    }

    /// <summary>Asserts that a call, once it has run, allocates nothing.</summary>
    protected static void AssertAllocatesNothing(Action call)
    {
        call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

public delegate void Map1<T>(ReadOnlySpan<T> x, Span<T> destination);

public delegate void Map1<T, P>(ReadOnlySpan<T> x, Span<T> destination, P hyperParameter);

public delegate void Map2<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination);

public delegate void Map2<T, P>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, P hyperParameter);

public delegate void Map3<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> destination);

public delegate void Gradient2<T, P>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> upstream, Span<T> xGradient, Span<T> yGradient, P hyperParameter);

public delegate void Gradient3<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, ReadOnlySpan<T> upstream, Span<T> xGradient, Span<T> yGradient, Span<T> zGradient);

public delegate void RowMap<T>(ReadOnlySpan<T> x, Span<T> destination, int rowLength);

public delegate void RowMap<T, P>(ReadOnlySpan<T> x, Span<T> destination, int rowLength, P hyperParameter);

public delegate void RowMap2<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, int rowLength);

public delegate void RowMap2<T, P>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, int rowLength, P hyperParameter);

public delegate void RowMap3<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> upstream, Span<T> destination, int rowLength);

public delegate T ReducedLoss<T, P>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, Span<T> gradient, P hyperParameter, Reduction reduction);

public delegate void EachLoss<T, P>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, Span<T> losses, Span<T> gradient, P hyperParameter);

public delegate T ReducedRowLoss<T, L>(ReadOnlySpan<T> logits, ReadOnlySpan<L> target, Span<T> gradient, int rowLength, Reduction reduction);

public delegate void EachRowLoss<T, L>(ReadOnlySpan<T> logits, ReadOnlySpan<L> target, Span<T> losses, Span<T> gradient, int rowLength);

public delegate void AdamStep<T>(Span<T> weight, ReadOnlySpan<T> gradient, Span<T> m, Span<T> v, T learningRate, T step, double beta1, double beta2, double epsilon);

public delegate void DescentStep<T>(Span<T> weight, ReadOnlySpan<T> gradient, T learningRate);
