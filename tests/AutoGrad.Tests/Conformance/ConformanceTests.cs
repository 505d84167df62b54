using System.Diagnostics;
using AutoGrad.Conformance;
using AutoGrad.Tests.Golden;

namespace AutoGrad.Tests.Conformance;

/// <summary>The conformance runner on the golden files that lie in the repository, and on files that it must not take.</summary>
public sealed class ConformanceTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("golden").FullName;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (index, golden) in GoldenCases.All.Index())
                data.Add(index, golden.ToString());
            return data;
        }
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_case_passes(int index, string what)
    {
        var outcome = ConformanceRun.Run(GoldenCases.All[index]);
        Assert.True(outcome.Kind == OutcomeKind.Passed, $"{what}: {string.Join("; ", outcome.Messages)}");
    }

    [Fact]
    public void What_is_wrong_is_found_in_every_tensor()
    {
        const string Case = """{"name": "Exp", "parameters": {}, "inputs": {"x": T0}, "outputs": [T1], "cotangents": [T1], "gradients": {"x": T2}, "second_order_direction": {"x": T1}, "second_order": {"x": T3}}""";
        static string Tensor(double value) => FormattableString.Invariant($$"""{"shape": [1], "dtype": "float64", "data": [{{value}}]}""");
        string Text(double value, double gradient, double second) =>
            Case.Replace("T0", Tensor(0)).Replace("T1", Tensor(value)).Replace("T2", Tensor(gradient)).Replace("T3", Tensor(second));

        Assert.Empty(Messages(Text(1, 1, 1)));
        Assert.Equal("output 0, by the reference: worst error 1E-05 at element 0: 1.00001 is expected, 1 came out", Messages(Text(1.00001, 1.00001, 1.0000200001))[0]);
        Assert.StartsWith("gradient of x, by the reference: worst error 0.5 at element 0: 2 is expected, 1", Messages(Text(1, 2, 1))[0]);
        Assert.StartsWith("second order of x, by the reference: worst error 0.667 at element 0: 3 is expected, 1", Messages(Text(1, 1, 3))[0]);
    }

    [Fact]
    public void Where_we_differ_on_purpose_it_is_said() =>
        Assert.Contains(GoldenCases.Of("HardSigmoid").SelectMany(golden => ConformanceRun.Run(golden).Messages),
            message => message == "differs from PyTorch on purpose: PyTorch multiplies with a sixth in single precision");

    // What PyTorch makes of α = 0.2, which is farther from its single precision than the α of the golden case.
    [Fact]
    public void Where_we_differ_on_purpose_any_parameter_is_allowed_for()
    {
        static string Tensor(double value) => FormattableString.Invariant($$"""{"shape": [1], "dtype": "float64", "data": [{{value}}]}""");
        var outcome = ConformanceRun.Run(Read($$$"""
            {"name": "CELU", "parameters": {"alpha": 0.2}, "inputs": {"x": {{{Tensor(-0.1)}}}}, "outputs": [{{{Tensor(-0.07869386805747332)}}}], "cotangents": [{{{Tensor(1)}}}],
             "gradients": {"x": {{{Tensor(0.6065306551936278)}}}}, "second_order_direction": {"x": {{{Tensor(1)}}}}, "second_order": {"x": {{{Tensor(3.0326532307780845)}}}}}
            """));
        Assert.Equal(OutcomeKind.Passed, outcome.Kind);
        Assert.Equal(["differs from PyTorch on purpose: PyTorch divides by α in single precision"], outcome.Messages.Distinct());
    }

    [Theory]
    [InlineData("""{"name": "Frobnicate", "inputs": {}, "outputs": []}""", "the function 'Frobnicate' is unknown")]
    [InlineData("""{"name": "Frobnicate", "initial": [1], "gradients": [[1]], "weights": [[1]]}""", "the optimizer 'Frobnicate' is unknown")]
    [InlineData("""{"name": "Frobnicate", "rates": [1]}""", "the schedule 'Frobnicate' is unknown")]
    [InlineData("""{"name": "Step", "parameters": {"stepSize": 3, "speed": 2}, "rates": [1]}""", "'Step' has no parameter 'speed' here")]
    public void What_is_unknown_is_skipped_by_name(string golden, string message)
    {
        var outcome = ConformanceRun.Run(Read(golden));
        Assert.Equal(OutcomeKind.Skipped, outcome.Kind);
        Assert.Equal([message], outcome.Messages);
    }

    [Fact]
    public void A_case_that_cannot_be_computed_fails_and_says_why()
    {
        var outcome = ConformanceRun.Run(Read("""{"name": "Reshape", "parameters": {"shape": [4]}, "inputs": {"x": {"shape": [3], "dtype": "float64", "data": [1, 2, 3]}}, "outputs": []}"""));
        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.StartsWith("ShapeException: Reshape: ", outcome.Messages[0]);
    }

    [Theory]
    [InlineData("[1, 2", "a.json: no golden file: ")]
    [InlineData("""{"source": "x"}""", "a.json: no golden file: 'cases' is missing.")]
    [InlineData("""{"cases": [{"inputs": {}}]}""", "a.json[0]: 'name' is missing.")]
    [InlineData("""{"cases": [{"name": null}]}""", "a.json[0]: 'name' is null.")]
    [InlineData("""{"cases": [7]}""", "a.json[0]: The requested operation requires an element of type 'Object'")]
    [InlineData("""{"cases": [{"name": "Exp", "inputs": {"x": {"shape": [2], "dtype": "float64", "data": [1]}}, "outputs": []}]}""", "a.json[0]: a tensor of shape [2] has 1 values.")]
    [InlineData("""{"cases": [{"name": "Exp", "inputs": {"x": {"shape": [-2], "dtype": "float64", "data": [1]}}, "outputs": []}]}""", "a.json[0]: The shape [-2] has a negative ")]
    [InlineData("""{"cases": [{"name": "Exp", "inputs": {"x": {"shape": [1], "dtype": "int8", "data": [1]}}, "outputs": []}]}""", "a.json[0]: a tensor has the unknown type 'int8'; float64, int64 and bool are known.")]
    [InlineData("""{"cases": [{"name": "Step", "rates": []}]}""", "a.json[0]: there are no rates to compare.")]
    [InlineData("""{"cases": [{"name": "SGD", "initial": [1], "gradients": [[1]], "weights": [[1], [2]]}]}""", "a.json[0]: there are 1 gradients and 2 weights; each step has both, and there must be a step.")]
    [InlineData("""{"cases": [{"name": "SGD", "initial": [1], "gradients": [[1, 2]], "weights": [[1]]}]}""", "a.json[0]: a gradient or weight has 2 values; there are 1 at first.")]
    [InlineData("""{"cases": [{"name": "Exp", "inputs": {"x": T}, "outputs": [T], "gradients": {"x": T}}]}""", "a.json[0]: the cotangents do not have the shapes of the outputs.")]
    [InlineData("""{"cases": [{"name": "Exp", "inputs": {"x": T}, "outputs": [T], "cotangents": [T], "gradients": {"y": T}}]}""", "a.json[0]: there is a gradient of 'y', but no input of that name.")]
    [InlineData("""{"cases": [{"name": "Exp", "inputs": {"x": T}, "outputs": [T], "cotangents": [T], "gradients": {"x": T}, "second_order": {"x": T}}]}""", "a.json[0]: 'second_order_direction' is missing.")]
    [InlineData("""{"cases": [{"name": "Exp", "inputs": {"x": T, "x": T}, "outputs": [T]}]}""", "a.json[0]: An item with the same key has already been added.")]
    [InlineData("""{"cases": [{"name": "Exp", "inputs": {"x": T, "mask": T}, "outputs": [T]}]}""", "a.json[0] Exp(): NotSupportedException: 'Exp' has no input 'mask' here.")]
    [InlineData("""{"cases": [{"name": "Add", "inputs": {"a": T}, "outputs": [T]}]}""", "a.json[0] Add(): KeyNotFoundException: The input 'b' is missing.")]
    [InlineData("""{"cases": [{"name": "Conv2d", "parameters": {"padding": "half"}, "inputs": {"input": T, "weight": T}, "outputs": [T]}]}""", "a.json[0] Conv2d(padding: half): InvalidDataException: the padding 'half' is unknown; a number, a list of them, 'same' or 'valid' is expected.")]
    public void What_is_damaged_fails_and_the_rest_still_runs(string text, string message)
    {
        File.WriteAllText(Path.Combine(directory, "a.json"), text.Replace(" T", """ {"shape": [1], "dtype": "float64", "data": [0]}""").Replace("[T", """[{"shape": [1], "dtype": "float64", "data": [0]}"""));
        File.WriteAllText(Path.Combine(directory, "b.json"), """{"cases": [{"name": "Step", "rates": [1]}]}""");
        Outcome[] outcomes = [.. GoldenFile.ReadDirectory(directory).Select(ConformanceRun.Run)];
        Assert.Equal([OutcomeKind.Failed, OutcomeKind.Passed], outcomes.Select(outcome => outcome.Kind));
        Assert.StartsWith(message, $"{outcomes[0].Case}: {outcomes[0].Messages[0]}");
    }

    [Fact]
    public void Infinite_parameters_have_names() => Assert.Empty(Messages(
        """{"name": "Norm", "parameters": {"axes": 0, "p": "Infinity"}, "inputs": {"x": {"shape": [2], "dtype": "float64", "data": [-3, 2]}}, "outputs": [{"shape": [], "dtype": "float64", "data": [3]}]}"""));

    [Theory]
    [InlineData("NAdam", "momentumDecay")]
    [InlineData("RAdam", "beta1")]
    [InlineData("RMSProp", "alpha")]
    [InlineData("Adagrad", "learningRateDecay")]
    [InlineData("Adadelta", "rho")]
    [InlineData("Rprop", "etaMinus")]
    public void Parameters_of_optimizers_are_taken(string name, string parameter)
    {
        string golden = $$"""{"name": "{{name}}", "parameters": {"{{parameter}}": 0.3}, "initial": [1], "gradients": [[1]], "weights": [[5]]}""";
        Assert.StartsWith("weights after step 1: worst error ", Messages(golden)[0]);
    }

    [Fact]
    public void Without_files_there_is_nothing_to_run()
    {
        Assert.Equal($"The directory '{directory}' holds no *.json file.", Assert.Throws<InvalidDataException>(() => GoldenFile.ReadDirectory(directory)).Message);
        Assert.Equal("The directory 'nowhere' does not exist.", Assert.Throws<DirectoryNotFoundException>(() => GoldenFile.ReadDirectory("nowhere")).Message);
    }

    [Fact]
    public void The_program_counts_and_its_exit_status_tells()
    {
        const string Good = """{"name": "Step", "parameters": {"stepSize": 3, "baseLearningRate": 0.5}, "rates": [0.5]}""";
        File.WriteAllText(Path.Combine(directory, "a.json"), $$"""{"cases": [{{Good}}, {"name": "Odd", "rates": [1]}]}""");
        Assert.Equal((0, "skipped: a.json[1] Odd(): the schedule 'Odd' is unknown\n1 passed, 0 failed, 1 skipped\n"), Program(directory));
        File.WriteAllText(Path.Combine(directory, "a.json"), $$"""{"cases": [{{Good.Replace("[0.5]", "[0.25]")}}]}""");
        Assert.Equal((1, "failed: a.json[0] Step(stepSize: 3, baseLearningRate: 0.5): rates: worst error 0.25 at element 0: 0.25 is expected, 0.5 came out\n0 passed, 1 failed, 0 skipped\n"), Program(directory));
        Assert.Equal((2, ""), Program("nowhere"));
        Assert.Equal((2, ""), Program());
    }

    private static (int Status, string Output) Program(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AutoGrad.Conformance.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(process.ExitCode == 2, error.Result.Length > 0);
        return (process.ExitCode, output.ReplaceLineEndings("\n"));
    }

    private IReadOnlyList<string> Messages(string golden) => ConformanceRun.Run(Read(golden)).Messages;

    private GoldenCase Read(string golden)
    {
        string path = Path.Combine(directory, "case.json");
        File.WriteAllText(path, $$"""{"cases": [{{golden}}]}""");
        return GoldenFile.Read(path)[0];
    }
}
