using AutoGrad.Conformance;

namespace AutoGrad.Tests.Golden;

/// <summary>The runner's tables against the golden files: nothing is in one of them alone.</summary>
public sealed class GoldenTableTests
{
    // Written for other golden files: ours have other numbers of axes, or the other triangle.
    private static readonly string[] WithoutCases = ["Conv3d", "ConvTranspose1d", "ConvTranspose3d", "MaxPool1d", "MaxPool3d", "AvgPool1d", "AvgPool3d", "Triu"];

    public static TheoryData<string, string[]> Tables => new()
    {
        { "activations.json", [.. ActivationTable.All.Keys] },
        { "losses.json", [.. LossTable.All.Keys] },
        { "operations.json", [.. OperationTable.All.Keys] },
        { "layers.json", [.. LayerTable.All.Keys] },
        { "optimizers.json", [.. OptimizerTable.All.Keys] },
        { "schedules.json", [.. ScheduleTable.All.Keys] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_case_has_its_function_and_every_function_has_cases(string file, string[] names) => Assert.Equal(
        GoldenCases.All.Where(golden => golden.File == file).Select(golden => golden.Name).Distinct().Order(), names.Except(WithoutCases).Order());

    [Fact]
    public void Losses_have_cases_under_every_reduction() => Assert.All(LossTable.All.Keys, name => Assert.Equal(
        ["mean", "none", "sum"], GoldenCases.Of(name).Select(golden => golden.Parameters.Text("reduction")).Distinct().Order()));

    [Fact]
    public void Every_deviation_has_its_reason_and_a_case_that_needs_it() => Assert.All(Deviation.All, deviation =>
    {
        List<Deviation> met = [];
        foreach (var golden in GoldenCases.Of(deviation.Name))
            GraphCheck.Run(golden, GraphTable.Find(golden.Name)!, met);
        Assert.NotEmpty(deviation.Reason);
        Assert.Contains(deviation, met);
    });
}
