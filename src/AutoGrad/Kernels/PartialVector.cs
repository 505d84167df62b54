namespace AutoGrad.Kernels;

/// <summary>The first elements of a vector, read and written by way of a padded block: for hardware that cannot mask.</summary>
internal static unsafe class PartialVector
{
    private const int WidestVector = 64;

    public static V Load<V, T>(T* source, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        byte* block = stackalloc byte[WidestVector];
        new Span<byte>(block, WidestVector).Clear();
        Buffer.MemoryCopy(source, block, WidestVector, count * sizeof(T));
        return V.Load(in *(T*)block);
    }

    public static void Store<V, T>(V value, T* destination, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        byte* block = stackalloc byte[WidestVector];
        V.Store(value, ref *(T*)block);
        Buffer.MemoryCopy(block, destination, WidestVector, count * sizeof(T));
    }
}
