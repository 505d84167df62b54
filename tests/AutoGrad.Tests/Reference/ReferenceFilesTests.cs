namespace AutoGrad.Tests.Reference;

public sealed class ReferenceFilesTests
{
    [Fact]
    public void The_function_table_is_read_completely()
    {
        Assert.Equal(37, ReferenceFunction.All.Count);
        Assert.Equal(1621, ReferenceFunction.All.Values.Sum(function => function.X.Length));
        Assert.All(ReferenceFunction.All.Values, function =>
        {
            Assert.Equal(function.X.Length, function.Value.Length);
            Assert.Equal(function.X.Length, function.FirstDerivative.Length);
            Assert.Equal(function.X.Length, function.SecondDerivative.Length);
        });
        Assert.Equal(8.533047625744065e-17, ReferenceFunction.All["sigmoid"].Value[6]);
    }

    [Fact]
    public void The_published_run_is_read_completely()
    {
        var run = MicrogradRun.Published;
        Assert.Equal(100, run.Points.Length);
        Assert.All(run.Points, point => Assert.Equal(2, point.Length));
        Assert.Equal(100, run.Targets.Length);
        Assert.Equal(2 * 16 + 16 + 16 * 16 + 16 + 16 + 1, run.InitialParameters.Length);
        Assert.Equal(run.InitialParameters.Length, run.FirstGradient.Length);
        Assert.Equal(run.InitialParameters.Length, run.FinalParameters.Length);
        Assert.Equal(0.8958441028683222, run.LossAndAccuracy[0][0], 12);
        Assert.Equal(100, run.LossAndAccuracy.Length);
    }
}
