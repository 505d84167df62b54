using AutoGrad.Symbolics;

namespace AutoGrad.Kernels;

/// <summary>A kernel of rows by its type.</summary>
internal sealed class FusedRowKernel<K> : FusedKernel
    where K : struct, IRowKernel<K>
{
    internal override bool YieldsRow => K.YieldsRow;

    internal override NodeKernel Create(FusedOperands operands) => operands.Element == ElementType.Float32
        ? new RowFunctionKernel<K, float>(operands)
        : new RowFunctionKernel<K, double>(operands);
}

/// <summary>A kernel of rows on tensors, in pieces of whole rows. Resulting rows may lie where an input's rows lie.</summary>
internal sealed unsafe class RowFunctionKernel<K, T>(FusedOperands operands) : NodeKernel
    where K : struct, IRowKernel<K>
    where T : unmanaged
{
    private const int ElementsPerPiece = 1 << 14;

    private readonly K kernel = K.Create(operands.HyperParameters);
    private readonly string function = operands.Function;
    private readonly (VariableKind Kind, ElementType Type)[] inputs = [.. operands.Inputs];
    private readonly long count = operands.Count;
    private readonly int length = operands.RowLength;

    private long RowsPerPiece => Math.Max(1, ElementsPerPiece / Math.Max(1, length));

    public override int PieceCount(int phase) => checked((int)((count + RowsPerPiece - 1) / RowsPerPiece));

    public override IndexCheck? Check => Array.FindIndex(inputs, input => input.Kind == VariableKind.Label) is >= 0 and var labels ? new(labels, length) : null;

    public override bool CanOverwriteInput(int input) => K.YieldsRow && inputs[input].Kind == VariableKind.Row;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        var addresses = new RowAddresses<T>();
        if (K.YieldsRow)
            addresses.Result = arguments.Output<T>(0);
        else
            addresses.Values = arguments.Output<T>(0);
        for (int i = 0; i < inputs.Length; i++)
            Place(ref addresses, inputs[i].Kind, inputs[i].Type, arguments.Input<T>(i));
        RowLoop.Run(kernel, addresses, length, piece * RowsPerPiece, Math.Min(count, (piece + 1) * RowsPerPiece), function);
    }

    private static void Place(ref RowAddresses<T> addresses, VariableKind kind, ElementType type, T* input)
    {
        if (kind == VariableKind.Label && type == ElementType.Int32)
            addresses.Labels = (int*)input;
        else if (kind == VariableKind.Label)
            addresses.LongLabels = (long*)input;
        else if (kind == VariableKind.Row && addresses.A == null)
            addresses.A = input;
        else if (kind == VariableKind.Row && addresses.B == null)
            addresses.B = input;
        else if (kind == VariableKind.Row)
            addresses.C = input;
        else if (addresses.First == null)
            {
            addresses.First = input;
            addresses.FirstStride = 1;
        }
        else
            {
            addresses.Second = input;
            addresses.SecondStride = 1;
        }
    }
}
