namespace AutoGrad.Kernels;

/// <summary>An element kernel by its body.</summary>
internal sealed class FusedElementKernel<B> : FusedKernel
    where B : struct, IElementBody, IKernel<B>
{
    internal override NodeKernel Create(FusedOperands operands) => operands.Element == ElementType.Float32
        ? new ElementFunctionKernel<B, float>(operands)
        : new ElementFunctionKernel<B, double>(operands);
}

/// <summary>An element kernel on tensors of one shape, in pieces of a fixed number of elements. A result may lie where an input lies.</summary>
internal sealed unsafe class ElementFunctionKernel<B, T>(FusedOperands operands) : NodeKernel
    where B : struct, IElementBody, IKernel<B>
    where T : unmanaged
{
    private const long ElementsPerPiece = 1 << 14;

    private readonly double[] hyperParameters = operands.HyperParameters;
    private readonly ElementType[] scalars = [.. operands.Inputs.Skip(B.Inputs).Select(input => input.Type)];
    private readonly int[] order = operands.Order ?? [.. Enumerable.Range(0, B.Inputs)];
    private readonly long count = operands.Count;

    public override int PieceCount(int phase) => checked((int)((count + ElementsPerPiece - 1) / ElementsPerPiece));

    public override bool CanOverwriteInput(int input) => input < B.Inputs;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        Span<double> parameters = stackalloc double[scalars.Length + hyperParameters.Length];
        for (int i = 0; i < scalars.Length; i++)
            parameters[i] = scalars[i] == ElementType.Float32 ? *arguments.Input<float>(B.Inputs + i) : *arguments.Input<double>(B.Inputs + i);
        hyperParameters.CopyTo(parameters[scalars.Length..]);

        long start = piece * ElementsPerPiece;
        T** inputs = stackalloc T*[B.Inputs];
        T** outputs = stackalloc T*[B.Outputs];
        for (int i = 0; i < B.Inputs; i++)
            inputs[i] = arguments.Input<T>(order[i]) + start;
        for (int i = 0; i < B.Outputs; i++)
            outputs[i] = arguments.Output<T>(i) + start;
        ElementLoop.Run(B.Create(parameters), inputs, outputs, (nint)Math.Min(ElementsPerPiece, count - start));
    }
}
