namespace AutoGrad.Kernels;

/// <summary>Random numbers from [0, 1), counted from the state that is its input: int64 (seed, step).</summary>
internal sealed unsafe class RandomUniformKernel<T>(int number, long size) : NodeKernel
    where T : unmanaged
{
    private const int PieceSize = 1 << 13;

    public override int PieceCount(int phase) => (int)((size + PieceSize - 1) / PieceSize);

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        long* state = arguments.Input<long>(0);
        var stream = new Philox((ulong)state[0], RandomStreams.Node(number, state[1]));
        long first = (long)piece * PieceSize;
        int length = (int)Math.Min(PieceSize, size - first);
        if (typeof(T) == typeof(float))
            stream.FillUniform(new Span<float>(arguments.Output<float>(0) + first, length), first);
        else
            stream.FillUniform(new Span<double>(arguments.Output<double>(0) + first, length), first);
    }
}
