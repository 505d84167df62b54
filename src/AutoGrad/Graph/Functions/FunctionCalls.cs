using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>Makes the nodes of calls: inputs brought to the shapes that kernels run on, by nodes that say so.</summary>
internal static class FunctionCalls
{
    /// <summary>A call element by element.</summary>
    public static Node Elements(FusedFunction function, Node[] inputs, double[] hyperParameters)
    {
        CheckNumbers(function, inputs);
        var shape = Elementwise.CommonShape(inputs, function.Name);
        return Node.Create(new FunctionCall(function, hyperParameters), [.. inputs.Select(input => input.BroadcastTo(shape))]);
    }

    /// <summary>A call along an axis, which is moved to the end for it.</summary>
    public static Node Rows(FusedFunction function, Node[] inputs, double[] hyperParameters, int axis)
    {
        CheckNumbers(function, inputs);
        VariableKind[] kinds = [.. function.Formula.Inputs.Select(parameter => parameter.Variable.Kind)];
        Node[] rows = [.. inputs.Where((_, i) => kinds[i] == VariableKind.Row)];
        var shape = Elementwise.CommonShape(rows, function.Name);
        if (shape.Rank == 0)
            throw new ShapeException($"{function.Name}: of a single number, which has no axis to work along.");
        int along = Axes.Resolve(axis, shape.Rank, function.Name);
        int[] order = [.. Enumerable.Range(0, shape.Rank).Where(other => other != along), along];
        var numbers = Shape.Create([.. order[..^1].Select(other => shape[other])]);

        var prepared = inputs.Select((input, i) => kinds[i] switch
        {
            VariableKind.Row => Reorder(input.BroadcastTo(shape), order),
            _ when Shape.Broadcast(input.Shape, numbers) == numbers => input.BroadcastTo(numbers),
            _ => throw new ShapeException($"{function.Name}: '{Name(function, i)}' is {input.Shape}; along axis {along} of {shape} there is one a row: {numbers}."),
        });
        var result = Node.Create(new RowCall(function, hyperParameters), [.. prepared]);
        return result.Shape.Rank == shape.Rank ? Reorder(result, Inverse(order)) : result;
    }

    /// <summary>The name of an input in the formula.</summary>
    public static string Name(FusedFunction function, int input) => function.Formula.Inputs.ElementAt(input).Variable.Name;

    private static void CheckNumbers(FusedFunction function, Node[] inputs)
    {
        int first = -1, i = -1;
        foreach (var parameter in function.Formula.Inputs)
        {
            var type = inputs[++i].ElementType;
            if (parameter.Variable.Kind == VariableKind.Label)
            {
                if (!type.IsInteger)
                    throw new ShapeException($"{function.Name}: '{Name(function, i)}' is {type.Text}; labels must be int32 or int64, cast with Cast(ElementType.Int32).");
                continue;
            }
            if (!type.IsFloatingPoint)
                throw new ShapeException($"{function.Name}: '{Name(function, i)}' is {type.Text}; it must be float32 or float64, cast with Cast(ElementType.Float32).");
            if (first >= 0 && inputs[first].ElementType != type)
                throw new ShapeException(
                    $"{function.Name}: '{Name(function, first)}' is {inputs[first].ElementType.Text}, '{Name(function, i)}' {type.Text}: they must be of one type; cast one with Cast.");
            first = first < 0 ? i : first;
        }
    }

    private static Node Reorder(Node node, int[] order) =>
        order.AsSpan().SequenceEqual([.. Enumerable.Range(0, order.Length)]) ? node : node.Permute(order);

    private static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (int axis = 0; axis < inverse.Length; axis++)
            inverse[order[axis]] = axis;
        return inverse;
    }
}
