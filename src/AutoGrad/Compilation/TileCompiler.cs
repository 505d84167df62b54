using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>Makes programs for the tiled interpreter of scalar expressions.</summary>
internal static class TileCompiler
{
    /// <summary>The kernel of an element-wise expression over numbers of this type.</summary>
    public static NodeKernel Compile(Expression body, ElementType numbers, TileInput[] inputs, long size)
    {
        var program = Program(body, inputs.Length, numbers);
        return numbers switch
        {
            ElementType.Float32 => new ElementKernel<float>(program, inputs, size, body.IsTruth),
            ElementType.Float64 => new ElementKernel<double>(program, inputs, size, body.IsTruth),
            ElementType.Int32 => new ElementKernel<int>(program, inputs, size, body.IsTruth),
            _ => new ElementKernel<long>(program, inputs, size, body.IsTruth),
        };
    }

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
            int[] arguments = [.. call.Arguments.Select(argument => argument is Variable variable ? Elementwise.InputOf(variable) : slots[argument])];
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
