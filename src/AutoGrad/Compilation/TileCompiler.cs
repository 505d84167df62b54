using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>Makes element kernels of scalar expressions.</summary>
internal static class TileCompiler
{
    /// <summary>The kernel of an element-wise node.</summary>
    public static NodeKernel Compile(Node node, IReadOnlyList<TensorView> inputs)
    {
        var body = ((Elementwise)node.Operation).Body;
        var numbers = NumberType(node);
        var program = Program(body, inputs.Count, numbers);
        TileInput[] layouts = [.. inputs.Select(input => new TileInput(Layout(input.BroadcastTo(node.Shape)), input.ElementType == ElementType.Bool))];
        bool yieldsTruth = node.ElementType == ElementType.Bool;
        return numbers switch
        {
            ElementType.Float32 => new ElementKernel<float>(program, layouts, node.Shape.Size, yieldsTruth),
            ElementType.Float64 => new ElementKernel<double>(program, layouts, node.Shape.Size, yieldsTruth),
            ElementType.Int32 => new ElementKernel<int>(program, layouts, node.Shape.Size, yieldsTruth),
            _ => new ElementKernel<long>(program, layouts, node.Shape.Size, yieldsTruth),
        };
    }

    /// <summary>How a view lies in memory, for kernels.</summary>
    public static StridedLayout Layout(TensorView view) => new(view.Shape.AsSpan(), view.Strides, view.Offset);

    // Conditions alone, and the numbers selected by them, are float32.
    private static ElementType NumberType(Node node) => node.ElementType != ElementType.Bool
        ? node.ElementType
        : node.Inputs.Where(input => input.ElementType != ElementType.Bool).Select(input => input.ElementType).FirstOrDefault(ElementType.Float32);

    private static TileProgram Program(Expression body, int inputs, ElementType numbers)
    {
        if (body is not Call)
            body = Expression.Apply(Primitives.StopGradient, body);
        var ordered = Walk.Ordered(body);
        Constant[] constants = [.. ordered.OfType<Constant>()];
        var slots = new Dictionary<Expression, int>();
        for (int i = 0; i < constants.Length; i++)
            slots[constants[i]] = inputs + i;
        var calls = ordered.OfType<Call>().ToArray();
        var lastUse = new Dictionary<Expression, int>();
        for (int i = 0; i < calls.Length; i++)
            foreach (var argument in calls[i].Arguments)
                lastUse[argument] = i;

        int firstTemporary = inputs + constants.Length, temporaries = 0;
        var free = new Stack<int>();
        var instructions = new (Call Call, int[] Arguments, int Result)[calls.Length];
        for (int i = 0; i < calls.Length; i++)
        {
            var call = calls[i];
            int[] arguments = [.. call.Arguments.Select(argument => argument is Variable variable ? int.Parse(variable.Name.AsSpan(1)) : slots[argument])];
            foreach (var argument in call.Arguments.Distinct())
                if (argument is Call && lastUse[argument] == i)
                    free.Push(slots[argument]);
            if (i < calls.Length - 1)
                slots[call] = free.TryPop(out int reused) ? reused : firstTemporary + temporaries++;
            instructions[i] = (call, arguments, i < calls.Length - 1 ? slots[call] : -1);
        }
        int result = firstTemporary + temporaries;
        return new(inputs, [.. constants.Select(constant => constant.Value)], temporaries, [.. instructions.Select(instruction => new TileInstruction(
            TileFunctions.For(instruction.Call.Primitive, numbers)
                ?? throw new NotSupportedException($"{instruction.Call.Primitive.Method}: {numbers.Text} has no {instruction.Call.Primitive.Name}."),
            instruction.Arguments,
            instruction.Result < 0 ? result : instruction.Result))]);
    }
}
