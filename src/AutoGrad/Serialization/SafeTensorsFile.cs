namespace AutoGrad.Serialization;

/// <summary>
/// The safetensors format: the header's length as a little-endian uint64, the header (JSON: name → type, shape, offsets; and
/// <c>__metadata__</c>, a map from text to text), then the tensors' bytes without gaps.
/// </summary>
internal sealed class SafeTensorsFile(IReadOnlyDictionary<string, SafeTensor> tensors, IReadOnlyDictionary<string, string> metadata)
{
    public const string MetadataName = "__metadata__";

    // The limit of the format's reference implementation: a header is read and parsed before anything in it can be checked.
    public const int LargestHeader = 100_000_000;

    public IReadOnlyDictionary<string, SafeTensor> Tensors { get; } = tensors;

    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata;

    /// <summary>Reads and checks a whole file.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not of this format, or damaged; the message says where.</exception>
    public static SafeTensorsFile Read(string path)
    {
        using var file = File.OpenRead(path);
        return SafeTensorsReader.Read(file, path);
    }

    /// <summary>Writes a file, whole or not at all: a crash in between leaves what was there before.</summary>
    /// <exception cref="IOException">There is no such directory, the path is a directory, or writing fails.</exception>
    /// <exception cref="ArgumentException">A name is taken twice or reserved, or data don't fit their shape.</exception>
    public static void Write(string path, IEnumerable<SafeTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"{path}: there is no directory '{directory}' to write to; create it first.");
        if (Directory.Exists(path))
            throw new IOException($"{path}: this is a directory; give the path of a file.");
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = File.Create(temporary))
            {
                SafeTensorsWriter.Write(file, tensors, metadata ?? new Dictionary<string, string>());
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
