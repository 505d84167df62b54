using System.IO.Compression;

namespace AutoGrad.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] TwoByThree = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60];

    private readonly string directory = Directory.CreateTempSubdirectory("idx-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private string FileWith(byte[] content)
    {
        var path = Path.Combine(directory, "file");
        File.WriteAllBytes(path, content);
        return path;
    }

    private string ErrorOf(byte[] content) => Assert.Throws<InvalidDataException>(() => IdxFile.Read(FileWith(content))).Message;

    internal static byte[] Zip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var stream = new GZipStream(zipped, CompressionLevel.Optimal)) stream.Write(content);
        return zipped.ToArray();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_is_read_whether_it_is_gzipped_or_not(bool gzipped)
    {
        var file = IdxFile.Read(FileWith(gzipped ? Zip(TwoByThree) : TwoByThree));
        Assert.Equal([2, 3], file.Shape);
        Assert.Equal([10, 20, 30, 40, 50, 60], file.Data.ToArray());
    }

    [Fact]
    public void A_file_truncated_anywhere_is_refused()
    {
        for (var length = 0; length < TwoByThree.Length; length++) Assert.Contains("file: truncated; ", ErrorOf(TwoByThree[..length]));
    }

    [Fact]
    public void A_gzipped_file_truncated_anywhere_is_refused_unless_every_element_is_there()
    {
        var content = Zip(TwoByThree);
        var refused = 0;
        for (var length = 0; length < content.Length; length++)
        {
            try
            {
                Assert.Equal(TwoByThree[12..], IdxFile.Read(FileWith(content[..length])).Data.ToArray());
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith(Path.Combine(directory, "file: "), error.Message);
                refused++;
            }
        }
        // What may be missing without loss: the mark of the last block's end, and gzip's 8 bytes of checksum and length.
        Assert.InRange(refused, content.Length - 8 - 2, content.Length);
    }

    [Fact]
    public void A_truncated_file_is_told_from_one_that_is_too_long()
    {
        Assert.EndsWith("file: truncated; the file ends within its header.", ErrorOf(TwoByThree[..6]));
        Assert.EndsWith("file: truncated; its header announces 6 elements [2 × 3], 5 found.", ErrorOf(Zip(TwoByThree[..^1])));
        Assert.EndsWith("file: too long; its header announces 6 elements [2 × 3], and more bytes follow.", ErrorOf([.. TwoByThree, 0]));
        Assert.EndsWith("file: too long; its header announces 6 elements [2 × 3], and more bytes follow.", ErrorOf(Zip([.. TwoByThree, 0])));
    }

    [Fact]
    public void What_is_no_file_of_bytes_is_explained()
    {
        Assert.EndsWith("file: not an IDX file; two zero bytes expected at its start, 48 65 found.", ErrorOf("Hello, world"u8.ToArray()));
        Assert.EndsWith("file: elements of type 08 (unsigned byte) expected, type 0D found.", ErrorOf([0, 0, 13, 1, 0, 0, 0, 0]));
        Assert.EndsWith("file: at least one dimension expected, none found.", ErrorOf([0, 0, 8, 0]));
        Assert.EndsWith("file: the shape [-1] has a negative extent.", ErrorOf([0, 0, 8, 1, 255, 255, 255, 255]));
    }

    [Fact]
    public void An_announcement_beyond_what_the_file_can_hold_is_refused_before_memory_is_taken()
    {
        byte[] billion = [0, 0, 8, 1, 0x3B, 0x9A, 0xCA, 0];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.EndsWith("truncated; its header announces 1000000000 elements [1000000000], more than the file can hold.", ErrorOf(billion));
        Assert.EndsWith("truncated; its header announces 1000000000 elements [1000000000], more than the file can hold.", ErrorOf(Zip(billion)));
        Assert.EndsWith("has more elements than an array can hold.", ErrorOf([0, 0, 8, 2, 127, 255, 255, 255, 127, 255, 255, 255]));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    [Fact]
    public void Gzip_data_that_go_on_beyond_the_header_are_not_unpacked()
    {
        var content = Zip([.. TwoByThree, .. new byte[50_000_000]]);
        Assert.True(content.Length < 100_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.EndsWith("file: too long; its header announces 6 elements [2 × 3], and more bytes follow.", ErrorOf(content));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Damaged_gzip_data_are_refused()
    {
        var content = Zip(TwoByThree);
        content[^6] ^= 1;
        Assert.Contains("file: the gzip data are damaged or truncated", ErrorOf(content));
    }
}
