namespace AutoGrad;

/// <summary>What an <see cref="EmbeddingBag"/> makes of the rows of a bag.</summary>
public enum BagMode
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The largest of each feature.</summary>
    Max,
}
