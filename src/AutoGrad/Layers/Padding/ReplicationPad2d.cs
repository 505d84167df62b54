namespace AutoGrad;

/// <summary>The elements at the ends, repeated, before and after: a a | a b c d | d d on two spatial axes: [samples, channels, height, width].</summary>
/// <param name="before">How many before each axis.</param>
/// <param name="after">How many after it; as many as before by default.</param>
/// <exception cref="ShapeException">There is not one number for all axes or one for each, or one is negative.</exception>
public sealed partial class ReplicationPad2d(PerAxis before, PerAxis after = default)
    : PaddingLayer(nameof(ReplicationPad2d), 2, before, after, PaddingMode.Replicate);
