namespace AutoGrad.Kernels;

/// <summary>Where a step of a loop finds an operand: bytes into an input or an output of the loop's kernel, further on at every iteration.</summary>
/// <param name="IsOutput">Whether it lies in an output.</param>
/// <param name="Index">Which input or output.</param>
/// <param name="Offset">Where it begins at the first iteration, in bytes.</param>
/// <param name="Stride">How far it moves from one iteration to the next.</param>
internal readonly record struct LoopOperand(bool IsOutput, int Index, long Offset, long Stride);

/// <summary>A kernel that runs in a loop, and where it finds its operands.</summary>
/// <param name="Kernel">What runs.</param>
/// <param name="Inputs">What it reads.</param>
/// <param name="Outputs">What it writes.</param>
/// <param name="Layer">The layer whose node it computes, for messages.</param>
internal sealed record LoopStep(NodeKernel Kernel, LoopOperand[] Inputs, LoopOperand[] Outputs, string? Layer);

/// <summary>
/// Kernels that run once, then kernels that run at every iteration, one after the other. Each of their phases is a phase of the loop, so
/// that threads share the pieces of every kernel as they do outside of loops.
/// </summary>
internal sealed unsafe class LoopKernel : NodeKernel
{
    private readonly LoopStep[] once, repeated;
    private readonly int[] oncePhases, repeatedPhases;
    private readonly int iterations;
    private readonly bool reverse;

    /// <param name="once">What runs before the first iteration.</param>
    /// <param name="repeated">What runs at every iteration.</param>
    /// <param name="iterations">The number of iterations.</param>
    /// <param name="reverse">Whether the first iteration is that of the last position.</param>
    public LoopKernel(LoopStep[] once, LoopStep[] repeated, int iterations, bool reverse)
    {
        (this.iterations, this.reverse) = (iterations, reverse);
        (this.once, this.repeated) = ([.. once.Where(HasPhases)], [.. repeated.Where(HasPhases)]);
        oncePhases = Starts(this.once);
        repeatedPhases = Starts(this.repeated);
        PhaseCount = checked(oncePhases[^1] + iterations * repeatedPhases[^1]);
        var all = this.once.Concat(this.repeated);
        ScratchBytes = all.Select(step => step.Kernel.ScratchBytes).DefaultIfEmpty().Max();
        CanFail = all.Any(step => step.Kernel.CanFail);
    }

    public override int PhaseCount { get; }

    public override long ScratchBytes { get; }

    /// <summary>Whether any kernel can fail, be it in the first iteration or in the last.</summary>
    public override bool CanFail { get; }

    public override int PieceCount(int phase)
    {
        var (step, inner, _) = Locate(phase);
        return step.Kernel.PieceCount(inner);
    }

    /// <summary>Which kernel a phase belongs to: a number among those that run once, then those of every iteration, without those that do nothing.</summary>
    public int KernelOf(int phase)
    {
        bool isOnce = phase < oncePhases[^1];
        return isOnce ? IndexOf(oncePhases, phase) : once.Length + IndexOf(repeatedPhases, (phase - oncePhases[^1]) % repeatedPhases[^1]);
    }

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        var (step, inner, iteration) = Locate(phase);
        nint* addresses = stackalloc nint[step.Inputs.Length + step.Outputs.Length];
        for (int i = 0; i < step.Inputs.Length; i++)
            addresses[i] = Address(step.Inputs[i], iteration, arguments);
        for (int i = 0; i < step.Outputs.Length; i++)
            addresses[step.Inputs.Length + i] = Address(step.Outputs[i], iteration, arguments);
        try
        {
            step.Kernel.Run(inner, piece, new KernelArguments(addresses, addresses + step.Inputs.Length, (nint)arguments.Scratch));
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw OutOfRange.In(error, step.Layer, $"at position {(reverse ? iterations - 1 - iteration : iteration)} of a loop");
        }
    }

    private static nint Address(in LoopOperand operand, int iteration, in KernelArguments arguments) =>
        (nint)(operand.IsOutput ? arguments.Output<byte>(operand.Index) : arguments.Input<byte>(operand.Index)) + (nint)(operand.Offset + iteration * operand.Stride);

    private static bool HasPhases(LoopStep step) => step.Kernel.PhaseCount > 0;

    // Where the phases of each step begin among those of all, and how many there are.
    private static int[] Starts(LoopStep[] steps)
    {
        var starts = new int[steps.Length + 1];
        for (int i = 0; i < steps.Length; i++)
            starts[i + 1] = checked(starts[i] + steps[i].Kernel.PhaseCount);
        return starts;
    }

    private (LoopStep Step, int Phase, int Iteration) Locate(int phase)
    {
        if (phase < oncePhases[^1])
            return Locate(once, oncePhases, phase, 0);
        var (iteration, inner) = Math.DivRem(phase - oncePhases[^1], repeatedPhases[^1]);
        return Locate(repeated, repeatedPhases, inner, iteration);
    }

    private static (LoopStep Step, int Phase, int Iteration) Locate(LoopStep[] steps, int[] starts, int phase, int iteration)
    {
        int index = IndexOf(starts, phase);
        return (steps[index], phase - starts[index], iteration);
    }

    private static int IndexOf(int[] starts, int phase)
    {
        int found = Array.BinarySearch(starts, phase);
        return found >= 0 ? found : ~found - 1;
    }
}
