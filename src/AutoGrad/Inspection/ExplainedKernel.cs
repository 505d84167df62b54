namespace AutoGrad;

/// <summary>A kernel of an executable.</summary>
/// <param name="Name">What it computes last: an operation, a function, an update, or a copy.</param>
/// <param name="ElementType">The type of the elements that it writes.</param>
/// <param name="Shape">The shape of what it writes.</param>
/// <param name="Layer">The layer that it computes something of, with its path; null outside of all.</param>
/// <param name="Runs">How often it runs in one run of the executable: 1, or as often as the loop that it is in.</param>
/// <param name="Fused">What it computes in one pass, in order, by the names of primitives and operations.</param>
/// <param name="BytesRead">The memory that it reads, in all its runs. What an input repeats counts once; of a table from which rows are chosen, all counts.</param>
/// <param name="BytesWritten">The memory that it writes, in all its runs.</param>
/// <param name="Flops">
/// The floating-point operations, in all its runs: two a term of a matrix product, and one a primitive of an element, whatever that costs,
/// a term of a sum, or a comparison.
/// </param>
public sealed record ExplainedKernel(
    string Name,
    ElementType ElementType,
    Shape Shape,
    string? Layer,
    int Runs,
    IReadOnlyList<string> Fused,
    long BytesRead,
    long BytesWritten,
    long Flops);
