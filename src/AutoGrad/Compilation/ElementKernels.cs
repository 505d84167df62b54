using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>The kernels of element-wise expressions: emitted at run time where the platform allows it, else interpreted. Both give the same bits.</summary>
internal static class ElementKernels
{
    private const int MostInputs = 64;

    /// <summary>For tests: whether everything is interpreted, in graphs that this thread compiles.</summary>
    [field: ThreadStatic]
    internal static bool InterpretAll { get; set; }

    /// <summary>The kernel of an element-wise node.</summary>
    public static NodeKernel Create(Node node, TensorView[] inputs)
    {
        var body = ((Elementwise)node.Operation).Body;
        var numbers = NumberType(node);
        TensorView[] views = [.. inputs.Select(input => input.BroadcastTo(node.Shape))];
        TileInput[] layouts = [.. views.Select(view => new TileInput(view.Layout, view.ElementType == ElementType.Bool))];
        if (CanEmit(numbers, inputs.Length) && EmittedFunctions.AreSupported)
            return numbers == ElementType.Float64
                ? new ExpressionKernel<double>(Source<double>(body, numbers, node.Shape, views, layouts), layouts, body.IsTruth)
                : new ExpressionKernel<float>(Source<float>(body, numbers, node.Shape, views, layouts), layouts, body.IsTruth);
        return TileCompiler.Compile(body, numbers, layouts, node.Shape.Size);
    }

    private static bool CanEmit(ElementType numbers, int inputs) =>
        numbers.IsFloatingPoint && inputs <= MostInputs && !InterpretAll && RuntimeFeature.IsDynamicCodeCompiled;

    [RequiresDynamicCode("Types are emitted at run time.")]
    private static ElementSource<T> Source<T>(Expression body, ElementType numbers, Shape shape, TensorView[] views, TileInput[] layouts)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var rows = OperandRows.Of(shape.AsSpan(), [.. views.Select(view => new ElementOperand(view.Strides, view.Offset, view.ElementType == ElementType.Bool))]);
        return new(rows, layouts, EmittedFunctions.For(body, rows.Spread, numbers));
    }

    // Conditions alone, and the numbers selected by them, are float32.
    private static ElementType NumberType(Node node) => node.ElementType != ElementType.Bool
        ? node.ElementType
        : node.Inputs.Where(input => input.ElementType != ElementType.Bool).Select(input => input.ElementType).FirstOrDefault(ElementType.Float32);
}
