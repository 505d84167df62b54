using System.Runtime.CompilerServices;

namespace AutoGrad.Tests;

/// <summary>Every gradient that any test of this assembly builds is verified, node by node.</summary>
internal static class VerifiedGradients
{
    [ModuleInitializer]
    internal static void Begin() => GraphVerifier.VerifiesGradients = true;
}
