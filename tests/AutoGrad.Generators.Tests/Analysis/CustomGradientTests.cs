using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Gradients that users write themselves.</summary>
public class CustomGradientTests
{
    [Fact]
    public void A_custom_gradient_is_a_formula_over_the_parameters_of_its_function()
    {
        var model = UserProject.WithMembers(
            """
            [Activation] public static double Step(double x, double width = 1) => x > 0 ? 1 : 0;
            [Gradient(nameof(Step), Surrogate = true)] static double Smooth(double x, double width) => Max(0, 1 - Abs(x) / width) / width;
            """).Parse().Model!;

        Assert.Equal(
            [new CustomGradientModel("x", "(x, width = 1) => max(0, 1 - abs(x) / width) / width", true)],
            model.CustomGradients);
    }

    [Fact]
    public void Each_input_can_have_its_own()
    {
        var model = UserProject.WithMembers(
            """
            [Activation] public static double F(double x, double y) => x * y;
            [Gradient(nameof(F), Input = "y")] static double ByY(double x) => x;
            [Gradient(nameof(F))] static double ByX(double y) => y;
            """).Parse().Model!;

        Assert.Equal([new CustomGradientModel("y", "(x, y) => x", false), new CustomGradientModel("x", "(x, y) => y", false)], model.CustomGradients);
    }

    [Fact]
    public void A_row_loss_has_a_row_as_its_gradient()
    {
        var model = UserProject.WithMembers(
            """
            [Loss] public static double F(Row x, Row y) => Sum(x * y);
            [Gradient(nameof(F))] static Row ByX(Row y) => y;
            """).Parse().Model!;

        Assert.Equal([new CustomGradientModel("x", "(row x, row y) => y", false)], model.CustomGradients);
    }

    [Fact]
    public void A_function_whose_gradient_has_errors_has_no_model() => Assert.Null(UserProject.WithMembers(
        "[Activation] public static double F(double x) => x; [Gradient(nameof(F))] static double G(double x) => x % 2;").Parse().Model);

    [Theory]
    [InlineData("[Activation] public static double F(double x) => x * x; [Gradient(nameof(F))] static double G(double x) => 2 * x;")]
    [InlineData("[Activation] public static double F(double x, double a = 2) => Softplus(a * x); [Gradient(nameof(F))] static double G(double x, double a) => a * Sigmoid(a * x);")]
    [InlineData("[Activation] public static double F(double x) => Abs(x); [Gradient(nameof(F))] static double G(double x) => x > 0 ? 1 : -1;")]
    [InlineData("[Activation] public static double F(double x) => x > 0 ? x * Log(x) : 0; [Gradient(nameof(F))] static double G(double x) => x > 0 ? Log(x) + 1 : 0;")]
    [InlineData("[Loss] public static double F(Row x, int label) => LogSumExp(x) * (label + 1); [Gradient(nameof(F))] static Row G(Row x, int label) => Exp(x - LogSumExp(x)) * (label + 1);")]
    [InlineData("[Activation] public static double F(double x) => x; [Gradient(nameof(F), Surrogate = true)] static double G(double x) => 7 * x;")]
    public async Task A_gradient_that_agrees_or_need_not_is_not_reported(string members) =>
        Assert.Empty(await AnalyzerRun.Expect("AG0032", members));

    [Theory]
    [InlineData("[Activation] public static double F(double x) => x * x; [Gradient(nameof(F))] static double [|G|](double x) => x;", "'G' gives 0.9443, but the derivative of 'F' by 'x' is 1.889: correct it, or set Surrogate = true if it is meant to differ")]
    [InlineData("[Activation] public static double F(double x) => Round(x); [Gradient(nameof(F))] static double [|StraightThrough|](double x) => 1;", "'StraightThrough' gives 1, but the derivative of 'F' by 'x' is 0")]
    [InlineData("[Activation] public static double F(double x) => Exp(x); [Gradient(nameof(F))] static double [|G|](double x) => x < 3.9 ? Exp(x) : double.NaN;", "gives NaN")]
    [InlineData("[Loss] public static double F(Row x, int label) => LogSumExp(x) - x[label]; [Gradient(nameof(F))] static Row [|G|](Row x) => Exp(x - LogSumExp(x));", "At x = [")]
    public async Task A_gradient_that_disagrees_is_AG0032(string members, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0032", members)));

    [Theory]
    [InlineData("[Gradient([|\"Missing\"|])] static double G(double x) => x;", "There is no function 'Missing' with [Activation] or [Loss] in 'MyFunctions' that this could be the gradient of")]
    [InlineData("static double F(double x) => x; [Gradient([|nameof(F)|])] static double G(double x) => x;", "There is no function 'F'")]
    [InlineData("[Update] public static double F(double w, double g) => w - g; [Gradient([|nameof(F)|])] static double G(double w) => w;", "There is no function 'F'")]
    [InlineData("[Gradient([|\"\"|])] static double G(double x) => x;", "; name it with nameof")]
    public async Task A_gradient_of_an_unknown_function_is_AG0030(string members, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0030", members)));

    [Theory]
    [InlineData("[Gradient(nameof(F))] static double G(double [|z|]) => z;", "'G' cannot be the gradient of 'F': its parameter 'z' is none of the function's; it has the function's parameters, of the same names and types, or some of them")]
    [InlineData("[Gradient(nameof(F))] static double G(float [|x|]) => x;", "its parameter 'x' is none of the function's")]
    [InlineData("[Gradient(nameof(F))] double [|G|](double x) => 2 * x;", "it must be a static method with a body, over double, Row and int")]
    [InlineData("[[|Gradient(nameof(F), Input = \"a\")|]] static double G(double x) => 2 * x;", "'a' is no input that it can be differentiated by")]
    [InlineData("[[|Gradient(nameof(F), Input = \"y\")|]] static double G(double x) => 2 * x;", "'y' is no input that it can be differentiated by")]
    [InlineData("[Gradient(nameof(F))] static [|int|] G(double x) => 2;", "it must return double, as its input 'x' is")]
    [InlineData("[Gradient(nameof(F))] static double G(double x) => 2 * x; [Gradient([|nameof(F)|])] static double H(double x) => 2 * x;", "another method is already its gradient by 'x'")]
    [InlineData("[Activation] public static Row R(Row x) => x; [Gradient([|nameof(R)|])] static Row G(Row x) => x;", "the derivative of a row by a row is a matrix, which no method over rows returns; write the function so that its own gradient is the one you want")]
    public async Task A_gradient_that_does_not_fit_is_AG0031(string members, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0031", "[Activation] public static double F(double x, double a = 1) => x * x; " + members)));

    [Fact]
    public async Task What_a_gradient_cannot_express_is_reported_in_it() =>
        Assert.Single(await AnalyzerRun.Expect("AG0001", "[Activation] public static double F(double x) => x; [Gradient(nameof(F))] static double G(double x) => [|x % 2|];"));
}
