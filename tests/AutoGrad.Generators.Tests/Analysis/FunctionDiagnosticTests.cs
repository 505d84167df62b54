using System.Globalization;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>A method or a class that cannot be what its attribute says is reported: the generator is never silent.</summary>
public class FunctionDiagnosticTests
{
    [Theory]
    [InlineData("public static class [|Host|] { [Activation] public static double F(double x) => x; }", "'Host' must be partial, since the code generated for 'F' is added to it: write 'partial class Host'")]
    [InlineData("struct [|Host|] { [Activation] public static double F(double x) => x; }", "write 'partial struct Host'")]
    [InlineData("record [|Host|] { [Activation] public static double F(double x) => x; }", "write 'partial record Host'")]
    [InlineData("class [|Outer|] { partial class Host { [Activation] public static double F(double x) => x; } }", "'Outer' must be partial")]
    [InlineData("class [|Outer|] { class [|Host|] { [Activation] public static double F(double x) => x; } }", "'Outer' must be partial")]
    public async Task A_class_that_is_not_partial_is_AG0010(string type, string message) =>
        Assert.Contains(message, (await AnalyzerRun.Expect("AG0010", "} " + type + " partial class Rest {"))[0]);

    [Theory]
    [InlineData("partial class Host { [Activation] public double [|F|](double x) => x; }", "'F' cannot be a formula: it is not static")]
    [InlineData("partial class Host { [Activation] public static double [|F|]<T>(double x) => x; }", "it is generic; write it over double or Row")]
    [InlineData("partial class Host<T> { [Activation] public static double [|F|](double x) => x; }", "the type 'Host' around it is generic; move it to one that is not")]
    [InlineData("partial class Outer<T> { partial class Host { [Activation] public static double [|F|](double x) => x; } }", "the type 'Outer' around it is generic")]
    [InlineData("class Host<T> { [Activation] public static double [|F|](double x) => x; }", "the type 'Host' around it is generic")]
    [InlineData("interface IHost { [Activation] public static double [|F|](double x) => x; }", "it does not stand in a class or struct")]
    [InlineData("partial class Host { [Activation(Layer = true)] private static double [|F|](double x) => x; }", "its layer stands in the namespace and calls it; make the method, and the types around it, internal or public")]
    [InlineData("partial class Host { private static partial class Inner { [Activation(Layer = true)] public static double [|F|](double x) => x; } }", "its layer stands in the namespace and calls it")]
    [InlineData("partial class Host { [Activation, Obsolete(\"Gone.\", true)] public static double [|F|](double x) => x; }", "it is obsolete to the point of an error, and generated code calls it")]
    [InlineData("partial interface IHost { [Activation] public static double [|F|](double x) => x; }", "it does not stand in a class or struct")]
    [InlineData("file partial class Host { [Activation] public static double [|F|](double x) => x; }", "the type 'Host' around it is visible in its own file only, and generated code stands in another")]
    [InlineData("partial class Host { [Activation, Loss] public static double [|F|](double x, double y) => x - y; }", "it has several of [Activation], [Loss] and [Update]; it can have one")]
    [InlineData("partial class Host { static void G() { [|[Activation]|] static double F(double x) => x; } }", "'F' cannot be a formula: it stands inside another method; make it a static method of the class")]
    [InlineData("partial class Host { static Func<double, double> G = [|[Activation]|] (double x) => x; }", "'a lambda' cannot be a formula: it stands inside another method")]
    [InlineData("partial class Host { static double P { [Activation] [|get|] => 1; } }", "'get_P' cannot be a formula: it has no body")]
    [InlineData("partial class Host { [Activation] public static Host operator [|-|](Host x) => x; }", "'op_UnaryNegation' cannot be a formula")]
    [InlineData("partial class Host { [Activation] public static extern double [|F|](double x); }", "it has no body")]
    [InlineData("partial class Host { [Activation] public static partial double [|F|](double x); }", "it has no body")]
    public async Task A_method_that_cannot_be_a_formula_is_AG0011(string type, string message) =>
        Assert.Contains(message, (await AnalyzerRun.Expect("AG0011", "} " + type + " partial class Rest {"))[0]);

    [Theory]
    [InlineData("double F([|float|] x)", "The parameter 'x' cannot be one of a formula: its type is float; write double for a number, Row for a row, int for a label, or bool for a choice")]
    [InlineData("double F(double x, [|bool|] flag)", "a bool chooses between forms of the function: it is a hyper-parameter, and has a default")]
    [InlineData("double F(double x, [|double?|] a = null)", "its type is double?")]
    [InlineData("double F([|Missing|] x)", "its type is Missing")]
    [InlineData("double F(ref [|double|] x)", "it is passed by reference; formulas have values only")]
    [InlineData("double F(in [|double|] x)", "it is passed by reference")]
    [InlineData("double F(params [|double[]|] x)", "it takes any number of values; a formula has a fixed number of inputs, or a Row")]
    [InlineData("double F(Row x, [|Row|] y = default)", "a row is an input and has no default")]
    [InlineData("double F(double x, [|int|] n = 2)", "a hyper-parameter is a double; an int is the label of a loss and has no default")]
    public async Task A_parameter_that_a_formula_cannot_have_is_AG0012(string signature, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0012", $"[Activation] public static {signature} => 1;")));

    [Theory]
    [InlineData("[Activation] public static [|int|] F(double x) => 1;", "'F' returns int, but a function of numbers returns a double")]
    [InlineData("[Activation] public static [|bool|] F(Row x) => Sum(x) > 0;", "'F' returns bool, but a function of rows returns a Row or a double")]
    [InlineData("[Loss] public static [|Row|] F(Row x, int label) => x;", "'F' returns Row, but a loss returns a double")]
    [InlineData("[Update] public static [|(double, int)|] F(double w, double g, double m) => (w, 1);", "an update returns the new weight, a double, or a tuple of the weight and its state, at most 4 doubles")]
    [InlineData("[Update] public static [|(double, double, double, double, double)|] F(double w, double g, double a, double b, double c, double d) => (w, a, b, c, d);", "at most 4 doubles")]
    [InlineData("[Update] public static [|(double, double)|] F(double w, double g) => (w, g);", "an update that returns 2 values takes as many, and the gradient: weight, gradient, then the state")]
    public async Task A_result_that_a_formula_cannot_have_is_AG0013(string method, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0013", method)));

    [Theory]
    [InlineData("[Activation] public static double [|F|](double x, double y, double z, double w) => x + y + z + w;", "'F' has the inputs (double x, double y, double z, double w), but a function of numbers has at most 3; give the others a default, which makes them hyper-parameters")]
    [InlineData("[Activation] public static double [|F|](double a = 1) => a;", "'F' has the inputs (), but a function has at least one; a parameter with a default is a hyper-parameter")]
    [InlineData("[Activation] public static double [|F|](Row x, int label) => x[label];", "only a loss has a label; write a hyper-parameter as a double with a default, or make the method a [Loss]")]
    [InlineData("[Activation] public static Row [|F|](Row x, double a) => x * a;", "beside rows a number is a hyper-parameter; give it a default")]
    [InlineData("[Activation] public static Row [|F|](Row x, Row y, Row z) => x + y + z;", "a function of rows that returns a row has at most 2")]
    [InlineData("[Activation] public static double [|F|](Row x, Row y, Row z, Row w) => Sum(x + y + z + w);", "a function of rows that returns a number has at most 3")]
    [InlineData("[Loss] public static double [|F|](double x) => x;", "a loss compares a prediction with a target: two doubles, two rows, a row and the int that is its label, or a row and a double")]
    [InlineData("[Loss] public static double [|F|](double x, Row y) => Sum(y) * x;", "a loss compares a prediction with a target")]
    [InlineData("[Loss] public static double [|F|](double x, int label) => x * label;", "a loss compares a prediction with a target")]
    [InlineData("[Loss] public static double [|F|](double x, double y, double z, double w) => x + y + z + w;", "a loss of numbers has at most 3; give the others a default, which makes them hyper-parameters")]
    [InlineData("[Loss] public static double [|F|](Row x, Row y, Row z, Row w) => Sum(x + y + z + w);", "a loss has at most 3 rows")]
    [InlineData("[Loss] public static double [|F|](Row x, int label, double y) => x[label] * y;", "beside its rows a loss has one number or label a row")]
    [InlineData("[Update] public static double [|F|](double w) => w;", "an update has a weight and a gradient, then its state")]
    [InlineData("[Update] public static double [|F|](Row w, Row g) => Sum(w - g);", "an update works element by element: all its inputs are doubles")]
    public async Task Wrong_inputs_are_AG0014(string method, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0014", method)));

    [Fact]
    public async Task An_input_after_a_hyper_parameter_is_AG0015() =>
        Assert.Equal(
            "The input 'x' comes after the hyper-parameter 'a': inputs, which have no default, come first",
            Assert.Single(await AnalyzerRun.Expect("AG0015", "[Activation] public static double F(double a = 1, double [|x|]) => a * x;")));

    [Theory]
    [InlineData("[Activation] public static double F(double [|upstream|]) => upstream;", "A parameter cannot be called 'upstream': that is the gradient that comes from above, in the generated gradient; choose another name")]
    [InlineData("[Activation] public static double F(double [|destination|]) => destination;", "a generated overload has a parameter of this name")]
    [InlineData("[Loss] public static double F(double x, double y, double [|reduction|] = 1) => (x - y) * reduction;", "a generated overload has a parameter of this name")]
    [InlineData("[Activation] public static double F(double x, double [|F|] = 1) => x * F;", "generated overloads call the method, or its kernels, by this name")]
    [InlineData("[Loss] public static double F(Row x, int [|FKernels|]) => x[FKernels];", "generated overloads call the method, or its kernels, by this name")]
    [InlineData("[Activation] public static double F(double [|and|]) => and;", "in a formula's text it is an operator")]
    [InlineData("[Activation] public static double F(double [|nan|]) => nan;", "in a formula's text it is a number")]
    public async Task A_reserved_parameter_name_is_AG0016(string method, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0016", method)));

    [Theory]
    [InlineData("[Activation] public static double F(double x) => x; public static float [|F|](float x) => x;", "'MyFunctions.F(float)' is already declared by hand, and would be generated for 'F' too: rename it, or leave it to the generator")]
    [InlineData("[Activation] public static double F(double x, double a = 1) => a * x; public static Node [|F|](Node x, double a) => x;", "'MyFunctions.F(Node, double)'")]
    [InlineData("[Activation] public static double F(double x) => x; public static Row [|F|](Row x) => x;", "'MyFunctions.F(Row)'")]
    [InlineData("[Activation] public static double F(double x, double a = 1) => a * x; public static void [|F|](ReadOnlySpan<double> x, Span<double> y, double a) { }", "'MyFunctions.F(ReadOnlySpan<double>, Span<double>, double)'")]
    [InlineData("[Activation] public static double F(double x) => x; public static int [|FGradient|] = 1;", "'MyFunctions.FGradient'")]
    [InlineData("[Activation] public static double F(double x) => x; public static void [|FGradient|](ReadOnlySpan<float> x) { }", "FGradient")]
    [InlineData("[Activation] public static double F(double x) => x; [Activation] public static double [|F|](double x, double a = 1) => a * x;", "'MyFunctions.F(double)'")]
    [InlineData("[Activation] public static double F(double x) => x; [Activation] public static Row [|F|](Row x) => x;", "'MyFunctions.F(double)'")]
    [InlineData("[Activation(Layer = true)] public static double F(double x) => x; } class [|F|] {", "'F' is already declared by hand")]
    [InlineData("[Activation(Layer = true)] public static double [|F|](double x) => x; } namespace F { class G; } class Rest {", "'F' is already declared by hand")]
    [InlineData("[Activation(Layer = true)] public static double F(double x) => x; } partial class Rest { [Activation(Layer = true)] public static double [|F|](double x) => 2 * x;", "'MyFunctions.F(double)'")]
    [InlineData("[Activation] public static double F(double x) => x; class [|FKernels|];", "'MyFunctions.FKernels'")]
    [InlineData("[Activation] public static double F(double x) => x; [Activation] public static double F(double x, double y) => x * y; static int [|FKernels2|] => 1;", "'MyFunctions.FKernels2'")]
    [InlineData("[Activation] public static double [|F|](double x) => x; [Activation] public static double FGradient(double x, double y) => x * y;", "'MyFunctions.FGradient(double, double)'")]
    [InlineData("[Activation] public static Row [|F|](Row x, bool a = true) => x; [Activation] public static Row FGradient(Row x, Row y, bool b = true) => x * y;", "'MyFunctions.FGradient(Row, Row, bool)'")]
    public async Task A_generated_member_that_would_clash_is_AG0017(string members, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0017", members)));

    [Fact]
    public async Task What_does_not_clash_is_not_reported() => Assert.Empty(await AnalyzerRun.Expect("AG0017",
        """
        [Loss] public static double Cross(Row x, int label) => -x[label];
        [Loss] public static double Cross(Row x, Row y) => -Sum(x * y);
        [Activation] public static double F(double x) => 2 * x;
        public static double F(double x, string text) => x;
        public static double FGradient(double x, int n) => x;
        [Activation] public static double G(double x, double a = 1) => a * x;
        [Activation] public static double GGradient(double x) => x;
        [Activation] public static double GGradient(double x, double y) => x * y;
        [Activation] public static partial double H(double x, double a = 1);
        public static partial double H(double y, double a) => a * y;
        """));

    [Theory]
    [InlineData("[Activation] public static partial double F(double x, double [|y|]); public static partial double F(double a, double b) => a;", "The result of 'F' does not depend on its input 'y'")]
    [InlineData("[Activation] public static double F(double x, double [|y|]) => x;", "The result of 'F' does not depend on its input 'y': its gradient by 'y' is 0")]
    [InlineData("[Activation] public static double F(double [|x|]) => 1;", "The result of 'F' does not depend on its input 'x'")]
    [InlineData("[Loss] public static double F(Row x, int [|label|]) => Sum(x);", "does not depend on its input 'label'")]
    [InlineData("[Update] public static double F(double w, double g, double [|rate|]) => w - g;", "does not depend on its input 'rate'")]
    public async Task An_input_without_effect_is_AG0020(string method, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0020", method)));

    [Theory]
    [InlineData("[Activation] public static double F(double [|x|]) => x > 0 ? 1 : 0;")]
    [InlineData("[Activation] public static double F(double [|x|], double y) => Floor(x) * y;")]
    [InlineData("[Activation] public static Row F(Row [|x|]) => x.Map(Math.Round);")]
    public async Task A_gradient_that_is_zero_everywhere_is_AG0021(string method) =>
        Assert.Equal(
            "The result of 'F' depends on 'x' only in steps: its gradient by 'x' is 0 everywhere, and nothing is learned through it unless a [Gradient] method says otherwise",
            Assert.Single(await AnalyzerRun.Expect("AG0021", method)));

    [Fact]
    public async Task A_step_with_a_gradient_of_its_own_is_not_reported() => Assert.Empty(await AnalyzerRun.Expect("AG0021",
        "[Activation] public static double F(double x) => x > 0 ? 1 : 0; [Gradient(nameof(F), Surrogate = true)] static double Smooth(double x) => 1 / (1 + x * x);"));

    [Fact]
    public void Every_rule_has_its_own_id() =>
        Assert.Equal(Diagnostics.All.Count, Diagnostics.All.Select(rule => rule.Id).Distinct().Count());

    [Fact]
    public void Every_rule_of_the_table_is_listed() => Assert.Equal(
        typeof(Diagnostics).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<Microsoft.CodeAnalysis.DiagnosticDescriptor>().Select(rule => rule.Id).Order(StringComparer.Ordinal),
        Diagnostics.All.Select(rule => rule.Id));

    [Fact]
    public async Task A_function_with_errors_has_no_model_but_a_diagnostic()
    {
        var project = UserProject.WithMembers("[Activation] public static double F(double x) => x % 2;");

        Assert.Null(project.Parse().Model);
        Assert.Equal("AG0001", Assert.Single(await AnalyzerRun.Diagnose(project)).Id);
        Assert.Contains("a remainder", Assert.Single(project.Parse().Diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }
}
