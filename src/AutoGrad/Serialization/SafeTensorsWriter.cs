using System.Buffers.Binary;
using System.Text.Json;

namespace AutoGrad.Serialization;

internal static class SafeTensorsWriter
{
    // The header is padded with spaces, so that the data begin at a multiple of the largest element.
    private const int Alignment = 8;

    public static void Write(Stream stream, IEnumerable<SafeTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        // Larger elements come first: then each tensor starts at a multiple of its own element's size.
        SafeTensor[] ordered = [.. tensors.OrderByDescending(tensor => tensor.Type.Size())];
        Check(ordered);
        var header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in ordered) stream.Write(tensor.Data.Span);
    }

    private static void Check(SafeTensor[] tensors)
    {
        HashSet<string> names = [SafeTensorsFile.MetadataName];
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name)) throw new ArgumentException($"SafeTensors: the name '{tensor.Name}' is taken twice or reserved.");
            if (tensor.Shape.Any(extent => extent < 0) || SafeTensor.ByteCount(tensor.Type, tensor.Shape) != tensor.Data.Length)
            {
                var shape = string.Join(", ", tensor.Shape);
                throw new ArgumentException(
                    $"SafeTensors: '{tensor.Name}' has {tensor.Data.Length} bytes, which don't make {tensor.Type} [{shape}].");
            }
        }
    }

    private static byte[] Header(SafeTensor[] tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            long offset = 0;
            foreach (var tensor in tensors)
            {
                WriteEntry(json, tensor, offset);
                offset += tensor.Data.Length;
            }
            json.WriteEndObject();
        }
        while (buffer.Length % Alignment != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0) return;
        json.WriteStartObject(SafeTensorsFile.MetadataName);
        foreach (var (name, value) in metadata) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafeTensor tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (var extent in tensor.Shape) json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Data.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
