using System.Globalization;
using System.Text.RegularExpressions;
using static AutoGrad.Functions;

namespace AutoGrad.Tests.Minimizers;

/// <summary>One of NIST's nonlinear regressions: where a fit starts, the data, and the certified answer.</summary>
internal sealed partial record NistRegression(
    string Name, double[] SecondStart, double[] Certified, double[] StandardErrors, double SumOfSquares, double[] X, double[] Y)
{
    public static NistRegression Read(string name)
    {
        string[] lines = File.ReadAllLines(ReferenceFolder.Path($"nist/{name}.dat"));
        var parameters = lines.Select(line => Parameter().Match(line)).Where(match => match.Success).Select(match => Numbers(match.Groups[1].Value)).ToArray();
        string sum = lines.First(line => line.StartsWith("Residual Sum of Squares:", StringComparison.Ordinal));
        int data = Array.FindLastIndex(lines, line => line.StartsWith("Data:", StringComparison.Ordinal));
        var rows = lines.Skip(data + 1).Select(Numbers).Where(row => row.Length == 2).ToArray();
        return new(
            name,
            [.. parameters.Select(row => row[1])],
            [.. parameters.Select(row => row[2])],
            [.. parameters.Select(row => row[3])],
            Numbers(sum[(sum.IndexOf(':') + 1)..])[0],
            [.. rows.Select(row => row[1])],
            [.. rows.Select(row => row[0])]);
    }

    /// <summary>Measured minus predicted, as a graph of the parameters.</summary>
    public Node Residuals(Parameter[] b)
    {
        Node x = Node.Constant(X, [X.Length], ElementType.Float64);
        return Node.Constant(Y, [Y.Length], ElementType.Float64) - Model(x, b);
    }

    private Node Model(Node x, Parameter[] b) => Name switch
    {
        "Misra1a" or "BoxBOD" => b[0] * (1 - Exp(-b[1] * x)),
        "Chwirut1" => Exp(-b[0] * x) / (b[1] + b[2] * x),
        "Gauss1" => b[0] * Exp(-b[1] * x) + b[2] * Exp(-Square(x - b[3]) / Square(b[4])) + b[5] * Exp(-Square(x - b[6]) / Square(b[7])),
        "Hahn1" or "Thurber" =>
            (b[0] + b[1] * x + b[2] * Square(x) + b[3] * Pow(x, 3)) / (1 + b[4] * x + b[5] * Square(x) + b[6] * Pow(x, 3)),
        "Lanczos3" => b[0] * Exp(-b[1] * x) + b[2] * Exp(-b[3] * x) + b[4] * Exp(-b[5] * x),
        "MGH17" => b[0] + b[1] * Exp(-x * b[3]) + b[2] * Exp(-x * b[4]),
        "Rat43" => b[0] / Pow(1 + Exp(b[1] - b[2] * x), 1 / b[3]),
        _ => throw new InvalidDataException($"The model of {Name} is unknown."),
    };

    private static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^\s*b\d\s*=(.*)$")]
    private static partial Regex Parameter();
}
