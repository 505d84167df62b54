namespace AutoGrad;

/// <summary>How high the peaks of a cyclic schedule are.</summary>
public enum CycleHeight
{
    /// <summary>All alike: PyTorch's <c>triangular</c>.</summary>
    Constant,

    /// <summary>Each half as high as the one before: <c>triangular2</c>.</summary>
    Halved,

    /// <summary>Shrinking by a factor a step: <c>exp_range</c>.</summary>
    Exponential,
}
