using AutoGrad.Kernels;

namespace AutoGrad;

public sealed partial class Parameter
{
    private const int ChunkSize = 1024;
    private (int Seed, string Path)? draw;

    /// <summary>A parameter whose first values are drawn, at once: from seed 0 and its name, until a model that it is part of says otherwise.</summary>
    /// <param name="name">How messages and text call it.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="initializer">How its values are drawn.</param>
    /// <param name="type">float32 or float64.</param>
    /// <param name="isTrainable">Whether optimizers change it; random features stay as they were drawn.</param>
    /// <exception cref="ShapeException">The initializer is not meant for such a shape, or the type is not a floating-point type.</exception>
    public Parameter(string name, Shape shape, Initializer initializer, ElementType type = ElementType.Float32, bool isTrainable = true)
        : this(name, shape, type, isTrainable)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        if (!type.IsFloatingPoint)
            throw new ShapeException($"The parameter '{name}' is {type.Text}; float32 and float64 values can be drawn.");
        Initializer = initializer;
        Draw(0, name);
    }

    /// <summary>Tells what was computed from the values that they were drawn anew.</summary>
    internal event Action? Drawn;

    /// <summary>How the first values were drawn; null for a parameter that began with zeros.</summary>
    public Initializer? Initializer { get; }

    /// <summary>Draws the values.</summary>
    internal void Draw(int seed, string path)
    {
        if (Initializer is null)
            return;
        draw = (seed, path);
        ForEachDrawn(seed, path, static (drawn, current) => { drawn.CopyTo(current); return true; }, static (drawn, current) =>
        {
            for (int i = 0; i < drawn.Length; i++)
                current[i] = (float)drawn[i];
            return true;
        });
        Drawn?.Invoke();
    }

    /// <summary>
    /// Draws the values again if nobody has changed them: from another seed, or, without one, for a path in a model that is larger than the
    /// one they were drawn for, so that layers of the same shape differ in it.
    /// </summary>
    internal void DrawAgain(int? seed, string path)
    {
        if (draw is not { } last || (seed ?? last.Seed, path) == last || (seed is null && Depth(path) <= Depth(last.Path)))
            return;
        if (IsUntouched(last))
            Draw(seed ?? last.Seed, path);
        else
            Keep();
    }

    /// <summary>From here on, the values are not drawn again unless it is asked for.</summary>
    internal void Keep() => draw = null;

    private static int Depth(string path) => path.AsSpan().Count('.');

    private bool IsUntouched((int Seed, string Path) last) => ForEachDrawn(
        last.Seed,
        last.Path,
        static (drawn, current) => drawn.SequenceEqual(current),
        static (drawn, current) =>
        {
            for (int i = 0; i < drawn.Length; i++)
                if ((float)drawn[i] != current[i])
                    return false;
            return true;
        });

    // The values are drawn in double precision and piece by piece: the same in both types, and no second copy of a large weight.
    private bool ForEachDrawn(int seed, string path, Func<Span<double>, Span<double>, bool> doubles, Func<Span<double>, Span<float>, bool> floats)
    {
        var random = new Philox((ulong)seed, RandomStreams.Path(path));
        Span<double> chunk = stackalloc double[ChunkSize];
        for (long first = 0; first < Shape.Size; first += ChunkSize)
        {
            var drawn = chunk[..(int)Math.Min(ChunkSize, Shape.Size - first)];
            Initializer!.Fill(drawn, first, Shape, random);
            bool goOn = ElementType == ElementType.Float32
                ? floats(drawn, Values<float>().Slice((int)first, drawn.Length))
                : doubles(drawn, Values<double>().Slice((int)first, drawn.Length));
            if (!goOn)
                return false;
        }
        return true;
    }
}
