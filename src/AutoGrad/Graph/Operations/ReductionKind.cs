namespace AutoGrad;

/// <summary>How a reduction combines.</summary>
internal enum ReductionKind
{
    Sum,
    Mean,
    Max,
    Min,
    LogSumExp,
}

internal static class ReductionKinds
{
    extension(ReductionKind kind)
    {
        /// <summary>Where the gradient is a convention, and which; null where it never is.</summary>
        public string? Convention => kind switch
        {
            ReductionKind.Max or ReductionKind.Min => "shared equally between ties, and NaN for all where one is NaN, as in PyTorch's amax",
            ReductionKind.LogSumExp => "0 where all are −∞, as in PyTorch's masked softmax; where the result is ∞, 1 for each element that is ∞, 0 for the others",
            _ => null,
        };
    }
}
