namespace AutoGrad;

/// <summary>How one number is made of those of the classes.</summary>
public enum Averaging
{
    /// <summary>Their mean: every class counts alike.</summary>
    Macro,

    /// <summary>From the counts of all classes together: every sample counts alike, and each of the three is the accuracy.</summary>
    Micro,

    /// <summary>Their mean by the number of samples of each class.</summary>
    Weighted,
}
