using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>What formulas cannot express is reported on the exact sub-expression, in a sentence that says what to do.</summary>
public class FormulaDiagnosticTests
{
    [Theory]
    [InlineData("{ double s = 0; [|for (int i = 0; i < 3; i++) s += x;|] return s; }", "cannot contain a loop: a row's Sum, Mean, Max and Map do what a loop over it would")]
    [InlineData("{ [|while (x > 1) x /= 2;|] return x; }", "a loop")]
    [InlineData("{ [|switch (x) { case > 1: return 1; default: return x; }|] }", "a switch statement: write a switch expression")]
    [InlineData("{ if (x < 0) [|throw new Exception();|] return x; }", "throw: a formula has a value for every input; return double.NaN where it is undefined")]
    [InlineData("x > 0 ? x : [|throw new Exception()|]", "throw")]
    [InlineData("{ [|try { return x; } finally { }|] }", "try: nothing in a formula throws")]
    [InlineData("{ [|static double G(double y) => y;|] return x; }", "a local function: make it a static method of the class")]
    [InlineData("{ [|Console.WriteLine(x)|]; return x; }", "a statement without a value: a formula has no effects beyond its result; assign the value to a local or return it")]
    [InlineData("{ [|Last|] = x; return x; }", "an assignment to this: only the method's own locals and parameters can change")]
    [InlineData("{ double y; return [|y = x|]; }", "an assignment inside an expression: make it a statement of its own")]
    [InlineData("[|x++|] + x", "++ inside an expression: make it a statement of its own")]
    [InlineData("x + [|Last|]", "'Last': it can change between calls; make it a const, or a parameter with a default")]
    [InlineData("x + [|MyFunctions.Last|]", "'MyFunctions.Last': it can change between calls")]
    [InlineData("[|x % 2|]", "a remainder: write x - y * Floor(x / y)")]
    [InlineData("x + [|new Random()|].NextDouble()", "a new object: formulas compute with double, Row, int and bool")]
    [InlineData("x * [|\"a\"|].Length", "the constant \"a\": formulas compute with numbers, rows and truth values")]
    [InlineData("[|x switch { > 0 => x, <= 0 => -x }|]", "a switch that can match nothing: end it with an arm for everything else, _ => …; NaN is in no range")]
    [InlineData("x switch { [|{ }|] => x, _ => 0 }", "the pattern '{ }': formulas know constants, relations like > 0, and, or, not, var and _")]
    [InlineData("{ [|float|] y = 1; return x; }", "a local of type float: formulas compute with double, Row, int and bool")]
    [InlineData("(double)[|(object)x|]", "a cast to object: formulas compute with double, Row, int and bool")]
    [InlineData("{ double y; if (x > 0) y = 1; return x + [|y|]; }", "'y' before it has a value: assign it on every path that leads here")]
    [InlineData("x + [|this|].GetHashCode()", "this: a formula is static")]
    [InlineData("[|checked(x)|]", "checked: arithmetic in double never overflows to an error")]
    [InlineData("x + [|missing|]", "'missing': it is neither a parameter, nor a local, nor a constant")]
    [InlineData("x > 0 ? x : [|await System.Threading.Tasks.Task.FromResult(x)|]", "await")]
    public async Task Unsupported_syntax_is_AG0001(string body, string message) => await ExpectBody("AG0001", body, message);

    [Theory]
    [InlineData("[|Unknown|](x)", "cannot call 'Unknown': no static method of this name is in sight; formulas call Math, double, AutoGrad.Functions, and static methods over double and Row")]
    [InlineData("[|Math.BitIncrement|](x)", "cannot call 'Math.BitIncrement': Math has it, but the formula language has no such function of 1 argument; compose it of those that it has")]
    [InlineData("Math.Max([|Math.Round|](x, 2), 0)", "no such function of 2 arguments")]
    [InlineData("[|BitConverter.Int64BitsToDouble|](0) + x", "it lies outside this project and carries no formula; mark it with [Activation] where it is declared, or copy it here")]
    [InlineData("[|Generic|](x); static T Generic<T>(T y) => y;", "formulas call static, non-generic methods over double, int, bool and Row that return one of them")]
    [InlineData("[|Two|](x); static double Two(double y, double z) => y;", "no overload takes (a number)")]
    [InlineData("{ return [|Inner|](x); static double Inner(double y) => y; }", "it is a local function; make it a static method of the class")]
    [InlineData("[|x.CompareTo|](1)", "of a number it knows no method of this name; of a row it knows Map")]
    public async Task A_call_that_formulas_do_not_know_is_AG0002(string body, string message) => await ExpectBody("AG0002", body, message);

    [Fact]
    public async Task A_call_of_a_method_that_is_no_formula_is_AG0003_with_the_reason() =>
        Assert.Equal(
            "'Loop' cannot be part of this formula, since its own body is none: A formula cannot contain a loop: a row's Sum, Mean, Max and Map do what a loop over it would (line 10)",
            Assert.Single(await AnalyzerRun.Expect(
                "AG0003",
                """
                [Activation] public static double F(double x) => 1 + [|Loop(x)|];
                static double Loop(double x)
                {
                    while (x > 1) x /= 2;
                    return x;
                }
                """)));

    [Theory]
    [InlineData("x > 0 ? [|F(x - 1)|] : 0")]
    [InlineData("x > 0 ? x : x * [|F(x, 2)|]")]
    public async Task A_recursive_call_is_AG0004(string body) =>
        Assert.Equal(
            "'F' calls itself: a formula is written out in full, which would never end; write what it computes without recursion",
            Assert.Single(await AnalyzerRun.Expect("AG0004", $"[Activation] public static double F(double x, double a = 1) => {body};")));

    [Fact]
    public async Task Recursion_through_another_method_is_found_too() =>
        Assert.Contains("'F' calls itself", Assert.Single(await AnalyzerRun.Expect(
            "AG0003", "[Activation] public static double F(double x) => [|G(x)|]; static double G(double x) => x > 0 ? F(x - 1) : x;")));

    [Theory]
    [InlineData("double F(Row x) => Sum(x) * ([|1 / x.Length|]);", "C# computes '1 / x.Length' in int, a formula in double, and the results can differ: the quotient loses its fraction; make one of the operands a double, with a decimal point or (double)")]
    [InlineData("double F(Row x) => Sum(x) / ([|x.Length * x.Length|]);", "in int")]
    [InlineData("double F(Row x) { var n = 1.5f; return Sum(x) * ([|n * 2|]); }", "in the type of its operands, a formula in double, and the results can differ: make one of the operands a double")]
    [InlineData("double F(Row x) { var n = 2000000000; return Sum(x) * ([|n + n|]); }", "it overflows or divides by 0; write one of the constants as a double, 2.0 for 2")]
    [InlineData("double F(double x) { int n = int.MinValue; return x * [|-n|]; }", "in int, a formula in double, and the results can differ: it overflows or divides by 0")]
    [InlineData("double F(double x) => x * G(1.0) + [|G(1)|]; [Activation] public static double G(double x) => x / 3;", "C# computes 'G(1)' in the type of its argument, a formula in double, and the results can differ: give it a double")]
    [InlineData("double F(double x) => x * G(x, 1) + [|G(0.5f, 1)|]; [Activation] public static double G(double x, double a = 2) => x / a;", "'G(0.5f, 1)' in the type of its argument")]
    [InlineData("double F(double x) => x * [|G(1)|]; static double G(double x) => x; static double G(long x) => 2 * x;", "'G(1)' in the type of its argument")]
    [InlineData("double F(double x) => x * [|G(1)|]; static double G(double x) => x; static double G<T>(T x) => 2;", "'G(1)' in the type of its argument")]
    [InlineData("double F(double x) => x * [|Softplus(1)|];", "'Softplus(1)' in the type of its argument")]
    [InlineData("double F(Row x) => Sum(x) * [|Exp(0.1f)|];", "in the type of its argument, a formula in double, and the results can differ: give it a double")]
    public async Task Arithmetic_that_is_not_doubles_is_AG0005(string method, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0005", "[Activation] public static " + method)));

    [Theory]
    [InlineData("[|(int)x|]", "The conversion of '(int)x' to int changes the value, and its derivative would be wrong: keep it a double; Floor, Round and Truncate say how to round")]
    [InlineData("[|(float)x|] * 2.0", "The conversion of 'x' to float changes the value, and its derivative would be wrong: formulas compute in double throughout; leave the cast out")]
    [InlineData("{ int n = 1; [|n += x|]; return n; }", "The conversion of 'n += x' to int changes the value")]
    public async Task A_conversion_that_changes_the_value_is_AG0006(string body, string message) => await ExpectBody("AG0006", body, message);

    [Theory]
    [InlineData("double F(double x) => [|-1 < x|] < 1 ? 1 : x;", "A number was expected here, but '-1 < x' is a truth value; write a chain of comparisons as a < b && b < c")]
    [InlineData("Row F(Row x) => [|x|] > 0 ? x : x;", "A number was expected here, but 'x' is a row; compare element by element with Map: x.Map(v => v > 0 ? v : 0)")]
    [InlineData("double F(double x) => [|x|] ? 1 : 0;", "A truth value was expected here, but 'x' is a number")]
    [InlineData("double F(double x) => Sum([|x|]);", "A row was expected here, but 'x' is a number; Sum of 1 argument reduces a row to a number")]
    [InlineData("double F(double x) => [|x|][0];", "A row was expected here, but 'x' is a number")]
    [InlineData("double F(Row x) => x[[|0.5|]];", "An int that says which element of the row was expected here, but '0.5' is a number")]
    [InlineData("double F(double x) => [|(x, x)|];", "A number was expected here, but '(x, x)' is a tuple")]
    [InlineData("double F(double x) => x > 0 ? x : [|x > 1|];", "A number, as in the other branch, was expected here, but 'x > 1' is a truth value")]
    [InlineData("Row F(Row x) => [|Sum(x)|];", "A row was expected here, but 'Sum(x)' is a number")]
    [InlineData("double F(double x) => x + [|(x > 0)|];", "A number or a row was expected here, but '(x > 0)' is a truth value")]
    [InlineData("double F(double x) => x > 0 && [|x|] ? 1 : 0;", "A truth value was expected here, but 'x' is a number")]
    public async Task A_value_of_the_wrong_kind_is_AG0007(string method, string message) =>
        Assert.Equal(message, Assert.Single(await AnalyzerRun.Expect("AG0007", "[Activation] public static " + method)));

    [Fact]
    public async Task What_a_block_declares_hides_a_member_in_the_block_alone() =>
        Assert.Contains("it can change between calls", Assert.Single(await AnalyzerRun.Expect(
            "AG0001", "static double Rate => 3; [Activation] public static double F(double x) { { double Rate = 2; x += Rate; } return [|Rate|] * x; }")));

    [Fact]
    public async Task Every_error_of_a_method_is_reported_at_once() =>
        Assert.Equal(2, (await AnalyzerRun.Expect("AG0001", "[Activation] public static double F(double x) { var y = [|x % 2|]; var z = [|x % 3|]; return y + z; }")).Count);

    [Fact]
    public async Task A_lambda_that_changes_what_is_outside_is_AG0001() =>
        Assert.Contains("a lambda that changes 's': it would see the elements one after the other", Assert.Single(await AnalyzerRun.Expect(
            "AG0001", "[Activation] public static Row F(Row x) { double s = 0; return x.Map([|v => { s = v; return v + s; }|]); }")));

    [Fact]
    public async Task A_row_of_equal_elements_is_AG0001() =>
        Assert.Contains("a row of equal elements: the function given to Map must depend on the element", Assert.Single(await AnalyzerRun.Expect(
            "AG0001", "[Activation] public static Row F(Row x) => x * x.Map([|v => 2|]);")));

    [Fact]
    public async Task Expressions_nested_too_deeply_are_AG0001() =>
        Assert.Contains("an expression nested this deeply: give its inner parts names, as locals or as methods", Assert.Single(await AnalyzerRun.Expect(
            "AG0001", $"[Activation] public static double F(double x) => {string.Concat(Enumerable.Repeat("Exp(", 199))}Exp([|x|]){string.Concat(Enumerable.Repeat(")", 199))};")));

    [Fact]
    public async Task Calls_nested_too_deeply_are_AG0003() => Assert.Equal(
        "'F0' cannot be part of this formula, since its own body is none: A formula cannot contain calls nested this deeply: call fewer methods through one another (line 7)",
        Assert.Single(await AnalyzerRun.Expect("AG0003", "[Activation] public static double F(double x) => [|F0(x)|]; "
            + string.Concat(Enumerable.Range(0, 1000).Select(i => $"static double F{i}(double x) => F{i + 1}(x); ")) + "static double F1000(double x) => x;")));

    private static async Task ExpectBody(string id, string body, string message)
    {
        string members = "static double Last = 1; [Activation] public static double F(double x) " + (body[0] == '{' ? body : $"=> {body}{(body.EndsWith(';') ? "" : ";")}");
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect(id, members)));
    }
}
