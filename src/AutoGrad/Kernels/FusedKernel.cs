using System.ComponentModel;
using AutoGrad.Symbolics;

namespace AutoGrad.Kernels;

/// <summary>The kernel of a generated function, known by its type only: made into one that runs once shapes and element type are known.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FusedKernel
{
    private protected FusedKernel()
    {
    }

    /// <summary>An element kernel of one input.</summary>
    public static FusedKernel Element1<K>()
        where K : struct, IKernel1<K> => new FusedElementKernel<Body1<K>>();

    /// <summary>An element kernel of two inputs.</summary>
    public static FusedKernel Element2<K>()
        where K : struct, IKernel2<K> => new FusedElementKernel<Body2<K>>();

    /// <summary>An element kernel of three inputs.</summary>
    public static FusedKernel Element3<K>()
        where K : struct, IKernel3<K> => new FusedElementKernel<Body3<K>>();

    /// <summary>An element kernel of four inputs.</summary>
    public static FusedKernel Element4<K>()
        where K : struct, IKernel4<K> => new FusedElementKernel<Body4<K>>();

    /// <summary>An update of a weight with one state.</summary>
    public static FusedKernel Element3To2<K>()
        where K : struct, IKernel3To2<K> => new FusedElementKernel<Body3To2<K>>();

    /// <summary>An update of a weight with two states.</summary>
    public static FusedKernel Element4To3<K>()
        where K : struct, IKernel4To3<K> => new FusedElementKernel<Body4To3<K>>();

    /// <summary>An update of a weight with three states.</summary>
    public static FusedKernel Element5To4<K>()
        where K : struct, IKernel5To4<K> => new FusedElementKernel<Body5To4<K>>();

    /// <summary>A kernel of rows.</summary>
    public static FusedKernel Row<K>()
        where K : struct, IRowKernel<K> => new FusedRowKernel<K>();

    /// <summary>Whether it is a kernel of rows that yields a row.</summary>
    internal virtual bool YieldsRow => false;

    /// <summary>The kernel for these operands.</summary>
    internal abstract NodeKernel Create(FusedOperands operands);
}

/// <summary>What a fused kernel is to run on.</summary>
/// <param name="Function">The function's name, for messages.</param>
/// <param name="Element">The element type of results and of all inputs but labels and scalars.</param>
/// <param name="Inputs">What each input is, in order. For an element kernel with more of them than it has operands, the rest are single numbers that are read at each run and precede the hyper-parameters.</param>
/// <param name="Count">The elements, or rows.</param>
/// <param name="RowLength">The elements of a row; 1 for an element kernel.</param>
/// <param name="HyperParameters">The values that the kernel is made with.</param>
internal sealed record FusedOperands(
    string Function, ElementType Element, IReadOnlyList<(VariableKind Kind, ElementType Type)> Inputs, long Count, int RowLength, double[] HyperParameters)
{
    /// <summary>Which input each operand of an element kernel is, where that is not the one at its own place.</summary>
    public int[]? Order { get; init; }
}
