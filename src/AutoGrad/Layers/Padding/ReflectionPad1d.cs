namespace AutoGrad;

/// <summary>The elements next to the ends, mirrored at these, before and after: c b | a b c d | c b on one spatial axis: [samples, channels, length].</summary>
/// <param name="before">How many before each axis.</param>
/// <param name="after">How many after it; as many as before by default.</param>
/// <exception cref="ShapeException">There is not one number for all axes or one for each, or one is negative.</exception>
public sealed partial class ReflectionPad1d(PerAxis before, PerAxis after = default)
    : PaddingLayer(nameof(ReflectionPad1d), 1, before, after, PaddingMode.Reflect);
