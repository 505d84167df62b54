using System.Buffers.Binary;

namespace AutoGrad.Serialization;

/// <summary>Reads the bytes of a file and holds its header against them; nothing is allocated on the word of the file alone.</summary>
internal static class SafeTensorsReader
{
    public static SafeTensorsFile Read(Stream stream, string path)
    {
        var header = SafeTensorsHeader.Parse(ReadHeader(stream, path), path);
        var dataLength = stream.Length - stream.Position;
        CheckLayout(header.Entries, dataLength, path);
        Dictionary<string, SafeTensor> tensors = [];
        foreach (var entry in header.Entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            var data = new byte[entry.End - entry.Begin];
            if (stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) < data.Length)
                throw new InvalidDataException($"{path}: truncated; the data of '{entry.Name}' end too early.");
            if (entry.Type == SafeTensorType.BOOL && data.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)1))
                throw new InvalidDataException($"{path}: '{entry.Name}' has elements of type BOOL that are neither 0 nor 1.");
            tensors.Add(entry.Name, new(entry.Name, entry.Type, entry.Shape, data));
        }
        return new(tensors, header.Metadata);
    }

    private static byte[] ReadHeader(Stream stream, string path)
    {
        Span<byte> start = stackalloc byte[sizeof(ulong)];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
            throw new InvalidDataException($"{path}: not a safetensors file; {stream.Length} bytes are too few for the header's length.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > SafeTensorsFile.LargestHeader)
        {
            throw new InvalidDataException(
                $"{path}: not a safetensors file; its header would have {length} bytes, over the limit of {SafeTensorsFile.LargestHeader}.");
        }
        if ((long)length > stream.Length - stream.Position)
        {
            throw new InvalidDataException(
                $"{path}: truncated or not a safetensors file; a header of {length} bytes does not fit into {stream.Length} bytes.");
        }
        var header = new byte[length];
        stream.ReadExactly(header);
        return header;
    }

    private static void CheckLayout(IReadOnlyList<SafeTensorsEntry> entries, long dataLength, string path)
    {
        foreach (var entry in entries)
        {
            var shape = $"{entry.Type} [{string.Join(", ", entry.Shape)}]";
            if (entry.Begin < 0 || entry.End < entry.Begin || entry.End > dataLength)
            {
                throw new InvalidDataException(
                    $"{path}: '{entry.Name}' lies at {entry.Begin} to {entry.End}, outside the {dataLength} bytes of data.");
            }
            if (SafeTensor.ByteCount(entry.Type, entry.Shape) != entry.End - entry.Begin)
                throw new InvalidDataException($"{path}: '{entry.Name}' has {entry.End - entry.Begin} bytes, which don't make {shape}.");
            if (entry.End - entry.Begin > Array.MaxLength)
                throw new InvalidDataException($"{path}: '{entry.Name}' has more bytes than an array can hold.");
        }
        long end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != end)
            {
                throw new InvalidDataException(
                    $"{path}: '{entry.Name}' begins at {entry.Begin}, where {end} is expected: tensors overlap or leave a gap.");
            }
            end = entry.End;
        }
        if (end != dataLength) throw new InvalidDataException($"{path}: {dataLength} bytes of data, but the tensors end at {end}.");
    }
}
