using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The kernels of element-wise expressions: emitted at run time where the platform allows it, else interpreted. Both give the same bits.</summary>
internal static class ElementKernels
{
    private const int MostInputs = 64;

    /// <summary>For tests: whether everything is interpreted, in graphs that this thread compiles.</summary>
    [field: ThreadStatic]
    internal static bool InterpretAll { get; set; }

    /// <summary>Whether expressions over numbers of this type are emitted.</summary>
    public static bool AreEmitted(ElementType numbers) =>
        numbers.IsFloatingPoint && !InterpretAll && RuntimeFeature.IsDynamicCodeCompiled && EmittedFunctions.AreSupported;

    /// <summary>The kernel of an element-wise node, or of a group.</summary>
    public static NodeKernel Create(Node node, TensorView[] inputs)
    {
        var bodies = node.Operation is ElementGroup group ? group.Expressions : new ExpressionList(((Elementwise)node.Operation).Body);
        var numbers = ElementBody.NumberType(node);
        var layouts = Layouts(node.Shape, inputs);
        if (!AreEmitted(numbers) || inputs.Length > MostInputs)
            return TileCompiler.Compile(bodies[0], numbers, layouts, node.Shape.Size);
        return numbers == ElementType.Float64
            ? new ExpressionKernel<double>(Source<double>(bodies, node.Shape, inputs), layouts, bodies.Count, bodies[0].IsTruth)
            : new ExpressionKernel<float>(Source<float>(bodies, node.Shape, inputs), layouts, bodies.Count, bodies[0].IsTruth);
    }

    /// <summary>The numbers of element-wise expressions over inputs that are broadcast to a shape.</summary>
    public static ElementSource<T> Source<T>(ExpressionList bodies, Shape shape, TensorView[] inputs)
        where T : unmanaged, INumber<T>
    {
        if (!EmittedFunctions.AreSupported)
            throw new NotSupportedException("Expressions are emitted at run time, which this platform does not allow.");
        return Emitted<T>(bodies, shape, inputs);
    }

    [RequiresDynamicCode("Types are emitted at run time.")]
    private static ElementSource<T> Emitted<T>(ExpressionList bodies, Shape shape, TensorView[] inputs)
        where T : unmanaged, INumber<T>
    {
        var type = typeof(T) == typeof(double) ? ElementType.Float64 : ElementType.Float32;
        ElementOperand[] operands = [.. inputs.Select(input => input.BroadcastTo(shape)).Select(view => new ElementOperand(view.Strides, view.Offset, view.ElementType == ElementType.Bool))];
        var rows = OperandRows.Of(shape.AsSpan(), operands);
        var stages = ElementStages.Of(bodies, inputs.Length);
        return new(rows, Layouts(shape, inputs), bodies.Count, stages.Temporaries, stages.Create((own, slots) => EmittedFunctions.For(own, Spread(rows, slots), type)));
    }

    // A bit for each operand of a stage that is one element for a whole row.
    private static ulong Spread(OperandRows rows, IReadOnlyList<int> slots)
    {
        ulong spread = 0;
        for (int i = 0; i < slots.Count; i++)
            if (slots[i] < rows.Readings.Length && rows.Readings[slots[i]] == OperandReading.Spread)
                spread |= 1UL << i;
        return spread;
    }

    private static TileInput[] Layouts(Shape shape, TensorView[] inputs) =>
        [.. inputs.Select(input => new TileInput(input.BroadcastTo(shape).Layout, input.ElementType == ElementType.Bool))];
}
