namespace AutoGrad.Tests;

/// <summary>MT19937 (Matsumoto and Nishimura 1998), from a given state: the 624 words, then the number of those that were drawn already.</summary>
internal sealed class MersenneTwister(uint[] state)
{
    private readonly uint[] words = state[..624];
    private int next = (int)state[624];

    public uint Next()
    {
        if (next >= words.Length)
            Refill();
        uint y = words[next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    private void Refill()
    {
        for (int i = 0; i < words.Length; i++)
        {
            uint y = (words[i] & 0x80000000) | (words[(i + 1) % 624] & 0x7FFFFFFF);
            words[i] = words[(i + 397) % 624] ^ (y >> 1) ^ ((y & 1) * 0x9908B0DF);
        }
        next = 0;
    }
}
