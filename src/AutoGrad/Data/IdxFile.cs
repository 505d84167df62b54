using System.Buffers.Binary;
using System.IO.Compression;

namespace AutoGrad;

/// <summary>
/// An array of bytes of any rank, as the IDX format of the MNIST files stores it: two zero bytes, the element type (8: unsigned byte), the
/// rank, each extent as a big-endian int32, then the elements, row-major. Files may be gzipped; that is seen from the content, not the name.
/// </summary>
public sealed class IdxFile
{
    private const byte UnsignedByte = 0x08;

    // Deflate stores at most 1032 bytes in one, so a small file cannot make us allocate much.
    private const long LargestCompression = 1032;

    private readonly int[] shape;
    private readonly byte[] data;

    private IdxFile(int[] shape, byte[] data) => (this.shape, this.data) = (shape, data);

    /// <summary>The extents.</summary>
    public ReadOnlySpan<int> Shape => shape;

    /// <summary>The elements, row-major.</summary>
    public ReadOnlySpan<byte> Data => data;

    /// <summary>Reads a file, gzipped or not.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not of this format, truncated, longer than its header says, or damaged.</exception>
    public static IdxFile Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        var isGzip = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1F, 0x8B];
        file.Position = 0;
        if (!isGzip) return Read(file, path, largestLength: file.Length);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        return Read(unzipped, path, file.Length * LargestCompression);
    }

    private static IdxFile Read(Stream stream, string path, long largestLength)
    {
        Span<byte> magic = stackalloc byte[4];
        ReadHeader(stream, magic, path);
        if (magic is not [0, 0, _, _])
            throw new InvalidDataException($"{path}: not an IDX file; two zero bytes expected at its start, {magic[0]:X2} {magic[1]:X2} found.");
        if (magic[2] != UnsignedByte)
            throw new InvalidDataException($"{path}: elements of type 08 (unsigned byte) expected, type {magic[2]:X2} found.");
        var shape = ReadShape(stream, rank: magic[3], path);
        var length = LengthOf(shape, path);
        if (length > largestLength)
        {
            throw new InvalidDataException(
                $"{path}: truncated; its header announces {length} elements [{Text(shape)}], more than the file can hold.");
        }
        var data = new byte[length];
        var found = Fill(stream, data, path);
        if (found < length)
            throw new InvalidDataException($"{path}: truncated; its header announces {length} elements [{Text(shape)}], {found} found.");
        if (Fill(stream, stackalloc byte[1], path) > 0)
        {
            throw new InvalidDataException(
                $"{path}: too long; its header announces {length} elements [{Text(shape)}], and more bytes follow.");
        }
        return new(shape, data);
    }

    private static int[] ReadShape(Stream stream, int rank, string path)
    {
        if (rank == 0) throw new InvalidDataException($"{path}: at least one dimension expected, none found.");
        Span<byte> header = stackalloc byte[4 * rank];
        ReadHeader(stream, header, path);
        var shape = new int[rank];
        for (var axis = 0; axis < rank; axis++) shape[axis] = BinaryPrimitives.ReadInt32BigEndian(header[(4 * axis)..]);
        return shape;
    }

    private static int LengthOf(int[] shape, string path)
    {
        long length = 1;
        foreach (var extent in shape)
        {
            if (extent < 0) throw new InvalidDataException($"{path}: the shape [{Text(shape)}] has a negative extent.");
            length *= extent;
            if (length > Array.MaxLength) throw new InvalidDataException($"{path}: the shape [{Text(shape)}] has more elements than an array can hold.");
        }
        return (int)length;
    }

    private static void ReadHeader(Stream stream, Span<byte> header, string path)
    {
        if (Fill(stream, header, path) < header.Length)
            throw new InvalidDataException($"{path}: truncated; the file ends within its header.");
    }

    private static int Fill(Stream stream, Span<byte> buffer, string path)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: the gzip data are damaged or truncated ({error.Message})", error);
        }
    }

    private static string Text(int[] shape) => string.Join(" × ", shape);
}
