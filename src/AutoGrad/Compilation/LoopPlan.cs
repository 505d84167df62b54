using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>How a loop runs.</summary>
/// <param name="Kernel">What runs.</param>
/// <param name="Constants">The known numbers that its body reads: inputs of the kernel after those of the node.</param>
/// <param name="WorkspaceBytes">The memory for what one iteration computes: the kernel's second output.</param>
/// <param name="Once">The steps before the first iteration.</param>
/// <param name="Repeated">The steps of every iteration.</param>
/// <param name="Names">What memory that lies elsewhere at every iteration is called.</param>
internal sealed record LoopPlan(
    LoopKernel Kernel,
    IReadOnlyList<Node> Constants,
    long WorkspaceBytes,
    IReadOnlyList<Step> Once,
    IReadOnlyList<Step> Repeated,
    IReadOnlyDictionary<Storage, string> Names);
