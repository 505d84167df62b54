namespace AutoGrad.Symbolics;

/// <summary>The value of expressions in double precision: slow, simple and right, the oracle of everything faster.</summary>
internal static class Evaluation
{
    /// <summary>The value of an expression without rows.</summary>
    /// <exception cref="ArgumentException">A variable has no value.</exception>
    public static double Evaluate(Expression expression, IReadOnlyDictionary<string, double> variables) =>
        Evaluate(expression, 1, variable => [variables.TryGetValue(variable.Name, out double value) ? value : throw Missing(variable)])[0];

    /// <summary>The values along a row of the given length; a single value for an expression that does not vary along it.</summary>
    /// <param name="expression">What is evaluated.</param>
    /// <param name="length">The length of the row.</param>
    /// <param name="valueOf">The values of a variable: as many as the row has positions for a row, otherwise one.</param>
    public static double[] Evaluate(Expression expression, int length, Func<Variable, double[]> valueOf)
    {
        var values = new Dictionary<Expression, double[]>();
        foreach (var node in Walk.Ordered(expression))
            values[node] = node switch
            {
                Constant constant => [constant.Value],
                Variable variable => valueOf(variable),
                Call call => ValueOf(call, length, values),
                _ => throw new InvalidOperationException($"Unknown expression {node.GetType()}."),
            };
        return values[expression];
    }

    private static double[] ValueOf(Call call, int length, Dictionary<Expression, double[]> values)
    {
        var primitive = call.Primitive;
        if (primitive == Primitives.Length)
            return [length];
        if (primitive == Primitives.Position)
            return [.. Enumerable.Range(0, length).Select(i => (double)i)];
        if (primitive.RowValue is { } rowValue)
        {
            var row = values[call[0]];
            if (row.Length != length)
                row = [.. Enumerable.Repeat(row[0], length)];
            return [rowValue(row, primitive.Arity > 1 ? values[call[1]][0] : 0)];
        }

        var result = new double[call.IsRow ? length : 1];
        var arguments = new double[primitive.Arity];
        for (int position = 0; position < result.Length; position++)
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                var argument = values[call[i]];
                arguments[i] = argument[argument.Length == 1 ? 0 : position];
            }
            result[position] = primitive.Value!(arguments);
        }
        return result;
    }

    private static ArgumentException Missing(Variable variable) => new($"The variable '{variable.Name}' has no value.");
}
