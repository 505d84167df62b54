using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>An input of an element kernel: how it lies in memory, and whether it is a condition, a byte an element.</summary>
internal readonly unsafe record struct TileInput(StridedLayout Layout, bool IsTruth)
{
    /// <summary>Where elements can be read as numbers one after the other: where they lie, or else in the buffer, to which they are copied.</summary>
    public nint Read<T>(byte* source, long start, int count, T* buffer)
        where T : unmanaged
    {
        long consecutive = Layout.ConsecutiveAt(start, count);
        if (!IsTruth)
        {
            if (consecutive >= 0)
                return (nint)((T*)source + consecutive);
            Layout.Read((T*)source, start, count, buffer);
            return (nint)buffer;
        }
        byte* truths = source + consecutive;
        if (consecutive < 0)
        {
            // The condition's bytes fit the end of the buffer, and are spread from its front.
            truths = (byte*)buffer + (sizeof(T) - 1) * count;
            Layout.Read(source, start, count, truths);
        }
        Truths.ToMasks(truths, buffer, count);
        return (nint)buffer;
    }
}

/// <summary>Conditions in memory, a byte each, and in blocks that are computed with: numbers all of whose bits are set, or none.</summary>
internal static unsafe class Truths
{
    /// <summary>Reads conditions. The bytes may be the last of the masks' own memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToMasks<T>(byte* source, T* destination, int count)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
            if (sizeof(T) == 4)
                ((int*)destination)[i] = source[i] != 0 ? -1 : 0;
            else
                ((long*)destination)[i] = source[i] != 0 ? -1 : 0;
    }

    /// <summary>Writes conditions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromMasks<T>(T* source, byte* destination, int count)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
            destination[i] = (byte)(sizeof(T) == 4 ? ((int*)source)[i] & 1 : (int)(((long*)source)[i] & 1));
    }
}
