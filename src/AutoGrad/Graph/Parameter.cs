using System.Runtime.InteropServices;

namespace AutoGrad;

/// <summary>A tensor that keeps its values between runs: a weight that is learned, or other state. Zero at first.</summary>
public sealed partial class Parameter : Node
{
    private readonly Array values;

    /// <summary>A parameter of zeros.</summary>
    /// <param name="name">How messages and text call it.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="isTrainable">Whether optimizers change it.</param>
    /// <exception cref="ShapeException">It would have more elements than an array can hold.</exception>
    public Parameter(string name, Shape shape, ElementType type = ElementType.Float32, bool isTrainable = true)
        : base(new InputOperation(new(shape, type)), [], new(shape, type), name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Size > Array.MaxLength)
            throw new ShapeException($"The parameter '{name}' of shape {shape} would have {shape.Size} elements; an array holds {Array.MaxLength}.");
        int size = (int)shape.Size;
        values = type switch
        {
            ElementType.Float32 => GC.AllocateArray<float>(size, pinned: true),
            ElementType.Float64 => GC.AllocateArray<double>(size, pinned: true),
            ElementType.Int32 => GC.AllocateArray<int>(size, pinned: true),
            ElementType.Int64 => GC.AllocateArray<long>(size, pinned: true),
            _ => GC.AllocateArray<bool>(size, pinned: true),
        };
        IsTrainable = isTrainable;
    }

    /// <summary>Whether a trainer has its optimizer change it; a training looks when it begins. What is not trainable stays as it is: it is frozen.</summary>
    public bool IsTrainable { get; set; }

    /// <summary>The path in the model that was built last with this parameter; null before that.</summary>
    public string? Path { get; internal set; }

    /// <summary>The values, row-major: to be read and written.</summary>
    /// <typeparam name="T">The element's type in C#.</typeparam>
    /// <exception cref="ArgumentException">The parameter's elements are of another type.</exception>
    public Span<T> Values<T>()
        where T : unmanaged =>
        values is T[] typed
            ? typed
            : throw new ArgumentException($"The parameter '{Name}' holds {ElementType.Text}, which cannot be read as {typeof(T).Name}.");

    /// <summary>The values as they lie in memory.</summary>
    internal Span<byte> Bytes => values switch
    {
        float[] typed => MemoryMarshal.AsBytes(typed.AsSpan()),
        double[] typed => MemoryMarshal.AsBytes(typed.AsSpan()),
        int[] typed => MemoryMarshal.AsBytes(typed.AsSpan()),
        long[] typed => MemoryMarshal.AsBytes(typed.AsSpan()),
        _ => MemoryMarshal.AsBytes(((bool[])values).AsSpan()),
    };

    /// <summary>Where the values lie; they never move.</summary>
    internal unsafe nint Address => (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(values));

    /// <summary>What the parameter is, in one line: by its path, once a model was built with it.</summary>
    public override string ToString() => $"{Path ?? Name} : {ElementType.Text} {Shape}";

    /// <summary>A copy of the values in double precision; true is 1.</summary>
    internal double[] ToDoubles() => values switch
    {
        float[] typed => Array.ConvertAll(typed, static value => (double)value),
        double[] typed => [.. typed],
        int[] typed => Array.ConvertAll(typed, static value => (double)value),
        long[] typed => Array.ConvertAll(typed, static value => (double)value),
        bool[] typed => Array.ConvertAll(typed, static value => value ? 1.0 : 0.0),
        _ => throw new InvalidOperationException($"Unknown storage {values.GetType()}."),
    };
}
