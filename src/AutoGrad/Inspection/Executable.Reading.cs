namespace AutoGrad;

public sealed partial class Executable
{
    /// <summary>
    /// What runs, as text: the memory that is given, then a line a step, in order: what it computes from what, its type and shape, and where
    /// in the arena it lies, in bytes. Results that are never needed at the same time share a place. Made for reading and for snapshots.
    /// </summary>
    public string ToText() => PlanText.Write(plan);

    /// <summary>
    /// What runs, as C#: a method that does the same step by step. Element-wise steps stand as the loops that they amount to: they run
    /// block by block, one primitive after the other, vectorised. Other steps are calls of kernels.
    /// </summary>
    public string ToCSharp() => PlanCSharp.Write(plan);

    /// <summary>
    /// What runs, in numbers: the kernels in order, what each has fused, the bytes that it reads and writes, its floating-point operations,
    /// and the memory for all results against what they would take side by side. As text, it is a table.
    /// </summary>
    public Explanation Explain() => Explainer.Explain(plan);
}
