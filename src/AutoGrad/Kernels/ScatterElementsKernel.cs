using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>What becomes of an element of the result when an element goes there.</summary>
internal interface IScattering<T>
    where T : unmanaged
{
    /// <summary>What stands where none goes.</summary>
    static abstract T Empty { get; }

    /// <summary>What stands there after an element that counts <paramref name="position"/> along the axis.</summary>
    static abstract T After(T before, T element, int position);
}

/// <summary>Elements are added up.</summary>
internal readonly struct AddElements<T> : IScattering<T>
    where T : unmanaged, INumber<T>
{
    public static T Empty => T.Zero;

    public static T After(T before, T element, int position) => before + element;
}

/// <summary>The position of the last one stays.</summary>
internal readonly struct KeepLastPosition : IScattering<int>
{
    public static int Empty => -1;

    public static int After(int before, int element, int position) => position;
}

/// <summary>
/// Sends every element to its own position along an axis. Each piece owns some of the lines along the axis, and takes their elements in
/// order, so that the result is the same on any number of threads.
/// </summary>
/// <param name="table">The result along the axis.</param>
/// <param name="count">The extent of the elements along the axis.</param>
/// <param name="range">What the indices may be.</param>
/// <param name="hasElements">Whether there are elements before the indices; else the indices are the only input.</param>
internal sealed unsafe class ScatterElementsKernel<T, S>(AxisLayout table, int count, IndexRange range, bool hasElements) : NodeKernel
    where T : unmanaged
    where S : struct, IScattering<T>
{
    private const int MostPieces = 8, ElementsWorthPieces = 1 << 14;

    private bool IsSmall => ((long)count + table.Length) * table.Outer * table.Inner < ElementsWorthPieces;

    private int OuterPieces => IsSmall ? 1 : (int)Math.Clamp(table.Outer, 1, MostPieces);

    private int InnerPieces => IsSmall ? 1 : (int)Math.Clamp(table.Inner, 1, MostPieces / OuterPieces);

    private long OuterPerPiece => (table.Outer + OuterPieces - 1) / OuterPieces;

    private long InnerPerPiece => (table.Inner + InnerPieces - 1) / InnerPieces;

    public override int PieceCount(int phase) => OuterPieces * InnerPieces;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        var (outerPiece, innerPiece) = Math.DivRem(piece, InnerPieces);
        long first = Math.Min(table.Inner, innerPiece * InnerPerPiece), end = Math.Min(table.Inner, first + InnerPerPiece);
        var indices = new IndexReader(arguments.Input<byte>(hasElements ? 1 : 0), range);
        for (long outer = outerPiece * OuterPerPiece, endOuter = Math.Min(table.Outer, outer + OuterPerPiece); outer < endOuter; outer++)
        {
            T* result = arguments.Output<T>(0) + outer * table.Length * table.Inner;
            if (table.Inner == 1)
            {
                new Span<T>(result, table.Length).Fill(S.Empty);
                ScatterLine(hasElements ? arguments.Input<T>(0) : null, indices, outer * count, result);
                continue;
            }
            for (int i = 0; i < table.Length; i++)
                new Span<T>(result + i * table.Inner + first, (int)(end - first)).Fill(S.Empty);
            for (int i = 0; i < count; i++)
            {
                long line = (outer * count + i) * table.Inner;
                for (long inner = first; inner < end; inner++)
                {
                    ref T place = ref result[indices[line + inner] * table.Inner + inner];
                    place = S.After(place, hasElements ? arguments.Input<T>(0)[line + inner] : default, i);
                }
            }
        }
    }

    // Along the last axis: all elements of a line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScatterLine(T* elements, IndexReader indices, long first, T* result)
    {
        for (int i = 0; i < count; i++)
        {
            ref T place = ref result[indices[first + i]];
            place = S.After(place, elements != null ? elements[first + i] : default, i);
        }
    }
}
