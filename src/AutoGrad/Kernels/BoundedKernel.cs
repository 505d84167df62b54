using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>What whole numbers may be, and what they are called when one is something else.</summary>
/// <param name="Method">Who asks for it.</param>
/// <param name="Meaning">What the numbers are.</param>
/// <param name="Least">The least of them.</param>
/// <param name="Most">The largest of them.</param>
internal sealed record NumberBounds(string Method, string Meaning, int Least, int Most)
{
    /// <summary>The error of a number that is out of bounds.</summary>
    public ArgumentOutOfRangeException NotWithin(double number, long position, ReadOnlySpan<int> shape) => new(
        null,
        $"{Method}: the {Meaning} {(shape.Length == 0 ? "" : $"at position {OutOfRange.Position(position, shape)} ")}is {number}; "
        + (Most < Least ? "there is none that it could be." : $"it must be one of {Least} to {Most}."));
}

/// <summary>Copies whole numbers that are within bounds.</summary>
internal sealed unsafe class BoundedKernel<T>(NumberBounds bounds, int[] shape, long size) : NodeKernel
    where T : unmanaged, IBinaryInteger<T>
{
    public override bool CanFail => true;

    public override bool CanOverwriteInput(int input) => true;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        T* numbers = arguments.Input<T>(0), result = arguments.Output<T>(0);
        for (long i = 0; i < size; i++)
        {
            long number = long.CreateTruncating(numbers[i]);
            result[i] = number >= bounds.Least && number <= bounds.Most ? numbers[i] : throw bounds.NotWithin(number, i, shape);
        }
    }
}
