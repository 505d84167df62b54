using System.Globalization;
using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>A point at which a custom gradient and the derivative of its function differ, and what each of them is there.</summary>
internal sealed record Disagreement(string Point, string Given, string Derived)
{
    private const double Tolerance = 1e-6;
    private const int Samples = 64, RowLength = 4;

    /// <summary>The first disagreement at sample points, which lie on no round number, where kinks are; null if there is none.</summary>
    public static Disagreement? Find(Formula function, Formula gradient, string input)
    {
        var by = function.Parameters.First(parameter => parameter.Variable.Name == input).Variable;
        var derivative = Differentiation.Standard.Gradients(function.Body, [by], 1)[0];
        for (int sample = 0; sample < Samples; sample++)
        {
            var values = function.Parameters.Select((parameter, i) => (parameter.Variable, Values: ValuesOf(parameter, i, sample)))
                .ToDictionary(pair => pair.Variable, pair => pair.Values);
            double[] derived = Evaluation.Evaluate(derivative, RowLength, variable => values[variable]);
            double[] given = Evaluation.Evaluate(gradient.Body, RowLength, variable => values[variable]);
            for (int i = 0; i < Math.Max(derived.Length, given.Length); i++)
            {
                double a = derived[derived.Length == 1 ? 0 : i], b = given[given.Length == 1 ? 0 : i];
                // Where the derivative is no number, a gradient that is one mends it.
                if (double.IsNaN(a) || double.IsInfinity(a) || Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Abs(a)))
                    continue;
                string point = string.Join(", ", function.Parameters.Select(parameter => $"{parameter.Variable.Name} = {Text(values[parameter.Variable])}"));
                return new(point, Text(b), Text(a));
            }
        }
        return null;
    }

    private static double[] ValuesOf(FormulaParameter parameter, int index, int sample)
    {
        if (parameter.Variable.Kind == VariableKind.Label)
            return [sample % RowLength];
        if (parameter.Variable.Kind == VariableKind.Row)
            return [.. Enumerable.Range(0, RowLength).Select(position => Spread(sample * RowLength + position, index))];

        // A hyper-parameter at its default, and around it; a choice both ways.
        if (parameter.Variable.Kind == VariableKind.Truth)
            return [sample % 2];
        if (parameter.Default is { } value)
            return [sample % 2 == 0 ? value : value * (1 + 0.25 * Spread(sample, index) / 4)];
        return [Spread(sample, index)];
    }

    // From −4 to 4, evenly spread, by the golden ratio.
    private static double Spread(int sample, int index)
    {
        double fraction = (sample + 1) * 0.6180339887498949 + index * 0.414213562373095;
        return 8 * (fraction - Math.Floor(fraction)) - 4;
    }

    private static string Text(double[] values) =>
        values.Length == 1 ? Text(values[0]) : $"[{string.Join(", ", values.Select(Text))}]";

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
