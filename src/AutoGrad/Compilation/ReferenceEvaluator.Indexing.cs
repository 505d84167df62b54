namespace AutoGrad;

// Elements by position along an axis: gathered, scattered, ordered, accumulated.
internal static partial class ReferenceEvaluator
{
    private static double[] Gather(GatherRows gather, Node node, double[][] inputs)
    {
        var (table, indices, axis) = (node.Inputs[0].Shape, node.Inputs[1].Shape, gather.Axis);
        return Map(node.Shape, position =>
        {
            int number = Offset(indices, i => position[axis + i]);
            int chosen = Index("Gather", node, inputs[1], number, axis, table[axis]);
            return inputs[0][Offset(table, i => i < axis ? position[i] : i == axis ? chosen : position[i + indices.Rank - 1])];
        });
    }

    private static double[] Scatter(ScatterRows scatter, Node node, double[][] inputs)
    {
        var (indices, axis) = (node.Inputs[1].Shape, scatter.Axis);
        var result = new double[node.Shape.Size];
        int next = 0;
        Map(node.Inputs[0].Shape, position =>
        {
            int number = Offset(indices, i => position[axis + i]);
            int chosen = Index("Gather", node, inputs[1], number, axis, scatter.Extent);
            return result[Offset(node.Shape, i => i < axis ? position[i] : i == axis ? chosen : position[i + indices.Rank - 1])] += inputs[0][next++];
        });
        return result;
    }

    private static double[] GatherElements(GatherElements gather, Node node, double[][] inputs)
    {
        var table = node.Inputs[0].Shape;
        int next = 0;
        return Map(node.Shape, position =>
        {
            int chosen = Index("GatherElements", node, inputs[1], next++, gather.Axis, table[gather.Axis]);
            return inputs[0][Offset(table, axis => axis == gather.Axis ? chosen : position[axis])];
        });
    }

    private static double[] ScatterElements(ScatterElements scatter, Node node, double[][] inputs)
    {
        var result = new double[node.Shape.Size];
        int next = 0;
        Map(node.Inputs[0].Shape, position =>
        {
            int chosen = Index(scatter.Method, node, inputs[1], next, scatter.Axis, scatter.Extent);
            return result[Offset(node.Shape, axis => axis == scatter.Axis ? chosen : position[axis])] += inputs[0][next++];
        });
        return result;
    }

    private static double[] LastPositions(LastPosition last, Node node, double[] indices)
    {
        double[] result = [.. Enumerable.Repeat(-1.0, checked((int)node.Shape.Size))];
        int next = 0;
        Map(node.Inputs[0].Shape, position =>
        {
            int chosen = Index("Scatter", node, indices, next++, last.Axis, last.Extent);
            return result[Offset(node.Shape, axis => axis == last.Axis ? chosen : position[axis])] = position[last.Axis];
        });
        return result;
    }

    // The indices are a node's last input.
    private static int Index(string operation, Node node, double[] indices, int position, int axis, int extent) => indices[position] >= 0 && indices[position] < extent
        ? (int)indices[position]
        : throw new Kernels.IndexRange(operation, axis, extent, IsLong: false, [.. node.Inputs[^1].Shape]).NoSuchElement(indices[position], position);

    private static double[] Check(Kernels.NumberBounds bounds, Node node, double[] numbers)
    {
        int wrong = Array.FindIndex(numbers, number => number < bounds.Least || number > bounds.Most);
        return wrong < 0 ? numbers : throw bounds.NotWithin(numbers[wrong], wrong, node.Shape.AsSpan());
    }

    private static double[] Extreme(ArgExtreme extreme, Node node, double[] x)
    {
        var shape = node.Inputs[0].Shape;
        return Map(node.Shape, position =>
        {
            double At(int i) => x[Offset(shape, axis => axis == extreme.Axis ? i : position[axis - (axis > extreme.Axis ? 1 : 0)])];
            int best = 0;
            for (int i = 1; i < shape[extreme.Axis]; i++)
                if ((extreme.IsSmallest ? At(i) < At(best) : At(i) > At(best)) || (double.IsNaN(At(i)) && !double.IsNaN(At(best))))
                    best = i;
            return best;
        });
    }

    private static double[] Order(double[] line, bool descending)
    {
        // By C#'s order NaN comes before everything.
        var larger = Comparer<int>.Create((i, j) => double.IsNaN(line[i]) || double.IsNaN(line[j])
            ? double.IsNaN(line[i]).CompareTo(double.IsNaN(line[j]))
            : line[i].CompareTo(line[j]));
        var positions = Enumerable.Range(0, line.Length);
        return [.. (descending ? positions.OrderByDescending(i => i, larger) : positions.OrderBy(i => i, larger)).Select(i => (double)i)];
    }

    private static double[] Accumulate(double[] line, bool reverse)
    {
        double sum = 0;
        double[] sums = [.. (reverse ? Enumerable.Reverse(line) : line).Select(value => sum += value)];
        return reverse ? [.. Enumerable.Reverse(sums)] : sums;
    }

    /// <summary>Every line along an axis of the input, replaced by another one.</summary>
    private static double[] Lines(int along, Node node, double[] x, Func<double[], double[]> replace)
    {
        var shape = node.Inputs[0].Shape;
        var result = new double[checked((int)node.Shape.Size)];
        Map(shape.With(along, 1), position =>
        {
            int At(Shape lines, int i) => Offset(lines, axis => axis == along ? i : position[axis]);
            double[] line = replace([.. Enumerable.Range(0, shape[along]).Select(i => x[At(shape, i)])]);
            for (int i = 0; i < line.Length; i++)
                result[At(node.Shape, i)] = line[i];
            return 0;
        });
        return result;
    }
}
