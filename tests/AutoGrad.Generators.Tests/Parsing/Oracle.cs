using System.Reflection;
using System.Runtime.CompilerServices;
using AutoGrad.Symbolics;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>The C# method itself is what its formula must compute.</summary>
internal static class Oracle
{
    private static readonly double[] Numbers =
        [0.3, -1.7, 2, -0.5, 0, 1, 7.25, -3, 0.75, -0.0, 1.5, -20, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-8, -2.5, 40];

    private static readonly double[][] Rows = [[0.3, -1.7, 2, 2], [5, -0.5, 1], [-2], [0.1, 0.2, -0.3, 0.4, 40], [1, 1, 1]];

    /// <summary>Holds the formulas against the method at many points, special values included.</summary>
    public static void Check(MethodInfo method, IReadOnlyList<Formula> formulas)
    {
        for (int sample = 0; sample < 60; sample++)
        {
            var row = Rows[sample % Rows.Length];
            var arguments = formulas[0].Parameters.Select((parameter, i) => Argument(parameter, i, sample, row)).ToArray();
            object? returned = method.Invoke(null, arguments);
            object?[] expected = returned is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])] : [returned];
            for (int i = 0; i < formulas.Count; i++)
                Compare(expected[i]!, Evaluate(formulas[i], arguments, row.Length), $"{method.Name}({string.Join(", ", arguments)})");
        }
    }

    private static object Argument(FormulaParameter parameter, int index, int sample, double[] row)
    {
        double number = Numbers[(sample * (index + 1) * 5 + index * 7 + sample / Numbers.Length) % Numbers.Length];
        return parameter switch
        {
            { Variable.Kind: VariableKind.Row } => Row.Create([.. row.Select(value => index == 0 ? value : value * 0.5 + index)]),
            { Variable.Kind: VariableKind.Label } => sample % row.Length,
            { Default: { } value } => sample % 3 == 0 ? value : number,
            _ => number,
        };
    }

    private static double[] Evaluate(Formula formula, object[] arguments, int length) => Evaluation.Evaluate(formula.Body, length, variable =>
        arguments[formula.Parameters.Select((p, i) => (p, i)).First(pair => pair.p.Variable == variable).i] switch
        {
            Row row => [.. row],
            int label => [label],
            object number => [(double)number],
        });

    private static void Compare(object expected, double[] actual, string where)
    {
        double[] values = expected is Row row ? [.. row] : [Convert.ToDouble(expected)];
        Assert.Equal(values.Length, actual.Length);
        foreach (var (x, y) in values.Zip(actual))
            Assert.True(
                x.Equals(y) || Math.Abs(x - y) <= 1e-12 * Math.Max(1, Math.Abs(x)),
                $"{where}: the method gives {x}, its formula {y}.");
    }
}
