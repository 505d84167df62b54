using System.Reflection;
using PublicApiGenerator;
using static VerifyXunit.Verifier;

namespace AutoGrad.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public async Task The_public_members_of_AutoGrad_are_those_of_the_snapshot() => await Verify(ApiOf(typeof(Dataset).Assembly));

    [Fact]
    public async Task The_public_members_of_AutoGrad_Terminal_are_those_of_the_snapshot() => await Verify(ApiOf(typeof(TerminalProgress).Assembly));

    private static string ApiOf(Assembly assembly) => assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });
}
