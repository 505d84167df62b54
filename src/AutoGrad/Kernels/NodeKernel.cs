namespace AutoGrad.Kernels;

/// <summary>Where a kernel finds its operands: the addresses of inputs, outputs and scratch memory.</summary>
/// <param name="inputs">The address of each input.</param>
/// <param name="outputs">The address of each output.</param>
/// <param name="scratch">At least <see cref="NodeKernel.ScratchBytes"/> bytes, aligned to 64, of any content.</param>
internal readonly unsafe struct KernelArguments(nint* inputs, nint* outputs, nint scratch)
{
    /// <summary>The scratch memory.</summary>
    public byte* Scratch => (byte*)scratch;

    /// <summary>The elements of an input.</summary>
    public T* Input<T>(int index) where T : unmanaged => (T*)inputs[index];

    /// <summary>The elements of an output.</summary>
    public T* Output<T>(int index) where T : unmanaged => (T*)outputs[index];
}

/// <summary>
/// What runs for a node of a graph, made once for its shapes: phases one after the other, each of pieces that are independent of
/// one another. The pieces follow from the shapes alone. It holds no state, so one kernel may run in several places at once.
/// </summary>
internal abstract class NodeKernel
{
    /// <summary>The number of phases.</summary>
    public virtual int PhaseCount => 1;

    /// <summary>The scratch memory that a run needs.</summary>
    public virtual long ScratchBytes => 0;

    /// <summary>The number of pieces of a phase.</summary>
    public virtual int PieceCount(int phase) => 1;

    /// <summary>Whether the first output may lie exactly where this input lies.</summary>
    public virtual bool CanOverwriteInput(int input) => false;

    /// <summary>What an input must satisfy, or a run ends with an error; null if nothing can be wrong.</summary>
    public virtual IndexCheck? Check => null;

    /// <summary>Whether a run can end with an error, when some of the outputs are written.</summary>
    public virtual bool CanFail => Check is not null;

    /// <summary>Does one piece of a phase, after all pieces of the phases before it.</summary>
    public abstract void Run(int phase, int piece, in KernelArguments arguments);
}
