using static AutoGrad.Functions;

namespace AutoGrad.Tests.Reference;

/// <summary>Nine nonlinear regressions with answers that NIST certifies to eleven digits.</summary>
public sealed class NistTests
{
    // Half a unit of the eleventh digit, and as much again for the rounding in double precision.
    private const double CertifiedTo = 1e-10;

    public static TheoryData<string> Names => [.. NistRegression.Names];

    [ReferenceTheory("nist")]
    [MemberData(nameof(Names))]
    public void The_residual_sum_is_as_certified(string name)
    {
        var regression = NistRegression.Read(name);
        var b = Node.Input("b", [regression.Certified.Length], ElementType.Float64);
        using var executable = Executable.Compile(Square(regression.Residuals(b)).Sum());
        executable.Feed(b, regression.Certified);
        executable.Run();

        Assert.Equal(regression.SumOfSquares, executable.Fetch<double>(executable.Outputs[0])[0], CertifiedTo * regression.SumOfSquares);
    }

    // The certified parameters are rounded: by as much the gradient may differ from zero as the Hessian makes of their last digit.
    [ReferenceTheory("nist")]
    [MemberData(nameof(Names))]
    public void The_gradient_of_the_residual_sum_vanishes_at_the_certified_parameters(string name)
    {
        var regression = NistRegression.Read(name);
        int count = regression.Certified.Length;
        var b = Node.Input("b", [count], ElementType.Float64);
        var sum = Square(regression.Residuals(b)).Sum();
        using var gradient = Executable.Compile(Gradient.Of(sum, b));
        using var hessian = Gradient.Hessian(sum, b);
        gradient.Feed(b, regression.Certified);
        hessian.Feed(b, regression.Certified);
        gradient.Run();
        var second = new double[count * count];
        hessian.Compute<double>(second);

        var slope = gradient.Fetch<double>(gradient.Outputs[0]);
        for (int i = 0; i < count; i++)
        {
            double largest = Enumerable.Range(0, count).Sum(j => Math.Abs(second[i * count + j] * regression.Certified[j])) * CertifiedTo;
            Assert.InRange(slope[i], -largest, largest);
        }
    }

    [ReferenceTheory("nist")]
    [MemberData(nameof(Names))]
    public void The_standard_deviations_are_those_of_the_Jacobian(string name)
    {
        var regression = NistRegression.Read(name);
        int count = regression.Certified.Length, observations = regression.X.Length;
        var b = Node.Input("b", [count], ElementType.Float64);
        using var jacobian = Gradient.Jacobian(regression.Residuals(b), b);
        jacobian.Feed(b, regression.Certified);
        var slopes = new double[observations * count];
        jacobian.Compute<double>(slopes);

        double variance = regression.SumOfSquares / (observations - count);
        double[] inverse = DiagonalOfInverseSquare(slopes, observations, count);
        for (int i = 0; i < count; i++)
            Assert.Equal(1, Math.Sqrt(variance * inverse[i]) / regression.StandardErrors[i], 1e-6);
    }

    // The diagonal of (JᵀJ)⁻¹: by R of J = QR (Gram-Schmidt, twice), the squares of the rows of R⁻¹.
    private static double[] DiagonalOfInverseSquare(double[] jacobian, int rows, int columns)
    {
        double[][] q = [.. Enumerable.Range(0, columns).Select(j => Enumerable.Range(0, rows).Select(i => jacobian[i * columns + j]).ToArray())];
        var r = new double[columns, columns];
        for (int j = 0; j < columns; j++)
        {
            for (int pass = 0; pass < 2; pass++)
                for (int k = 0; k < j; k++)
                {
                    double along = q[k].Zip(q[j], (a, b) => a * b).Sum();
                    r[k, j] += along;
                    q[j] = [.. q[j].Zip(q[k], (a, b) => a - along * b)];
                }
            r[j, j] = Math.Sqrt(q[j].Sum(value => value * value));
            q[j] = [.. q[j].Select(value => value / r[j, j])];
        }
        var inverse = new double[columns, columns];
        for (int j = 0; j < columns; j++)
            for (int i = j; i >= 0; i--)
                inverse[i, j] = ((i == j ? 1 : 0) - Enumerable.Range(i + 1, j - i).Sum(k => r[i, k] * inverse[k, j])) / r[i, i];
        return [.. Enumerable.Range(0, columns).Select(i => Enumerable.Range(i, columns - i).Sum(j => inverse[i, j] * inverse[i, j]))];
    }
}
