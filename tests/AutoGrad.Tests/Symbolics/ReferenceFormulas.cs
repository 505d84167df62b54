namespace AutoGrad.Tests;

/// <summary>The functions of the reference file as formulas, and where their derivatives have fewer than twelve digits, with the reason.</summary>
internal static class ReferenceFormulas
{
    /// <summary>The body of each function in x, as a user would write it with care.</summary>
    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["sigmoid"] = "sigmoid(x)", ["logsigmoid"] = "logsigmoid(x)", ["softplus"] = "softplus(x)", ["tanh"] = "tanh(x)", ["exp"] = "exp(x)",
        ["expm1"] = "expm1(x)", ["erf"] = "erf(x)", ["erfc"] = "erfc(x)", ["sin"] = "sin(x)", ["cos"] = "cos(x)", ["atan"] = "atan(x)",
        ["asinh"] = "asinh(x)", ["sinh"] = "sinh(x)", ["cosh"] = "cosh(x)", ["log"] = "log(x)", ["log1p"] = "log1p(x)", ["sqrt"] = "sqrt(x)",
        ["rsqrt"] = "rsqrt(x)", ["asin"] = "asin(x)", ["acos"] = "acos(x)", ["atanh"] = "atanh(x)",
        ["lgamma"] = "loggamma(x)", ["digamma"] = "digamma(x)",
        ["silu"] = "x * sigmoid(x)",
        ["mish"] = "x * tanh(softplus(x))",
        ["gelu"] = "0.5 * x * erfc(-0.70710678118654757 * x)",
        ["gelu_tanh(0.044715)"] = "x * sigmoid(1.5957691216057308 * (x + 0.044715 * x * square(x)))",
        ["tanhshrink"] = "x - tanh(x)",
        ["elu(1)"] = "select(x > 0, x, expm1(x))",
        ["selu_negative_branch"] = "1.0507009873554805 * select(x > 0, x, 1.6732632423543772 * expm1(x))",
        ["logcosh"] = "select(abs(x) < 1, 0.5 * log1p(square(sinh(x))), abs(x) + log1p(exp(-2 * abs(x))) - 0.69314718055994531)",
        ["ndtr"] = "0.5 * erfc(-0.70710678118654757 * x)",
        ["log_ndtr"] = "select(x > 0, log1p(-0.5 * erfc(0.70710678118654757 * x)), log(0.5 * erfc(-0.70710678118654757 * x)))",
        ["x*exp(-x^2/2)"] = "x * exp(-0.5 * square(x))",
        ["sin(x)/x"] = "sin(x) / x",
        ["x*log(x)"] = "x * log(x)",
        ["logit"] = "log(x) - log1p(-x)",
    };

    /// <summary>Where the value (order 0) or a derivative has fewer than twelve digits.</summary>
    public static readonly ReferenceException[] Exceptions =
    [
        new("asin", 2, 1e-8, 1e-8, "the derivative of (1 − x)(1 + x), (1 − x) − (1 + x), loses the digits of a small x"),
        new("acos", 2, 1e-8, 1e-8, "as asin"),
        new("atanh", 2, 1e-8, 1e-8, "as asin"),
        new("tanhshrink", 0, -0.001, 0.001, "x − tanh(x) of equals"),
        new("tanhshrink", 1, -0.01, 0.01, "1 − sech²(x) of equals"),
        new("sin(x)/x", 1, -0.01, 0.01, "cos(x)/x − sin(x)/x² of equals"),
        new("sin(x)/x", 2, -0.01, 0.01, "as its first derivative"),
        new("log_ndtr", 0, -1000, -40, "erfc underflows before its logarithm is taken"),
        new("log_ndtr", 1, -1000, -40, "erfc underflows"),
        new("log_ndtr", 2, -1000, -40, "erfc underflows"),
        new("log_ndtr", 0, 36, 37, "the reference's 220 digits end: its value is 0"),
        new("gelu_tanh(0.044715)", 0, -20, -20, "the reference's 220 digits end: its value is 0"),
    ];
}

/// <summary>From <paramref name="Low"/> to <paramref name="High"/>, the derivative of the order (0 is the value) has fewer digits.</summary>
internal sealed record ReferenceException(string Name, int Order, double Low, double High, string Reason)
{
    public bool Covers(int order, double x) => order == Order && x >= Low && x <= High;
}
