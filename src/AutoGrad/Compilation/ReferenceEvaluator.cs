using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// The value of graphs by plain loops in double precision, whatever the element types: the slow oracle of everything faster. Every
/// operation is one short method that reads like its definition.
/// </summary>
internal static partial class ReferenceEvaluator
{
    /// <summary>The values of the outputs, row-major.</summary>
    /// <param name="outputs">What is asked for.</param>
    /// <param name="valueOf">The values of an input or a parameter.</param>
    public static double[][] Evaluate(IReadOnlyList<Node> outputs, Func<Node, double[]> valueOf)
    {
        var values = new Dictionary<Node, double[]>();
        foreach (var node in GraphWalk.Ordered(outputs))
            values[node] = node.Operation is InputOperation or Placeholder ? valueOf(node) : Value(node, [.. node.Inputs.Select(input => values[input])]);
        return [.. outputs.Select(output => values[output])];
    }

    private static double[] Value(Node node, double[][] inputs) => node.Operation switch
    {
        ConstantOperation constant => constant.Values,
        Iota iota => Map(node.Shape, position => position[iota.Axis]),
        Elementwise elementwise => Apply(elementwise, node, inputs),
        RowCall call => Apply(call, node, inputs),
        MatMul matMul => Multiply(matMul, node, inputs),
        Reduce reduce => Combine(reduce, node, inputs[0]),
        Reshape or StopGradient or GradientFilter => inputs[0],
        Cast cast => [.. inputs[0].Select(value => Convert(value, cast.To))],
        BroadcastTo => Stretch(inputs[0], node.Inputs[0].Shape, node.Shape),
        Permute permute => Map(node.Shape, position => inputs[0][Offset(node.Inputs[0].Shape, axis => position[permute.Order.ToList().IndexOf(axis)])]),
        Windows windows => Map(node.Shape, position => inputs[0][Source(windows.Grid, node.Inputs[0].Shape, position)]),
        Fold fold => Fold(fold, node, inputs[0]),
        SliceBox slice => Map(node.Shape, position => inputs[0][Offset(node.Inputs[0].Shape, axis => slice.Box.Start[axis] + position[axis] * slice.Box.Steps[axis])]),
        Pad pad => Pad(pad, node, inputs[0]),
        Concatenation concatenation => Join(concatenation, node, inputs),
        GatherRows gather => Gather(gather, node, inputs),
        ScatterRows scatter => Scatter(scatter, node, inputs),
        GatherElements gather => GatherElements(gather, node, inputs),
        ScatterElements scatter => ScatterElements(scatter, node, inputs),
        LastPosition last => LastPositions(last, node, inputs[0]),
        Bounded bounded => Check(bounded.Bounds, node, inputs[0]),
        WindowArgMax argMax => LargestOfWindows(argMax.Windows, node, inputs[0]),
        ArgExtreme extreme => Extreme(extreme, node, inputs[0]),
        ArgSort sort => Lines(sort.Axis, node, inputs[0], line => Order(line, sort.Descending)[..sort.Count]),
        CumulativeSum sum => Lines(sum.Axis, node, inputs[0], line => Accumulate(line, sum.Reverse)),
        RandomUniform random => Draw(random, inputs[0]),
        ScanOperation scan => Loop(scan, inputs),
        InlinedOperation inlined => Evaluate(inlined.Body.Results, placeholder => inputs[((Placeholder)placeholder.Operation).Number])[0],
        BarrierOperation => inputs[0],
        _ => throw new InvalidOperationException($"The operation '{node.Operation.Name}' has no reference."),
    };

    private static double[] Apply(Elementwise elementwise, Node node, double[][] inputs)
    {
        int size = checked((int)node.Shape.Size);
        var names = new Dictionary<string, double[]>();
        for (int i = 0; i < inputs.Length; i++)
            names[$"a{i}"] = Stretch(inputs[i], node.Inputs[i].Shape, node.Shape);
        if (size == 0)
            return [];
        // All elements at once: positions of the tensor are positions of a row.
        var body = Walk.Rewrite(elementwise.Body, e => e is Variable variable ? Expression.Variable(variable.Name, VariableKind.Row) : null);
        return Evaluation.Evaluate(body, size, variable => names[variable.Name]);
    }

    private static double[] Apply(RowCall call, Node node, double[][] inputs)
    {
        int length = call.RowShape(node.Inputs)[^1];
        return [.. Enumerable.Range(0, checked((int)call.RowCount(node.Inputs))).SelectMany(row =>
        {
            var values = Evaluation.Evaluate(call.Body, length, variable =>
            {
                int input = int.Parse(variable.Name.AsSpan(1));
                double[] all = inputs[input];
                if (variable.Kind == VariableKind.Row)
                    return all[(row * length)..((row + 1) * length)];
                return variable.Kind != VariableKind.Label || (all[row] >= 0 && all[row] < length)
                    ? [all[row]]
                    : throw Kernels.RowLoop.NoSuchLabel(call.Function.Name, row, all[row], length);
            });
            return call.Function.YieldsRow && values.Length == 1 ? [.. Enumerable.Repeat(values[0], length)] : values;
        })];
    }

    private static double[] Multiply(MatMul matMul, Node node, double[][] inputs)
    {
        var (a, b) = (node.Inputs[0].Shape, node.Inputs[1].Shape);
        int inner = a[matMul.TransposeA ? ^2 : ^1], rank = node.Shape.Rank + matMul.Summed;
        var summed = Shape.Create(MatMul.Batch(node.Inputs).AsSpan()[..matMul.Summed]);
        return Map(node.Shape, kept =>
        {
            double sum = 0;
            Map(summed, over =>
            {
                int[] position = [.. over, .. kept];
                for (int k = 0; k < inner; k++)
                    sum += At(a, matMul.TransposeA, position[rank - 2], k, position, inputs[0]) * At(b, matMul.TransposeB, k, position[rank - 1], position, inputs[1]);
                return 0;
            });
            return sum;

            double At(Shape shape, bool transposed, int row, int column, int[] position, double[] values) => values[Offset(shape, axis =>
                axis == shape.Rank - 2 ? transposed ? column : row
                : axis == shape.Rank - 1 ? transposed ? row : column
                : shape[axis] == 1 ? 0 : position[axis + rank - shape.Rank])];
        });
    }

    private static double[] Combine(Reduce reduce, Node node, double[] x)
    {
        var groups = new List<double>[node.Shape.Size];
        for (int i = 0; i < groups.Length; i++)
            groups[i] = [];
        var shape = node.Inputs[0].Shape;
        int next = 0;
        Map(shape, position =>
        {
            groups[Offset(node.Shape, axis => node.Shape[axis] == 1 ? 0 : position[axis])].Add(x[next++]);
            return 0;
        });
        return [.. groups.Select(group => reduce.Kind switch
        {
            ReductionKind.Sum => group.Sum(),
            ReductionKind.Mean => group.Sum() / group.Count,
            ReductionKind.Max => group.Aggregate(Math.Max),
            ReductionKind.Min => group.Aggregate(Math.Min),
            _ => group.Count == 0 ? double.NegativeInfinity : Primitives.LogSumExp.RowValue!([.. group], 0),
        })];
    }

    private static double[] Pad(Pad pad, Node node, double[] x)
    {
        double[] result = [.. Enumerable.Repeat(pad.Value, checked((int)node.Shape.Size))];
        int next = 0;
        Map(node.Inputs[0].Shape, position => result[Offset(node.Shape, axis => pad.Box.Start[axis] + position[axis] * pad.Box.Steps[axis])] = x[next++]);
        return result;
    }

    // The element that an element of a window is.
    private static int Source(WindowGrid grid, Shape shape, int[] position) => Offset(shape, axis =>
    {
        int i = grid.Axes.ToList().IndexOf(axis);
        return i < 0 ? position[axis] : position[axis] * grid.Strides[i] + position[shape.Rank + i] * grid.Dilations[i];
    });

    private static double[] Fold(Fold fold, Node node, double[] x)
    {
        var result = new double[node.Shape.Size];
        int next = 0;
        Map(node.Inputs[0].Shape, position => result[Source(fold.Grid, node.Shape, position)] += x[next++]);
        return result;
    }

    private static double[] Join(Concatenation concatenation, Node node, double[][] inputs)
    {
        var result = new double[node.Shape.Size];
        int start = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            int next = 0;
            Map(node.Inputs[i].Shape, position =>
                result[Offset(node.Shape, axis => position[axis] + (axis == concatenation.Axis ? start : 0))] = inputs[i][next++]);
            start += node.Inputs[i].Shape[concatenation.Axis];
        }
        return result;
    }

    private static double[] LargestOfWindows(WindowSpans windows, Node node, double[] x)
    {
        int rank = node.Shape.Rank - windows.Counts.Rank;
        var shape = node.Inputs[0].Shape;
        var spatial = Shape.Create(shape.AsSpan()[rank..]);
        return Map(node.Shape, position =>
        {
            int[] outer = position[..rank];
            int[] window = [.. windows.Counts.Select((_, i) => windows.Counts.Take(i).Sum() + position[rank + i])];
            double best = -1, largest = 0;
            Map([.. window.Select(w => windows.Sizes[w])], inside =>
            {
                int[] at = [.. window.Select((w, i) => windows.Starts[w] + inside[i] * windows.Dilations[i])];
                double value = x[Offset(shape, axis => axis < rank ? outer[axis] : at[axis - rank])];
                if (best < 0 || value > largest || (double.IsNaN(value) && !double.IsNaN(largest)))
                    (best, largest) = (Offset(spatial, axis => at[axis]), value);
                return 0;
            });
            return best;
        });
    }

    private static double[] Draw(RandomUniform random, double[] state)
    {
        var stream = new Kernels.Philox((ulong)(long)state[0], Kernels.RandomStreams.Node(random.Number, (long)state[1]));
        var result = new double[random.Type.Shape.Size];
        if (random.Type.Element == ElementType.Float64)
        {
            stream.FillUniform(result);
            return result;
        }
        var singles = new float[result.Length];
        stream.FillUniform(singles);
        return Array.ConvertAll(singles, static value => (double)value);
    }

    private static double[] Loop(ScanOperation scan, double[][] inputs)
    {
        var carries = inputs[..scan.Carries];
        var states = carries.Select(carry => new List<double[]> { carry }).ToArray();
        var outputs = Enumerable.Range(0, scan.Outputs).Select(_ => new double[scan.Steps][]).ToArray();
        double[][] sums = [.. scan.Body.Results.Skip(scan.Carries + scan.Outputs).Select(sum => new double[sum.Shape.Size])];
        for (int step = 0; step < scan.Steps; step++)
        {
            int position = scan.Reverse ? scan.Steps - 1 - step : step;
            double[][] arguments = [.. scan.Body.Placeholders.Select((placeholder, i) =>
                i < scan.Carries ? carries[i]
                : i < scan.Carries + scan.Sequences ? inputs[i][(position * (int)placeholder.Shape.Size)..((position + 1) * (int)placeholder.Shape.Size)]
                : inputs[i])];
            double[][] results = Evaluate(scan.Body.Results, placeholder => arguments[((Placeholder)placeholder.Operation).Number]);
            carries = results[..scan.Carries];
            for (int k = 0; k < scan.Carries; k++)
                states[k].Insert(scan.Reverse ? 0 : step + 1, carries[k]);
            for (int o = 0; o < scan.Outputs; o++)
                outputs[o][position] = results[scan.Carries + o];
            for (int j = 0; j < sums.Length; j++)
                sums[j] = [.. sums[j].Zip(results[scan.Carries + scan.Outputs + j], (sum, term) => sum + term)];
        }
        return [.. states.SelectMany(state => state).Concat(sums).Concat(outputs.SelectMany(output => output)).SelectMany(values => values)];
    }

    private static double Convert(double value, ElementType to) => to switch
    {
        ElementType.Bool => value != 0 ? 1 : 0,
        ElementType.Int32 or ElementType.Int64 => Math.Truncate(value),
        ElementType.Float32 => (float)value,
        _ => value,
    };

    private static double[] Stretch(double[] values, Shape from, Shape to) => from == to ? values
        : Map(to, position => values[Offset(from, axis => from[axis] == 1 ? 0 : position[axis + to.Rank - from.Rank])]);

    private static int Offset(Shape shape, Func<int, int> position)
    {
        int offset = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
            offset = offset * shape[axis] + position(axis);
        return offset;
    }

    /// <summary>A value for each position, in row-major order.</summary>
    private static double[] Map(Shape shape, Func<int[], double> value)
    {
        var result = new double[checked((int)shape.Size)];
        var position = new int[shape.Rank];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = value(position);
            for (int axis = shape.Rank - 1; axis >= 0 && ++position[axis] == shape[axis]; axis--)
                position[axis] = 0;
        }
        return result;
    }
}
