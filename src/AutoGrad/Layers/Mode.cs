namespace AutoGrad;

/// <summary>What a model is built for.</summary>
public enum Mode
{
    /// <summary>For use: dropout is the identity, running statistics are read.</summary>
    Inference,

    /// <summary>For training: dropout drops, running statistics are updated.</summary>
    Training,
}
