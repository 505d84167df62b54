using AutoGrad.Kernels;

namespace AutoGrad.Tests;

public sealed class PhiloxTests
{
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void The_published_vectors_are_met(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint a, uint b, uint c, uint d) =>
        Assert.Equal(new Philox.Block(a, b, c, d), Philox.At(new(c0, c1, c2, c3), k0, k1));

    [Fact]
    public void A_stream_in_parts_is_the_stream_at_once()
    {
        var random = new Philox(7, 3);
        float[] whole = new float[67], normal = new float[67];
        double[] wholeDouble = new double[67], normalDouble = new double[67];
        random.FillUniform(whole);
        random.FillUniform(wholeDouble);
        random.FillNormal(normal);
        random.FillNormal(normalDouble);
        for (int cut = 0; cut <= 67; cut++)
        {
            float[] part = new float[67 - cut];
            double[] partDouble = new double[67 - cut];
            random.FillUniform(part, cut);
            Assert.Equal(whole[cut..], part);
            random.FillNormal(part, cut);
            Assert.Equal(normal[cut..], part);
            random.FillUniform(partDouble, cut);
            Assert.Equal(wholeDouble[cut..], partDouble);
            random.FillNormal(partDouble, cut);
            Assert.Equal(normalDouble[cut..], partDouble);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(((1L << 32) - 3) * 4)]
    public void Numbers_filled_in_groups_are_the_words_of_the_blocks(long first)
    {
        var random = new Philox(0x0123456789ABCDEF, 0xFEDCBA9876543210);
        var filled = new float[64];
        random.FillUniform(filled, first);
        for (int i = 0; i < filled.Length; i += 4)
        {
            var (a, b, c, d) = random[(ulong)(first + i) / 4];
            uint[] words = [a, b, c, d];
            Assert.Equal(words.Select(word => (word >> 8) / (float)(1 << 24)), filled[i..(i + 4)]);
        }
    }

    [Fact]
    public void Seeds_and_streams_differ()
    {
        Assert.NotEqual(new Philox(1, 0)[0], new Philox(2, 0)[0]);
        Assert.NotEqual(new Philox(1, 0)[0], new Philox(1, 1)[0]);
        Assert.NotEqual(new Philox(1, 0)[0], new Philox(1, 1UL << 32)[0]);
        Assert.NotEqual(new Philox(1, 0)[0], new Philox(1UL << 32, 0)[0]);
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval()
    {
        var values = new float[100_000];
        new Philox(42, 0).FillUniform(values);
        Assert.All(values, value => Assert.InRange(value, 0f, 1f - 1f / (1 << 24)));
        Assert.Equal(0.5, values.Average(value => (double)value), 0.005);
        Assert.Equal(1 / 12.0, values.Average(value => Math.Pow(value - 0.5, 2)), 0.002);
        var doubles = new double[100_000];
        new Philox(42, 0).FillUniform(doubles);
        Assert.All(doubles, value => Assert.InRange(value, 0, Math.BitDecrement(1.0)));
        Assert.Equal(0.5, doubles.Average(), 0.005);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        var singles = new float[200_000];
        var doubles = new double[200_000];
        new Philox(5, 9).FillNormal(singles);
        new Philox(5, 9).FillNormal(doubles);
        foreach (var values in new[] { Array.ConvertAll(singles, value => (double)value), doubles })
        {
            Assert.Equal(0, values.Average(), 0.01);
            Assert.Equal(1, values.Average(value => value * value), 0.02);
            Assert.Equal(3, values.Average(value => value * value * value * value), 0.1);
            Assert.Equal(0, values.Where((_, i) => i % 2 == 0).Zip(values.Where((_, i) => i % 2 == 1), (a, b) => a * b).Average(), 0.02);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void A_permutation_holds_every_number_once(int length)
    {
        var permutation = new int[length];
        new Philox(1, 2).FillPermutation(permutation);
        Assert.Equal(Enumerable.Range(0, length), permutation.Order());
        if (length == 1000)
            Assert.InRange(permutation.Where((value, i) => value == i).Count(), 0, 8);
    }

    [Fact]
    public void Every_order_of_three_is_as_likely_as_any_other()
    {
        var counts = new Dictionary<string, int>();
        var permutation = new int[3];
        for (ulong stream = 0; stream < 6000; stream++)
        {
            new Philox(3, stream).FillPermutation(permutation);
            string order = string.Concat(permutation);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 880, 1120));
    }
}
