namespace AutoGrad;

/// <summary>Why a minimisation ended.</summary>
public enum MinimizationEnd
{
    /// <summary>The gradient is as good as zero: a minimum, or another stationary point.</summary>
    GradientIsSmall,

    /// <summary>A step would hardly move the parameters.</summary>
    StepIsSmall,

    /// <summary>A step would hardly lower the value.</summary>
    ReductionIsSmall,

    /// <summary>No step lowers the value, although the gradient says that one should: the limit of what can be computed, or a wrong gradient.</summary>
    NoProgress,

    /// <summary>The number of iterations is used up.</summary>
    IterationLimit,
}
