namespace AutoGrad;

/// <summary>How values between the elements of a tensor are found.</summary>
public enum Interpolation
{
    /// <summary>The value of the element that begins at or before: ⌊i · extent / new extent⌋, as PyTorch's "nearest".</summary>
    Nearest,

    /// <summary>Between the two neighbours along each axis, in proportion: linear, bilinear, trilinear.</summary>
    Linear,
}
