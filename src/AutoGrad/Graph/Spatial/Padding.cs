using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>
/// How many elements are put before and after each spatial axis of a convolution's input: one number, <c>1</c>, one an axis, <c>[1, 2]</c>,
/// <see cref="Same"/> or <see cref="Valid"/>. The default is none.
/// </summary>
[CollectionBuilder(typeof(Padding), nameof(Create))]
public readonly struct Padding
{
    private readonly PerAxis numbers;
    private readonly bool isSame;

    private Padding(PerAxis numbers, bool isSame) => (this.numbers, this.isSame) = (numbers, isSame);

    /// <summary>As many as let the result of a convolution with stride 1 have the extents of its input; an odd one goes after the axis, as in PyTorch.</summary>
    public static Padding Same { get; } = new(default, isSame: true);

    /// <summary>None: only windows that lie wholly in the input.</summary>
    public static Padding Valid => default;

    /// <summary>As many before and after each axis.</summary>
    public static implicit operator Padding(int number) => new(number, isSame: false);

    /// <summary>A number an axis.</summary>
    public static Padding Create(ReadOnlySpan<int> numbers) => new(PerAxis.Create(numbers), isSame: false);

    /// <summary>The numbers as they were given.</summary>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => numbers.GetEnumerator();

    /// <summary><c>1</c>, <c>[1, 2]</c>, <c>same</c> or <c>valid</c>.</summary>
    public override string ToString() => isSame ? "same" : numbers.IsGiven ? numbers.ToString() : "valid";

    /// <summary>How many elements come before and after each axis.</summary>
    /// <exception cref="ShapeException">There is not a number an axis, one is negative, or "same" is asked for with another stride than 1.</exception>
    internal (int[] Before, int[] After) Resolve(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, ReadOnlySpan<int> dilations, string operation)
    {
        if (!isSame)
        {
            int[] both = numbers.Resolve(sizes.Length, 0, "padding", operation, byDefault: 0);
            return (both, both);
        }
        if (strides.IndexOfAnyExcept(1) >= 0)
            throw new ShapeException($"{operation}: padding \"same\" with the stride [{string.Join(", ", strides.ToArray())}]; it keeps extents with stride 1 alone, so give numbers.");
        int[] before = new int[sizes.Length], after = new int[sizes.Length];
        for (int i = 0; i < before.Length; i++)
        {
            int total = checked(dilations[i] * (sizes[i] - 1));
            (before[i], after[i]) = (total / 2, total - total / 2);
        }
        return (before, after);
    }
}
