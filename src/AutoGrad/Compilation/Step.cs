using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>One kernel of a plan, with what it reads and writes.</summary>
/// <param name="Name">What it does: the operation's name.</param>
/// <param name="Node">The node that it computes; null for copies and updates.</param>
/// <param name="Kernel">What runs.</param>
/// <param name="Inputs">What is read.</param>
/// <param name="Outputs">What is written, whole.</param>
/// <param name="KernelKnowsLayout">Whether the kernel itself knows where in the storage each input begins.</param>
internal sealed record Step(string Name, Node? Node, NodeKernel Kernel, TensorView[] Inputs, Storage[] Outputs, bool KernelKnowsLayout)
{
    /// <summary>Whether it only gives a parameter a value that is there already.</summary>
    public bool IsAssignment { get; init; }

    /// <summary>What the step does at every iteration, if it is a loop.</summary>
    public LoopPlan? Loop { get; init; }

    /// <summary>The element-wise expressions that it computes, one for each output; null if it computes something else, or calls a generated function.</summary>
    public IReadOnlyList<Expression>? Bodies => Node?.Operation switch
    {
        ElementGroup group => group.Expressions.Items,
        Elementwise elements and not FunctionCall => [elements.Body],
        _ => null,
    };

    /// <summary>What it computes, part by part: for a loop nothing, since its steps do.</summary>
    public IReadOnlyList<WorkPart> Work
    {
        get => field ?? Node?.Operation.Work(Node) ?? [new(Name, 0)];
        init;
    }

    /// <summary>The layer whose node it computes, for messages; null outside of all, and for loops, whose own steps know theirs.</summary>
    public string? Layer => Loop is null ? Node?.Layer : null;

    /// <summary>Whether the first output may lie where this storage lies: all that is read there is read before it is written there.</summary>
    public bool CanOverwrite(Storage storage)
    {
        if (Outputs.Length != 1 || Outputs[0].Bytes != storage.Bytes)
            return false;
        bool reads = false;
        for (int i = 0; i < Inputs.Length; i++)
        {
            if (Inputs[i].Storage != storage)
                continue;
            reads = true;
            if (!Inputs[i].IsWhole || !Kernel.CanOverwriteInput(i))
                return false;
        }
        return reads;
    }
}
