using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Tests;

/// <summary>Whether the hardware rounds a·b + c once. Without it, kernels round more often: the same bodies, with larger errors.</summary>
internal static class FusedMultiplication
{
    public static bool IsSupported => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>How many times the bound of an error holds.</summary>
    public static double Slack => IsSupported ? 1 : 2;
}
