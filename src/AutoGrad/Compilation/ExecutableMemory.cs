using System.Globalization;

namespace AutoGrad;

/// <summary>The memory of one executable: the arena, the inputs and the constants, and scratch memory, with the address of everything in them.</summary>
internal sealed class ExecutableMemory
{
    private readonly AlignedMemory arena, given, scratch;
    private readonly Dictionary<Storage, long> offsets = [];

    public ExecutableMemory(Plan plan)
    {
        arena = Allocate(plan.ArenaBytes, "what is computed", plan);
        long bytes = 0;
        foreach (var storage in plan.Given.Values.Where(storage => storage.Kind is StorageKind.Input or StorageKind.Constant))
        {
            offsets.Add(storage, bytes);
            bytes += (storage.Bytes + Arena.Alignment - 1) / Arena.Alignment * Arena.Alignment;
        }
        given = Allocate(bytes, "inputs and constants", plan);
        scratch = Allocate(plan.Steps.Select(step => step.Kernel.ScratchBytes).DefaultIfEmpty().Max(), "the scratch of one kernel", plan);
        foreach (var storage in plan.Given.Values.Where(storage => storage.Kind == StorageKind.Constant))
            Fill(storage);
    }

    /// <summary>Memory for one kernel at a time. How much it needs depends on the machine, so it is no part of the plan.</summary>
    public nint Scratch => scratch.Address(0);

    /// <summary>Where a storage begins.</summary>
    public nint Address(Storage storage) => storage.Kind switch
    {
        StorageKind.Arena => arena.Address(storage.Offset),
        StorageKind.Parameter => ((Parameter)storage.Node!).Address,
        _ => given.Address(offsets[storage]),
    };

    /// <summary>Elements of a storage that is no parameter.</summary>
    public Span<T> Span<T>(Storage storage, long first, int count)
        where T : unmanaged =>
        storage.Kind == StorageKind.Arena
            ? arena.Span<T>(storage.Offset + first * storage.ElementType.Bytes, count)
            : given.Span<T>(offsets[storage] + first * storage.ElementType.Bytes, count);

    private static AlignedMemory Allocate(long bytes, string what, Plan plan)
    {
        try
        {
            return new(bytes);
        }
        catch (Exception error) when (error is OutOfMemoryException or OverflowException)
        {
            var largest = plan.Given.Values.Concat(plan.Steps.SelectMany(step => step.Outputs)).MaxBy(storage => storage.Bytes);
            throw new OutOfMemoryException(
                string.Create(CultureInfo.InvariantCulture, $"Executable.Compile: there is no memory of {bytes:#,0} bytes for {what}; the largest tensor is {largest?.Node?.ToString() ?? "a result"}, {largest?.Bytes:#,0} bytes."), error);
        }
    }

    private void Fill(Storage storage)
    {
        double[] values = storage.Values!;
        int count = values.Length;
        switch (storage.ElementType)
        {
            case ElementType.Float32:
                Fill(Span<float>(storage, 0, count), values, static value => (float)value);
                break;
            case ElementType.Float64:
                Fill(Span<double>(storage, 0, count), values, static value => value);
                break;
            case ElementType.Int32:
                Fill(Span<int>(storage, 0, count), values, static value => (int)value);
                break;
            case ElementType.Int64:
                Fill(Span<long>(storage, 0, count), values, static value => (long)value);
                break;
            default:
                Fill(Span<bool>(storage, 0, count), values, static value => value != 0);
                break;
        }
    }

    private static void Fill<T>(Span<T> destination, double[] values, Func<double, T> convert)
    {
        for (int i = 0; i < values.Length; i++)
            destination[i] = convert(values[i]);
    }
}
