using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Wherever a formula stands and whatever its parameters are called, what is generated for it compiles and computes it.</summary>
public class HostTests : Executed
{
    [Fact]
    public void Functions_stand_in_nested_types_structs_records_and_the_global_namespace()
    {
        var assembly = new GeneratorRun("""
            namespace Deep.Down
            {
                public partial class Outer
                {
                    internal partial struct Inner
                    {
                        [Activation] internal static double F(double x) => x * x;
                        [Activation] private static double G(double x) => Exp(x);
                        [Activation] internal static double H(double x) => F(x) + 1;
                    }
                }

                public sealed partial record Recorded(int Number)
                {
                    [Activation] public static double F(double x) => 3 * x;
                }

                public readonly partial record struct Small
                {
                    [Activation] public static double F(double x) => 4 * x;
                }
            }
            """,
            """
            public static partial class Global
            {
                [Activation] public static double F(double x) => 5 * x;
            }
            """).Load();

        foreach (var (type, expected) in new[] { ("Deep.Down.Outer+Inner", 4.0), ("Deep.Down.Recorded", 6), ("Deep.Down.Small", 8), ("Global", 10) })
        {
            var y = new double[1];
            Method<Map1<double>>(assembly.GetType(type)!, "F")([2], y);
            Assert.Equal(expected, y[0]);
        }
    }

    [Fact]
    public void Parameters_may_be_called_anything()
    {
        var run = new GeneratorRun("""
            public static partial class Named
            {
                [Activation] public static double Keyword(double @event, double @class = 2) => @event * @class + 1 / @class;
                [Activation] public static double Lanes(double V, double Create = 2, double first = 1) => V * Create + first * Sin(V) + Sin(V) * (1 - first);
                [Activation] public static double Taken(double target, double t1, double exp, double c1 = 3) => Exp(target + t1) * exp + Exp(target + t1) * (1 - c1);
                [Activation] public static Row Rows(Row position, double row = 2, double length = 1) { var sum = Sum(position * row); return position / sum + length * Sum(position); }
                [Loss] public static double Reductions(double values, double b, double x = 2) => x * Square(values - b);
                [Loss] public static double Weighted(Row weight, int t, double label = 2) => label * (LogSumExp(weight) - weight[t]);
                [Activation] public static double @double(double x) => 2 * x;
                [Activation] public static double Cases(double x, double X) => x / X;
                [Activation] public static Row RowCases(Row x, Row X) => x / X;
                [Loss] public static double WithEverything(double with, double @event) => Square(with - @event);
                [Activation(Layer = true)] public static double record(double größe, double θ = 2) => größe * θ;
            }
            """);
        // A name that cannot be had would leave its function without a file.
        Assert.Equal(11, run.Files.Count);

        var named = run.Load().GetType("Named")!;
        double[] y = new double[1], row = new double[2], slope = new double[2];
        Method<Map1<double, double>>(named, "Keyword")([3], y, 4);
        Assert.Equal(12.25, y[0]);
        Method<Map1<double>>(named, "double")([3], y);
        Assert.Equal(6, y[0]);
        Method<Map2<double>>(named, "Cases")([3], [4], y);
        Assert.Equal(0.75, y[0]);
        Method<Map1<double, double>>(named, "record")([3], y, 4);
        Assert.Equal(12, y[0]);
        Method<Lanes3>(named, "Lanes")([3], y, 5, 7);
        Assert.Equal(15 + Math.Sin(3), y[0], 1e-13);
        Method<Taken4>(named, "Taken")([0.5], [0.25], [2], y, 3);
        Assert.Equal(0, y[0], 1e-13);
        Method<Rows4>(named, "Rows")([1, 3], row, 2, 2, 1);
        Assert.Equal([4.125, 4.375], row);
        Assert.Equal(18, Method<Reductions5>(named, "ReductionsWithGradient")([5], [2], slope.AsSpan(0, 1), 2, Reduction.Sum));
        Assert.Equal(12, slope[0]);
        Assert.Equal(2 * Math.Log(2), Method<Weighted6>(named, "WeightedWithGradient")([1, 1], [0], slope, 2, 2, Reduction.Sum), 1e-13);
        Assert.Equal(-1, slope[0], 1e-14);
        Assert.Equal(1, slope[1], 1e-14);
    }

    private delegate void Lanes3(ReadOnlySpan<double> x, Span<double> destination, double create, double first);

    private delegate void Taken4(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> destination, double c);

    private delegate void Rows4(ReadOnlySpan<double> x, Span<double> destination, int rowLength, double row, double length);

    private delegate double Reductions5(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> gradient, double x, Reduction reduction);

    private delegate double Weighted6(ReadOnlySpan<double> prediction, ReadOnlySpan<int> labels, Span<double> gradient, int rowLength, double label, Reduction reduction);

    [Fact]
    public void A_straight_through_estimator_passes_the_gradient_as_it_comes()
    {
        var type = new GeneratorRun("""
            public static partial class Quantised
            {
                [Activation] public static double Step(double x, double size = 0.5) => Round(x / size) * size;
                [Gradient(nameof(Step), Surrogate = true)] private static double Through(double x, double size) => 1;
            }
            """).Load().GetType("Quantised")!;
        double[] y = new double[2];
        Method<Map1<double, double>>(type, "Step")([0.6, -1.4], y, 0.5);
        Assert.Equal([0.5, -1.5], y);
        Method<Map2<double, double>>(type, "StepGradient")([0.6, -1.4], [3, -2], y, 0.5);
        Assert.Equal([3, -2], y);

        Node x = Node.Input("x", [2], ElementType.Float64), called = Method<Func<Node, Node>>(type, "Step")(x);
        Assert.Equal([2 * 0.5, 2 * -1.5], Gradient.Of(AutoGrad.Functions.Square(called).Sum(), x).Evaluate((x, [0.6, -1.4])));
    }

    [Fact]
    public void Functions_of_one_name_and_different_inputs_stand_beside_one_another()
    {
        var type = new GeneratorRun("""
            public static partial class Overloads
            {
                [Activation] public static double F(double x) => x * x;
                [Activation] public static double F(double x, double y) => x * y;
                [Loss] public static double G(Row x, int label) => x[label];
                [Loss] public static double G(Row x, Row target) => Sum(x * target);
            }

            public static partial class Others
            {
                [Activation] public static double F(double x) => -x;
            }
            """).Load().GetType("Overloads")!;

        Method<Map1<double>>(type, "F")([3], new double[1]);
        Method<Map2<double>>(type, "F")([3], [4], new double[1]);
        Assert.NotNull(Method<Func<Node, Node, Node>>(type, "G"));
    }

    [Fact]
    public void Formulas_of_a_referenced_assembly_are_written_out_in_those_that_call_them()
    {
        var library = new GeneratorRun("Library", [], """
            namespace Lib;

            public static partial class Shapes
            {
                [Activation] public static double Bump(double x, double width = 2) => Exp(-Square(x / width));
                [Activation] public static Row Centred(Row x) => x - Mean(x);
            }
            """);
        var user = new GeneratorRun("Application", [library.Reference()], """
            using Lib;

            public static partial class Mine
            {
                [Activation] public static double TwoBumps(double x, double at = 1) => Shapes.Bump(x - at) + Shapes.Bump(x + at, 3);
                [Activation] public static Row Spread(Row x) => Square(Shapes.Centred(x));
            }
            """);

        string text = user.Files["Mine.TwoBumps.g.cs"];
        Assert.Contains("// exp(-square((x - at) / 2)) + exp(-square((x + at) / 3))", text);
        Assert.DoesNotContain("Bump(", text.Replace("TwoBumps(", "", StringComparison.Ordinal));
        Assert.Contains("square(x - mean(x))", user.Files["Mine.Spread.g.cs"]);

        // The kernels hold all that they need: they run without the library.
        var mine = user.Load().GetType("Mine")!;
        double[] y = new double[1];
        Method<Map1<double, double>>(mine, "TwoBumps")([0.5], y, 1);
        Assert.Equal(Math.Exp(-0.0625) + Math.Exp(-0.25), y[0], 1e-14);
    }

    [Fact]
    public void A_custom_gradient_is_the_one_that_runs()
    {
        var type = new GeneratorRun("""
            public static partial class Spiking
            {
                [Activation] public static double Spike(double v, double width = 2) => v > 0 ? 1 : 0;
                [Gradient(nameof(Spike), Surrogate = true)] private static double SpikeSlope(double v, double width = 2) => 1 / Square(1 + width * Abs(v));
            }
            """).Load().GetType("Spiking")!;

        double[] y = new double[2], gradient = new double[2];
        Method<Map1<double, double>>(type, "Spike")([-0.5, 0.5], y, 2);
        Method<Map2<double, double>>(type, "SpikeGradient")([-0.5, 1.5], [4, 16], gradient, 2);
        Assert.Equal([0, 1], y);
        Assert.Equal([1, 1], gradient);
    }

    [Fact]
    public void An_obsolete_function_is_generated_without_warnings_beside_the_users()
    {
        var type = new GeneratorRun("public static partial class Old { [Activation, Obsolete(\"See F2.\")] public static double F(double x, double a = 2) => a * x; }").Load().GetType("Old")!;
        Assert.Equal(6, Method<Func<Node, Node>>(type, "F")(Node.Constant([3.0], [1], ElementType.Float64)).Evaluate()[0]);
    }

    [Fact]
    public void An_activation_can_have_a_layer()
    {
        var assembly = new GeneratorRun("""
            namespace Nets;

            public static partial class Mine
            {
                [Activation(Layer = true)] public static double Leaky(double x, double slope = 0.01) => x >= 0 ? x : slope * x;
                [Activation(Layer = true)] public static Row Soft(Row x) => Exp(x - LogSumExp(x));
            }
            """).Load();

        var leaky = (Layer)Activator.CreateInstance(assembly.GetType("Nets.Leaky")!, 0.2)!;
        var soft = (Layer)Activator.CreateInstance(assembly.GetType("Nets.Soft")!, 0)!;
        Assert.Equal([2, 3], leaky.Forward(soft.Forward(Node.Input("x", [2, 3]))).Shape);
        Assert.Empty(leaky.Parameters);
    }
}
