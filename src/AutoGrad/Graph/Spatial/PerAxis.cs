using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>A number for each spatial axis: one for all of them, <c>3</c>, or one an axis, <c>[3, 5]</c>. The default is the function's own.</summary>
[CollectionBuilder(typeof(PerAxis), nameof(Create))]
public readonly struct PerAxis
{
    private readonly int[]? numbers;
    private readonly bool isOneForAll;

    private PerAxis(int[] numbers, bool isOneForAll) => (this.numbers, this.isOneForAll) = (numbers, isOneForAll);

    /// <summary>The same number for all axes.</summary>
    public static implicit operator PerAxis(int number) => new([number], true);

    /// <summary>A number an axis.</summary>
    public static PerAxis Create(ReadOnlySpan<int> numbers) => new(numbers.ToArray(), false);

    /// <summary>The numbers as they were given.</summary>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => ((ReadOnlySpan<int>)numbers).GetEnumerator();

    /// <summary><c>3</c> or <c>[3, 5]</c>; empty where nothing was given.</summary>
    public override string ToString() => numbers is null ? "" : isOneForAll ? $"{numbers[0]}" : $"[{string.Join(", ", numbers)}]";

    /// <summary>Whether there are numbers at all.</summary>
    internal bool IsGiven => numbers is not null;

    /// <summary>For how many axes there are numbers; null if one is for all, or none is given.</summary>
    internal int? Count => isOneForAll ? null : numbers?.Length;

    /// <summary>A number for each of so many axes.</summary>
    /// <param name="axes">The number of axes.</param>
    /// <param name="least">What each must at least be.</param>
    /// <param name="what">What the numbers are, in messages.</param>
    /// <param name="operation">Who asks, in messages.</param>
    /// <param name="byDefault">The number where none was given.</param>
    /// <exception cref="ShapeException">There are more or fewer numbers than axes, or one is too small.</exception>
    internal int[] Resolve(int axes, int least, string what, string operation, int byDefault = 1)
    {
        if (numbers is not null && !isOneForAll && numbers.Length != axes)
            throw new ShapeException($"{operation}: {this} is given as the {what}, for {axes} spatial {(axes == 1 ? "axis" : "axes")}; give one number for all or one for each.");
        int[] resolved = numbers is null || isOneForAll ? [.. Enumerable.Repeat(numbers?[0] ?? byDefault, axes)] : numbers;
        foreach (int number in resolved)
            if (number < least)
                throw new ShapeException($"{operation}: the {what} {number} is too small; it is at least {least}.");
        return resolved;
    }
}
