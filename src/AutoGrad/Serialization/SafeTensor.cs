namespace AutoGrad.Serialization;

/// <summary>A named tensor of a safetensors file: its elements are little-endian and row-major; a BOOL is one byte, 0 or 1.</summary>
internal sealed record SafeTensor(string Name, SafeTensorType Type, int[] Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>The bytes that a shape needs, or −1 where they are more than a file can hold.</summary>
    public static long ByteCount(SafeTensorType type, ReadOnlySpan<int> shape)
    {
        UInt128 count = (uint)type.Size();
        foreach (var extent in shape)
        {
            count *= (uint)extent;
            // An extent of 0 may still follow; capping keeps the product from wrapping around until it does.
            if (count > long.MaxValue) count = (UInt128)long.MaxValue + 1;
        }
        return count > long.MaxValue ? -1 : (long)count;
    }
}
