using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using AutoGrad.Serialization;

namespace AutoGrad.Tests.Serialization;

public sealed class SafeTensorsTests : IDisposable
{
    private static readonly SafeTensor[] OneOfEachType =
    [
        new("mask", SafeTensorType.BOOL, [3], (byte[])[1, 0, 1]),
        new("layers.0.weight", SafeTensorType.F32, [2, 2], Bytes<float>(1, -2, float.NaN, float.Epsilon)),
        new("moment \"ü\"", SafeTensorType.F64, [], Bytes(Math.PI)),
        new("empty", SafeTensorType.F32, [0, 3], ReadOnlyMemory<byte>.Empty),
        new("labels", SafeTensorType.I32, [2], Bytes(-1, int.MaxValue)),
        new("step", SafeTensorType.I64, [1], Bytes(long.MinValue)),
    ];

    private readonly string directory = Directory.CreateTempSubdirectory("safetensors-").FullName;

    private string Path => System.IO.Path.Combine(directory, "file");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void What_is_written_is_read_back()
    {
        SafeTensorsFile.Write(Path, OneOfEachType, new Dictionary<string, string> { ["format"] = "pt", ["ключ"] = "значение" });
        var file = SafeTensorsFile.Read(Path);
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal("значение", file.Metadata["ключ"]);
        Assert.Equal(OneOfEachType.Length, file.Tensors.Count);
        foreach (var tensor in OneOfEachType)
        {
            var read = file.Tensors[tensor.Name];
            Assert.Equal(tensor.Type, read.Type);
            Assert.Equal(tensor.Shape, read.Shape);
            Assert.Equal(tensor.Data.ToArray(), read.Data.ToArray());
        }
        Assert.Equal([Path], Directory.GetFiles(directory));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        SafeTensorsFile.Write(Path, [new("w", SafeTensorType.F32, [1], Bytes(1f))]);
        const string header = """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        Assert.Equal(0, (header.Length + 2) % 8);
        Assert.Equal([(byte)(header.Length + 2), 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header + "  "), 0, 0, 0x80, 0x3F], File.ReadAllBytes(Path));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        SafeTensorsFile.Write(Path, OneOfEachType);
        var before = File.ReadAllBytes(Path);
        var error = Assert.Throws<ArgumentException>(() => SafeTensorsFile.Write(Path, [new("w", SafeTensorType.F32, [2], Bytes(1f))]));
        Assert.Equal("SafeTensors: 'w' has 4 bytes, which don't make F32 [2].", error.Message);
        error = Assert.Throws<ArgumentException>(() => SafeTensorsFile.Write(Path, [OneOfEachType[0], OneOfEachType[0]]));
        Assert.Equal("SafeTensors: the name 'mask' is taken twice or reserved.", error.Message);
        Assert.Equal(before, File.ReadAllBytes(Path));
        Assert.Equal([Path], Directory.GetFiles(directory));
    }

    [Fact]
    public void A_file_truncated_anywhere_is_refused()
    {
        SafeTensorsFile.Write(Path, OneOfEachType);
        var content = File.ReadAllBytes(Path);
        for (var length = 0; length < content.Length; length++) Assert.StartsWith("file: ", ErrorOf(content[..length]));
    }

    [Fact]
    public void A_flipped_bit_is_refused_or_read_as_other_values_but_never_another_error()
    {
        SafeTensorsFile.Write(Path, OneOfEachType, new Dictionary<string, string> { ["a"] = "\u0001é" });
        var content = File.ReadAllBytes(Path);
        var refused = 0;
        for (var bit = 0; bit < 8 * content.Length; bit++)
        {
            content[bit / 8] ^= (byte)(1 << bit % 8);
            var error = Record.Exception(() => Read(content));
            if (error is not null) Assert.IsType<InvalidDataException>(error);
            if (error is not null) refused++;
            content[bit / 8] ^= (byte)(1 << bit % 8);
        }
        Assert.InRange(refused, content.Length, 8 * content.Length);
    }

    [Theory]
    [InlineData("[]", 0, "the safetensors header is damaged: the header should be a JSON object")]
    [InlineData("""{"w":1}""", 0, "the safetensors header is damaged: 'w' should be a JSON object")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1]}}""", 4, "damaged: 'w' needs a dtype, a shape and two data_offsets")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "damaged: 'w' needs a dtype, a shape and two data_offsets")]
    [InlineData("""{"w":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}""", 2, "'w' has the dtype 'F16'; F32, F64, I32, I64, BOOL can be read")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "the shape of 'w' are not integers from 0 to 2147483647")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "the shape of 'w' are not integers from 0 to 2147483647")]
    [InlineData("""{"w":{"dtype":"F32","shape":"1","data_offsets":[0,4]}}""", 4, "the shape of 'w' should be a JSON array")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":0}}""", 4, "'w' has the unknown property 'x'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"w":{}}""", 0, "the name 'w' occurs twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "__metadata__ 'a' should be a JSON string")]
    [InlineData("""{} {}""", 0, "the safetensors header is damaged: ")]
    [InlineData("""{"\uD800":{}}""", 0, "the safetensors header is damaged: ")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "'w' has 4 bytes, which don't make F32 [2].")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,2147483647,4],"data_offsets":[0,0]}}""", 0, "'w' has 0 bytes, which don't make F32")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "'w' lies at 0 to 4, outside the 3 bytes of data.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "'w' lies at 4 to 0, outside the 4 bytes of data.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'w' begins at 4, where 0 is expected: tensors overlap or leave a gap.")]
    [InlineData("""{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6,
        "'w' begins at 2, where 4 is expected: tensors overlap or leave a gap.")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "5 bytes of data, but the tensors end at 4.")]
    [InlineData("""{"w":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}""", -1, "'w' has elements of type BOOL that are neither 0 nor 1.")]
    public void A_wrong_header_is_explained(string header, int dataLength, string message)
    {
        byte[] data = dataLength < 0 ? [2] : new byte[dataLength];
        Assert.Contains(message, ErrorOf(FileOf(Encoding.UTF8.GetBytes(header), data)));
    }

    [Fact]
    public void A_header_that_is_not_UTF_8_or_too_long_is_refused()
    {
        Assert.Equal("file: the safetensors header is damaged: it is not UTF-8", ErrorOf(FileOf([(byte)'{', 0xFF, (byte)'}'], [])));
        Assert.Equal("file: not a safetensors file; 3 bytes are too few for the header's length.", ErrorOf([1, 2, 3]));
        Assert.Equal("file: truncated or not a safetensors file; a header of 5 bytes does not fit into 8 bytes.", ErrorOf([5, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Equal("file: not a safetensors file; its header would have 18446744073709551615 bytes, over the limit of 100000000.",
            ErrorOf([255, 255, 255, 255, 255, 255, 255, 255]));
    }

    private static SafeTensorsFile Read(byte[] content) => SafeTensorsReader.Read(new MemoryStream(content), "file");

    private static string ErrorOf(byte[] content) => Assert.Throws<InvalidDataException>(() => Read(content)).Message;

    private static byte[] FileOf(byte[] header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    private static byte[] Bytes<T>(params ReadOnlySpan<T> values)
        where T : struct => MemoryMarshal.AsBytes(values).ToArray();
}
