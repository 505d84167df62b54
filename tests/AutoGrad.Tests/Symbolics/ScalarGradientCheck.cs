using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

/// <summary>Symbolic derivatives of one primitive against central differences, to second order, at points of its domain.</summary>
internal static class ScalarGradientCheck
{
    private const double Step = 1e-5;
    private static readonly string[] Names = ["a", "b", "c"];

    public static void Check(Primitive primitive, Differentiation differentiation)
    {
        var variables = Names.Take(primitive.Arity)
            .Select((name, i) => Expression.Variable(name, primitive.Domain[i] == Interval.Truth ? VariableKind.Truth : VariableKind.Number))
            .ToArray();
        // Without a rule, an argument has to be a constant.
        var numbers = variables.Where((variable, i) => variable.Kind == VariableKind.Number && (primitive.Derivatives is null || primitive.Derivatives[i] is not null)).ToArray();
        Expression value = Expression.Apply(primitive, [.. variables]);
        foreach (var first in numbers)
        {
            var derivative = differentiation.Derivative(value, first);
            Compare(primitive, value, derivative, first, variables);
            foreach (var second in numbers)
                Compare(primitive, derivative, differentiation.Derivative(derivative, second), second, variables);
        }
    }

    private static void Compare(Primitive primitive, Expression of, Expression derivative, Variable by, Variable[] variables)
    {
        foreach (double where in (double[])[0.07, 0.31, 0.5, 0.77, 0.93])
        {
            var point = variables.Select((variable, i) => (variable.Name, Value: Inside(primitive.Domain[i], variable, (where + 0.37 * i) % 1)))
                .ToDictionary(pair => pair.Name, pair => pair.Value);
            double At(double shift) => Evaluation.Evaluate(of, new Dictionary<string, double>(point) { [by.Name] = point[by.Name] + shift });
            // Richardson: the error of the central difference falls from Step² to Step⁴.
            double coarse = (At(2 * Step) - At(-2 * Step)) / (4 * Step), fine = (At(Step) - At(-Step)) / (2 * Step);
            double expected = (4 * fine - coarse) / 3, actual = Evaluation.Evaluate(derivative, point);
            Assert.True(
                Math.Abs(actual - expected) <= 1e-8 * Math.Max(1, Math.Abs(expected)),
                $"∂/∂{by.Name} of {of} at {string.Join(", ", point)}: {derivative} is {actual:R}, differences give {expected:R}.");
        }
    }

    private static double Inside(Interval domain, Variable variable, double where) =>
        variable.Kind == VariableKind.Truth ? Math.Round(where) : domain.Low + where * (domain.High - domain.Low);
}
