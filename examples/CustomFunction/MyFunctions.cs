using AutoGrad;
using static AutoGrad.Functions;

namespace CustomFunctionExample;

/// <summary>Functions of our own: ordinary C# methods, to which the generator adds kernels and gradients.</summary>
public static partial class MyFunctions
{
    /// <summary>Snake (Ziyin 2020): a line with a wave on it, which learns periodic functions.</summary>
    [Activation]
    public static double Snake(double x, double a = 1) => x + Square(Sin(a * x)) / a;

    /// <summary>The pinball loss (Koenker 1978): smallest when the prediction is the quantile of the targets.</summary>
    [Loss]
    public static double Pinball(double prediction, double target, double quantile = 0.5)
    {
        var error = target - prediction;
        return error >= 0 ? quantile * error : (quantile - 1) * error;
    }
}
