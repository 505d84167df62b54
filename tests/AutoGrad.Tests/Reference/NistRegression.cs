using System.Globalization;
using static AutoGrad.Functions;

namespace AutoGrad.Tests.Reference;

/// <summary>One of NIST's nonlinear regressions: data, model and certified answer (NIST/ITL Statistical Reference Datasets).</summary>
public sealed class NistRegression
{
    private static readonly Dictionary<string, Func<Node[], Node, Node>> Models = new()
    {
        ["Misra1a"] = (b, x) => b[0] * (1 - Exp(-b[1] * x)),
        ["BoxBOD"] = (b, x) => b[0] * (1 - Exp(-b[1] * x)),
        ["Chwirut1"] = (b, x) => Exp(-b[0] * x) / (b[1] + b[2] * x),
        ["Lanczos3"] = (b, x) => b[0] * Exp(-b[1] * x) + b[2] * Exp(-b[3] * x) + b[4] * Exp(-b[5] * x),
        ["Gauss1"] = (b, x) => b[0] * Exp(-b[1] * x) + b[2] * Exp(-Square((x - b[3]) / b[4])) + b[5] * Exp(-Square((x - b[6]) / b[7])),
        ["Hahn1"] = Cubics,
        ["Thurber"] = Cubics,
        ["MGH17"] = (b, x) => b[0] + b[1] * Exp(-x * b[3]) + b[2] * Exp(-x * b[4]),
        ["Rat43"] = (b, x) => b[0] / Pow(1 + Exp(b[1] - b[2] * x), 1 / b[3]),
    };

    private readonly Func<Node[], Node, Node> model;

    private NistRegression(string name)
    {
        model = Models[name];
        string[] lines = SharedReference.Lines($"nist/{name}.dat");
        var values = lines.Where(line => line.TrimStart() is ['b', >= '1' and <= '9', ..] && line.Contains(" =")).Select(line => SharedReference.NumbersIn(line.Split('=')[1]).ToArray()).ToArray();
        SecondStart = [.. values.Select(row => row[1])];
        Certified = [.. values.Select(row => row[2])];
        StandardErrors = [.. values.Select(row => row[3])];
        SumOfSquares = double.Parse(lines.Single(line => line.StartsWith("Residual Sum of Squares:", StringComparison.Ordinal)).Split(':')[1], CultureInfo.InvariantCulture);
        double[][] data = [.. lines.Skip(Array.FindLastIndex(lines, line => line.StartsWith("Data:", StringComparison.Ordinal)) + 1).Where(line => line.Trim().Length > 0).Select(line => SharedReference.NumbersIn(line).ToArray())];
        (Y, X) = ([.. data.Select(row => row[0])], [.. data.Select(row => row[1])]);
    }

    public static IEnumerable<string> Names => Models.Keys;

    public double[] X { get; }

    public double[] Y { get; }

    public double[] SecondStart { get; }

    /// <summary>The parameters to eleven digits.</summary>
    public double[] Certified { get; }

    /// <summary>The standard deviations of the parameters.</summary>
    public double[] StandardErrors { get; }

    public double SumOfSquares { get; }

    public static NistRegression Read(string name) => new(name);

    /// <summary>What the model misses of each observation, given the parameters as a vector.</summary>
    public Node Residuals(Node parameters) => Residuals([.. Enumerable.Range(0, Certified.Length).Select(i => parameters[i])]);

    /// <summary>The same, given each parameter.</summary>
    public Node Residuals(Node[] parameters)
    {
        Node x = Node.Constant(X, [X.Length], ElementType.Float64), y = Node.Constant(Y, [Y.Length], ElementType.Float64);
        return y - model(parameters, x);
    }

    private static Node Cubics(Node[] b, Node x) => (b[0] + x * (b[1] + x * (b[2] + x * b[3]))) / (1 + x * (b[4] + x * (b[5] + x * b[6])));
}
