using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>
/// A row of numbers in double precision, for formulas that look at a whole row: a softmax, a cross-entropy. Its arithmetic works position
/// by position; <see cref="Functions"/> has its functions and reductions. Written as a collection: <c>[1, 2, 3]</c>.
/// </summary>
/// <remarks>It is the exact and slow form of a row formula, which the generated ones are tested against.</remarks>
[CollectionBuilder(typeof(Row), nameof(Create))]
public readonly partial struct Row : IEquatable<Row>, IReadOnlyList<double>
{
    private readonly double[]? values;

    private Row(double[] values) => this.values = values;

    /// <summary>The number of elements.</summary>
    public int Length => Values.Length;

    int IReadOnlyCollection<double>.Count => Length;

    internal double[] Values => values ?? [];

    /// <summary>The element at a label, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row has no such element.</exception>
    public double this[int label] => (uint)label < (uint)Length
        ? Values[label]
        : throw new ArgumentOutOfRangeException(
            nameof(label),
            Length == 0 ? $"Label {label} of an empty row, which has none." : $"Label {label} of a row of {Length} elements: its labels are 0 to {Length - 1}.");

    /// <summary>The row of these numbers.</summary>
    public static Row Create(ReadOnlySpan<double> values) => new(values.ToArray());

    /// <summary>The row of these numbers; they are copied.</summary>
    public static implicit operator Row(double[] values) => Create(values);

    /// <summary>The row of these numbers; they are copied.</summary>
    public static implicit operator Row(ReadOnlySpan<double> values) => Create(values);

    /// <summary>The row of these numbers.</summary>
    public static implicit operator Row(float[] values) => new(Array.ConvertAll(values, static value => (double)value));

    /// <summary>Whether all elements are equal; NaN equals NaN.</summary>
    public static bool operator ==(Row a, Row b) => a.Equals(b);

    /// <summary>Whether any element differs.</summary>
    public static bool operator !=(Row a, Row b) => !a.Equals(b);

    /// <summary>f of each element.</summary>
    public Row Map(Func<double, double> f) => new(Array.ConvertAll(Values, x => f(x)));

    /// <summary>f of the elements of this row and another one, position by position.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public Row Map(Row other, Func<double, double, double> f)
    {
        CheckLength(other);
        var result = new double[Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = f(Values[i], other.Values[i]);
        return new(result);
    }

    /// <summary>f of the elements of this row and two others, position by position.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public Row Map(Row second, Row third, Func<double, double, double, double> f)
    {
        CheckLength(second);
        CheckLength(third);
        var result = new double[Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = f(Values[i], second.Values[i], third.Values[i]);
        return new(result);
    }

    /// <summary>The elements.</summary>
    public ReadOnlySpan<double> AsSpan() => Values;

    /// <summary>A copy of the elements.</summary>
    public double[] ToArray() => [.. Values];

    /// <summary>The elements in order.</summary>
    public ReadOnlySpan<double>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<double> IEnumerable<double>.GetEnumerator() => Values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Values.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Row other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Row other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (double value in this)
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary><c>[1, 0.5, NaN]</c>, in the invariant culture, each number as short as it reads back.</summary>
    public override string ToString() => $"[{string.Join(", ", Values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}]";

    private void CheckLength(Row other)
    {
        if (other.Length != Length)
            throw new ArgumentException($"A row of {Length} elements and a row of {other.Length} do not match: position by position, rows must be equally long.");
    }
}
