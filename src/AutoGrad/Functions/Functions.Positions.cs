namespace AutoGrad;

// Where an element of a sequence stands, told by numbers that are known when the graph is built.
public static partial class Functions
{
    /// <summary>
    /// The sines and cosines of Vaswani 2017: of position p, feature 2i is sin(p/period^(2i/features)) and feature 2i + 1 the cosine of the same.
    /// </summary>
    /// <param name="positions">How many positions, from 0 on.</param>
    /// <param name="features">How many features each has: an even number.</param>
    /// <param name="period">The longest wavelength is nearly 2π times this.</param>
    /// <param name="type">float32 or float64.</param>
    /// <returns>[positions, features], a constant: computed in double precision when the graph is built.</returns>
    /// <exception cref="ShapeException">The number of features is odd or not positive, that of positions is negative, or the type is no floating-point type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is not a positive number.</exception>
    public static Node SinusoidalPositionalEncoding(int positions, int features, double period = 10_000, ElementType type = ElementType.Float32)
    {
        const string Name = "SinusoidalPositionalEncoding";
        if (positions < 0)
            throw new ShapeException($"{Name}: {positions} positions; there are 0 or more.");
        if (!type.IsFloatingPoint)
            throw new ShapeException($"{Name}: of {type.Text}; sines are float32 or float64.");
        double[] values = [.. Angles(positions, features, period, Name).SelectMany(static angle => new[] { Math.Sin(angle), Math.Cos(angle) })];
        return Node.Constant(values, [positions, features], type);
    }

    /// <summary>
    /// Features turned in pairs by angles that grow with their position, so that products of queries and keys depend on their distance (Su 2021,
    /// RoFormer): of position p, pair i of width/2 is turned by p/period^(2i/width).
    /// </summary>
    /// <remarks>
    /// Two conventions are in use. By default feature i is paired with feature i + width/2, as in GPT-NeoX and Hugging Face's Llama; with
    /// <paramref name="interleaved"/>, feature 2i with feature 2i + 1, as in RoFormer, GPT-J and Meta's Llama. Weights trained with one do not fit the other.
    /// </remarks>
    /// <param name="x">[…, positions, width]: queries or keys, of each head.</param>
    /// <param name="period">The longest wavelength is nearly 2π times this.</param>
    /// <param name="interleaved">Whether neighbours are paired, rather than the halves.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x is no floating-point tensor of positions, or its width is odd.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is not a positive number.</exception>
    public static Node RotaryPositionalEncoding(Node x, double period = 10_000, bool interleaved = false)
    {
        const string Name = "RotaryPositionalEncoding";
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank < 2 || !x.ElementType.IsFloatingPoint)
            throw new ShapeException($"{Name}: the input is {x}; float32 or float64 […, positions, width] is expected.");
        int positions = x.Shape[^2], width = x.Shape[^1];
        double[] angles = Angles(positions, width, period, Name);
        Node sine = Turn(Math.Sin), cosine = Turn(Math.Cos);
        int axis = interleaved ? -1 : -2;
        Shape outer = Shape.Create(x.Shape.AsSpan()[..^1]);
        var pair = x.ReshapeTo(interleaved ? [.. outer, width / 2, 2] : [.. outer, 2, width / 2]).Unstack(axis);
        return Stack([pair[0] * cosine - pair[1] * sine, pair[1] * cosine + pair[0] * sine], axis).ReshapeTo(x.Shape);

        Node Turn(Func<double, double> part) => Node.Constant([.. angles.Select(part)], [positions, width / 2], x.ElementType);
    }

    /// <summary>How far each pair of features is turned at each position: [positions, features / 2].</summary>
    private static double[] Angles(int positions, int features, double period, string function)
    {
        if (features < 2 || features % 2 != 0)
            throw new ShapeException($"{function}: {features} features; they are taken in pairs, so their number is even and at least 2.");
        if (!(period > 0 && double.IsFinite(period)))
            throw new ArgumentOutOfRangeException(nameof(period), period, $"{function}: the period must be a positive number.");
        if ((long)positions * features > Array.MaxLength)
            throw new ShapeException($"{function}: {positions} positions of {features} features are {(long)positions * features} numbers; an array holds {Array.MaxLength}.");
        var angles = new double[positions * (features / 2)];
        for (int i = 0; i < angles.Length; i++)
        {
            var (position, pair) = Math.DivRem(i, features / 2);
            angles[i] = position / Math.Pow(period, 2.0 * pair / features);
        }
        return angles;
    }
}
