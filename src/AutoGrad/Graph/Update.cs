using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>
/// New values for parameters, as part of a run: given to <see cref="Executable"/>, all updates take effect after everything was read.
/// </summary>
public sealed class Update
{
    /// <summary>A kernel that reads the operands, of which the first are the targets, and writes the targets.</summary>
    /// <param name="name">How text calls it.</param>
    /// <param name="targets">What is written.</param>
    /// <param name="operands">What is read: the targets in their order, then whatever else there is.</param>
    /// <param name="createKernel">Makes the kernel: an input an operand, an output a target, each of which lies where its operand lies.</param>
    /// <param name="definitions">What it computes, in text: a formula a target.</param>
    /// <param name="work">What the kernel computes, part by part.</param>
    internal Update(
        string name, IReadOnlyList<Parameter> targets, IReadOnlyList<Node> operands, Func<NodeKernel> createKernel, IEnumerable<string> definitions, IReadOnlyList<WorkPart> work)
    {
        (Definitions, Work) = (definitions, work);
        Name = name;
        Targets = targets;
        Operands = operands;
        CreateKernel = createKernel;
    }

    private Update(Parameter target, Node value)
    {
        Name = "assign";
        Targets = [target];
        Operands = [value];
    }

    /// <summary>How text calls it.</summary>
    internal string Name { get; }

    /// <summary>What it computes, in text; empty for an assignment, whose value is a node.</summary>
    internal IEnumerable<string> Definitions { get; } = [];

    /// <summary>What the kernel computes, part by part; nothing for an assignment.</summary>
    internal IReadOnlyList<WorkPart> Work { get; } = [];

    /// <summary>The parameters that are written.</summary>
    internal IReadOnlyList<Parameter> Targets { get; }

    /// <summary>The nodes that are read: for an assignment the one value.</summary>
    internal IReadOnlyList<Node> Operands { get; }

    /// <summary>Makes the kernel; null for an assignment.</summary>
    internal Func<NodeKernel>? CreateKernel { get; }

    /// <summary>target ← value.</summary>
    /// <param name="target">A parameter.</param>
    /// <param name="value">A tensor of its shape and type; it may be computed from the parameter itself and from others that are updated.</param>
    /// <exception cref="ShapeException">The shapes or element types differ.</exception>
    public static Update Assign(Parameter target, Node value)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Shape != target.Shape || value.ElementType != target.ElementType)
            throw new ShapeException(
                $"Update.Assign: the value {value} for the parameter {target}: shape and element type must be the parameter's.");
        return new(target, value);
    }

    /// <summary>What is written from what, in one line.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", Targets.Select(target => target.Name))})";
}
