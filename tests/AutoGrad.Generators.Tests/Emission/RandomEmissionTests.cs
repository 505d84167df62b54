using System.Reflection;
using AutoGrad.Symbolics;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Whatever a formula is made of, the code that is generated for it compiles and computes what the method computes.</summary>
public class RandomEmissionTests
{
    private static readonly double[] Samples = [-2.7, -1.3, -0.4, 0.0, 0.2, 0.9, 1.6, 3.1];

    private delegate void Map<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, T a);

    private delegate void GradientMap<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> upstream, Span<T> xGradient, Span<T> yGradient, T a);

    private delegate void RowMap<T>(ReadOnlySpan<T> x, Span<T> destination, int rowLength);

    [Fact]
    public void The_kernels_of_random_methods_compute_what_the_methods_and_their_derivatives_do()
    {
        const int Programs = 40;
        string members = string.Concat(Enumerable.Range(1000, Programs).Select(seed => new RandomProgram(seed).Write($"F{seed}")));
        var type = new GeneratorRun($"#pragma warning disable CS0162, CS0219, CS1717, CS1718, CS8519, CS8520, CS8321, CS8793, CS8794\npublic static partial class Host {{ {members} }}").Load().GetType("Host")!;
        double[] x = [.. Samples.SelectMany(_ => Samples)], y = [.. Samples.SelectMany(v => Samples.Select(_ => v))], ones = [.. x.Select(_ => 1.0)];
        double[] value = new double[x.Length], byX = new double[x.Length], byY = new double[x.Length];
        float[] single = new float[x.Length];
        for (int seed = 1000; seed < 1000 + Programs; seed++)
        {
            var method = type.GetMethod($"F{seed}", [typeof(double), typeof(double), typeof(double)])!;
            var node = type.GetMethods().Single(m => m.Name == $"F{seed}" && m.GetCustomAttribute<FormulaAttribute>() is not null);
            var formula = Formula.Parse(node.GetCustomAttribute<FormulaAttribute>()!.Text);
            Delegate<Map<double>>(type, $"F{seed}")(x, y, value, 1.5);
            Delegate<Map<float>>(type, $"F{seed}")([.. x.Select(v => (float)v)], [.. y.Select(v => (float)v)], single, 1.5f);
            Delegate<GradientMap<double>>(type, $"F{seed}Gradient")(x, y, ones, byX, byY, 1.5);
            for (int i = 0; i < x.Length; i++)
            {
                Close((double)method.Invoke(null, [x[i], y[i], 1.5])!, value[i], $"F{seed}({x[i]}, {y[i]})");
                var point = new Dictionary<string, double> { ["x"] = x[i], ["y"] = y[i], ["a"] = 1.5, ["upstream"] = 1 };
                Close(Evaluation.Evaluate(formula.Gradient(formula.Parameters[0]).Body, point), byX[i], $"F{seed} by x at ({x[i]}, {y[i]})");
                Close(Evaluation.Evaluate(formula.Gradient(formula.Parameters[1]).Body, point), byY[i], $"F{seed} by y at ({x[i]}, {y[i]})");
            }
        }
    }

    [Theory]
    [InlineData("Max(0, x) - Min(1, x)")]
    [InlineData("Pow(2, x) / Sum(Pow(2, x))")]
    [InlineData("Atan2(1, x) + Max(x) - Atan2(x, Min(x))")]
    [InlineData("x * (0 < Max(x) ? 1 : Mean(x)) + Sum(Max(0, 1 + x - Max(x)))")]
    [InlineData("x.Map(v => 1 > v ? 0 : v) / (1 + LogSumExp(x))")]
    [InlineData("x.Map(v => 0 < v && !(2 <= v) ? v * v : 1) - Sum(x.Map(v => 0 >= v ? 1 : v))")]
    [InlineData("Sqrt(1 + Square(x - Mean(x))) * x.Length")]
    public void The_kernels_of_row_functions_compile_and_compute_what_the_method_does(string body)
    {
        var type = new GeneratorRun($"public static partial class Host {{ [Activation] public static Row F(Row x) => {body}; }}").Load().GetType("Host")!;
        double[] result = new double[2 * Samples.Length], rows = [.. Samples, .. Samples.Reverse()];
        Delegate<RowMap<double>>(type, "F")(rows, result, Samples.Length);
        Row expected = (Row)type.GetMethod("F", [typeof(Row)])!.Invoke(null, [(Row)Samples])!;
        for (int i = 0; i < Samples.Length; i++)
        {
            Close(expected[i], result[i], $"{body}: position {i}");
            Close(expected[i], result[^(i + 1)], $"{body}: position {i}, backwards");
        }
    }

    private static D Delegate<D>(Type type, string name)
        where D : Delegate =>
        type.GetMethod(name, [.. typeof(D).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)])?.CreateDelegate<D>()
            ?? throw new MissingMethodException(type.Name, name);

    private static void Close(double expected, double actual, string what) => Assert.True(
        expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{what}: {expected:R} expected, {actual:R} found.");
}
