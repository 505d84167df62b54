namespace AutoGrad.Kernels;

/// <summary>Work in independent pieces, which may run in any order and at the same time.</summary>
internal interface IJob
{
    /// <summary>Does one piece.</summary>
    void Run(int piece);
}
