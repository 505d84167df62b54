using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>The kernels of calls of generated functions.</summary>
internal static class FunctionKernels
{
    /// <summary>The kernel of a call element by element, or of one along the last axis. All inputs are consecutive.</summary>
    public static NodeKernel Create(Node node) => node.Operation switch
    {
        FunctionCall call => call.Function.Kernel.Create(new(
            call.Function.Name,
            node.ElementType,
            [.. node.Inputs.Select(input => (VariableKind.Number, input.ElementType))],
            node.Shape.Size,
            RowLength: 1,
            call.HyperParameters)),
        RowCall call => call.Function.Kernel.Create(new(
            call.Function.Name,
            node.ElementType,
            [.. node.Inputs.Select((input, i) => (call.Kinds[i], input.ElementType))],
            call.RowCount(node.Inputs),
            call.RowShape(node.Inputs)[^1],
            call.HyperParameters)),
        _ => throw new InvalidOperationException($"The operation '{node.Operation.Name}' is no call of a generated function."),
    };
}
