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
            ReductionKind.LogSumExp => Symbolics.Primitives.InfiniteShares,
            _ => null,
        };
    }
}
