namespace AutoGrad.Kernels;

/// <summary>A kernel that packs its second input at every run. Where that stays the same from run to run, it can be packed once.</summary>
internal interface IPrepackable
{
    /// <summary>How that is done; null where it isn't.</summary>
    Prepacking? Prepacked { get; }
}

/// <summary>The two halves of a kernel whose second input is packed beforehand.</summary>
/// <param name="Packing">Packs the input, its only one.</param>
/// <param name="Elements">The number of elements of the packed form.</param>
/// <param name="Rest">What is done at every run: the same as before, but with the packed form as its second input.</param>
internal sealed record Prepacking(NodeKernel Packing, long Elements, NodeKernel Rest);
