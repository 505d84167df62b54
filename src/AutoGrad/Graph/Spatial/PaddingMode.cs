namespace AutoGrad;

/// <summary>What stands outside of a tensor that is padded. An axis a b c d, with two elements on either side:</summary>
public enum PaddingMode
{
    /// <summary>0 0 | a b c d | 0 0.</summary>
    Zeros,

    /// <summary>c b | a b c d | c b.</summary>
    Reflect,

    /// <summary>a a | a b c d | d d.</summary>
    Replicate,

    /// <summary>c d | a b c d | a b.</summary>
    Circular,
}
