namespace AutoGrad;

/// <summary>What becomes of the losses of elements or rows.</summary>
public enum Reduction
{
    /// <summary>They stay apart.</summary>
    None,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their sum, divided by the extent of the first axis, the number of samples: PyTorch's <c>batchmean</c>.</summary>
    BatchMean,
}
