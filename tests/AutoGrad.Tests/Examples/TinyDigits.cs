using System.Buffers.Binary;

namespace AutoGrad.Tests;

/// <summary>Data in the format of MNIST, small and easy: an image of 6×5 whose bright row is its class.</summary>
internal sealed class TinyDigits : IDisposable
{
    public const int Classes = 4;

    private const int Height = 6, Width = 5;

    public TinyDigits()
    {
        Write("train", 300);
        Write("t10k", 100);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("autograd-digits-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Write(string part, int count)
    {
        using var images = Create($"{part}-images-idx3-ubyte", 0x803, count, Height, Width);
        using var labels = Create($"{part}-labels-idx1-ubyte", 0x801, count);
        for (int i = 0; i < count; i++)
        {
            int label = i * 7 % Classes;
            for (int pixel = 0; pixel < Height * Width; pixel++)
                images.WriteByte((byte)(pixel / Width == label ? 200 + (i + pixel) % 50 : (i + 3 * pixel) % 40));
            labels.WriteByte((byte)label);
        }
    }

    private FileStream Create(string name, params int[] header)
    {
        var file = File.Create(System.IO.Path.Combine(Path, name));
        Span<byte> number = stackalloc byte[4];
        foreach (int value in header)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, value);
            file.Write(number);
        }
        return file;
    }
}
