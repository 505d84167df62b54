using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Runs steps one after the other: all addresses are known, so that a run is nothing but kernels.</summary>
internal sealed unsafe class StepRunner
{
    private readonly KernelJob job;
    private readonly NodeKernel[] kernels;
    private readonly string?[] layers;
    private readonly int[] firstInputs, firstOutputs;
    private readonly nint[] addresses;
    private readonly nint scratch;

    public StepRunner(IReadOnlyList<Step> steps, ExecutableMemory memory, WorkerPool pool)
    {
        job = new(pool);
        kernels = [.. steps.Select(step => step.Kernel)];
        layers = [.. steps.Select(step => step.Layer)];
        scratch = memory.Scratch;
        firstInputs = new int[steps.Count];
        firstOutputs = new int[steps.Count];
        var all = new List<nint>();
        for (int i = 0; i < steps.Count; i++)
        {
            firstInputs[i] = all.Count;
            foreach (var input in steps[i].Inputs)
                all.Add(memory.Address(input.Storage) + (steps[i].KernelKnowsLayout ? 0 : (nint)(input.Offset * input.ElementType.Bytes)));
            firstOutputs[i] = all.Count;
            foreach (var output in steps[i].Outputs)
                all.Add(memory.Address(output));
        }
        addresses = GC.AllocateArray<nint>(all.Count + 1, pinned: true);
        all.CopyTo(addresses);
    }

    /// <param name="times">Is told how long everything takes; null where nobody asks.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index or a label is out of range; the message says which, and in which layer.</exception>
    public void Run(RunTimes? times)
    {
        int i = 0;
        try
        {
            fixed (nint* first = addresses)
                for (; i < kernels.Length; i++)
                    job.Run(kernels[i], new KernelArguments(first + firstInputs[i], first + firstOutputs[i], scratch), times?.Phases(i));
        }
        catch (ArgumentOutOfRangeException error) when (layers[i] is not null)
        {
            throw OutOfRange.In(error, layers[i]);
        }
    }
}
