using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// Random numbers by counting (Philox 4×32 with 10 rounds; Salmon, Moraes, Dror and Shaw, 2011): the number at a position is a
/// function of seed, stream and position, so any part of a stream can be had at once, in any order, on any thread.
/// </summary>
/// <param name="seed">The key.</param>
/// <param name="stream">Which of the key's 2⁶⁴ independent streams.</param>
internal readonly partial struct Philox(ulong seed, ulong stream)
{
    private const ulong Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Step0 = 0x9E3779B9, Step1 = 0xBB67AE85;
    private const double TwoToMinus24 = 1.0 / (1 << 24);
    private const double TwoToMinus32 = 1.0 / (1L << 32);
    private const double TwoToMinus53 = 1.0 / (1L << 53);

    /// <summary>The 128 random bits at a counter, under a key.</summary>
    public static Block At(Block counter, uint key0, uint key1)
    {
        var (a, b, c, d) = counter;
        for (int round = 0; round < 10; round++)
        {
            ulong left = Multiplier0 * a, right = Multiplier1 * c;
            (a, b, c, d) = ((uint)(right >> 32) ^ b ^ key0, (uint)right, (uint)(left >> 32) ^ d ^ key1, (uint)left);
            key0 += Step0;
            key1 += Step1;
        }
        return new(a, b, c, d);
    }

    /// <summary>The block of 128 bits at a position of the stream.</summary>
    public Block this[ulong position] =>
        At(new((uint)position, (uint)(position >> 32), (uint)stream, (uint)(stream >> 32)), (uint)seed, (uint)(seed >> 32));

    /// <summary>Numbers from [0, 1), multiples of 2⁻²⁴: those at <paramref name="first"/>, <paramref name="first"/> + 1, … of the stream.</summary>
    public void FillUniform(Span<float> destination, long first = 0)
    {
        int i = 0;
        for (; i < destination.Length && ((first + i) & 3) != 0; i++)
            destination[i] = Fraction(Word(first + i));
        if (Vector256.IsHardwareAccelerated && i < destination.Length)
            i += FillGroups(destination[i..], (ulong)(first + i) >> 2);
        for (; i + 4 <= destination.Length; i += 4)
        {
            var (a, b, c, d) = this[(ulong)(first + i) >> 2];
            (destination[i], destination[i + 1], destination[i + 2], destination[i + 3]) = (Fraction(a), Fraction(b), Fraction(c), Fraction(d));
        }
        for (; i < destination.Length; i++)
            destination[i] = Fraction(Word(first + i));
    }

    /// <summary>Numbers from [0, 1), multiples of 2⁻⁵³: those at <paramref name="first"/>, <paramref name="first"/> + 1, … of the stream.</summary>
    public void FillUniform(Span<double> destination, long first = 0)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (LongWord(first + i) >> 11) * TwoToMinus53;
    }

    /// <summary>Numbers with mean 0 and variance 1, normally distributed (Box–Muller): those from position <paramref name="first"/> on.</summary>
    public void FillNormal(Span<float> destination, long first = 0)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            long pair = (first + i) & ~1L;
            destination[i] = (float)Normal((Word(pair) + 1.0) * TwoToMinus32, Word(pair + 1) * TwoToMinus32, first + i);
        }
    }

    /// <summary>Numbers with mean 0 and variance 1, normally distributed (Box–Muller): those from position <paramref name="first"/> on.</summary>
    public void FillNormal(Span<double> destination, long first = 0)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            long pair = (first + i) & ~1L;
            double radius = ((LongWord(pair) >> 11) + 1) * TwoToMinus53, angle = (LongWord(pair + 1) >> 11) * TwoToMinus53;
            destination[i] = Normal(radius, angle, first + i);
        }
    }

    /// <summary>The numbers from 0 to the length less 1 in random order, each order as likely as any other (Fisher–Yates).</summary>
    public void FillPermutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = i;
        for (int i = destination.Length - 1; i > 0; i--)
        {
            // 64 random bits scaled to at most 2³¹ choices: none is favoured by more than 2⁻³³.
            int j = (int)Math.BigMul(LongWord(i), (ulong)i + 1, out _);
            (destination[i], destination[j]) = (destination[j], destination[i]);
        }
    }

    private static float Fraction(uint word) => (float)((word >> 8) * TwoToMinus24);

    private static double Normal(double radius, double angle, long position)
    {
        double r = Math.Sqrt(-2 * Math.Log(radius));
        return r * ((position & 1) == 0 ? Math.Cos(2 * Math.PI * angle) : Math.Sin(2 * Math.PI * angle));
    }

    private uint Word(long position)
    {
        var (a, b, c, d) = this[(ulong)position >> 2];
        return (position & 3) switch { 0 => a, 1 => b, 2 => c, _ => d };
    }

    private ulong LongWord(long position)
    {
        var (a, b, c, d) = this[(ulong)position >> 1];
        return (position & 1) == 0 ? ((ulong)b << 32) | a : ((ulong)d << 32) | c;
    }

    /// <summary>128 bits, as four words.</summary>
    public readonly record struct Block(uint A, uint B, uint C, uint D);
}
