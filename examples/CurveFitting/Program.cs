using System.Globalization;
using AutoGrad;
using CurveFittingExample;
using static AutoGrad.Functions;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// 1. The model is a graph of its parameters: volume = b1 · (1 − exp(−b2 · pressure)). Its derivatives need not be written.
int count = Misra1a.Volume.Length;
Node pressure = Node.Constant(Misra1a.Pressure, [count], ElementType.Float64);
Node volume = Node.Constant(Misra1a.Volume, [count], ElementType.Float64);
Parameter b1 = Started(Misra1a.Parameters[0]), b2 = Started(Misra1a.Parameters[1]);
Node model = b1 * (1 - Exp(-b2 * pressure));

Console.WriteLine("The model:");
Console.Write(model.ToText());
Console.WriteLine("\nHow it changes with b2:");
Console.Write(Gradient.Jvp(model, b2, Node.Constant(1, ElementType.Float64)).ToText());

// 2. The fit: measured minus predicted, made small.
var report = new LevenbergMarquardt().Minimize(volume - model, [b1, b2]);
Console.WriteLine($"\n{report}");

// 3. The parameters with their standard errors, beside the certified ones.
Console.WriteLine("\n        fitted value     standard error   certified value   standard error   digits");
foreach (var ((parameter, error), certified) in new[] { b1, b2 }.Zip(report.StandardErrors).Zip(Misra1a.Parameters))
{
    double value = parameter.Values<double>()[0];
    Console.WriteLine($"{certified.Name}   {value,16:0.0000000000E+00} {error,16:0.00000000E+00}  {certified.Value,16:0.0000000000E+00} {certified.StandardError,16:0.00000000E+00}   {Digits(value, certified.Value),6:0.0}");
}
Console.WriteLine($"sum of squares {report.SumOfSquares:0.0000000000E+00}, certified {Misra1a.SumOfSquares:0.0000000000E+00}: {Digits(report.SumOfSquares, Misra1a.SumOfSquares):0.0} digits");
double correlation = report.Covariance[0, 1] / Math.Sqrt(report.Covariance[0, 0] * report.Covariance[1, 1]);
Console.WriteLine($"residual deviation {report.ResidualDeviation:0.00000}, correlation of b1 and b2 {correlation:0.0000}");

// 4. What the model predicts, and how sure it is: the deviation of J · b where b has the covariance.
using var fitted = Executable.Compile(model);
fitted.Run();
using var slopes1 = Gradient.Jacobian(model, b1);
using var slopes2 = Gradient.Jacobian(model, b2);
double[] byB1 = new double[count], byB2 = new double[count];
slopes1.Compute<double>(byB1);
slopes2.Compute<double>(byB2);
Console.WriteLine("\npressure   measured  predicted  deviation of the prediction");
for (int i = 0; i < count; i++)
{
    double variance = byB1[i] * byB1[i] * report.Covariance[0, 0] + 2 * byB1[i] * byB2[i] * report.Covariance[0, 1] + byB2[i] * byB2[i] * report.Covariance[1, 1];
    Console.WriteLine($"{Misra1a.Pressure[i],8:0.0} {Misra1a.Volume[i],10:0.00} {fitted.Fetch<double>(model)[i],10:0.000} {Math.Sqrt(variance),10:0.0000}");
}

static Parameter Started(Certified certified)
{
    var parameter = new Parameter(certified.Name, [], ElementType.Float64);
    parameter.Values<double>()[0] = certified.Start;
    return parameter;
}

// To how many digits the values agree; NIST gives 11.
static double Digits(double value, double certified) => Math.Min(11, -Math.Log10(Math.Abs(value - certified) / Math.Abs(certified)));
