using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>How integers become one.</summary>
internal interface IIntegerReduction
{
    static abstract T Identity<T>()
        where T : IBinaryInteger<T>, IMinMaxValue<T>;

    static abstract T Combine<T>(T a, T b)
        where T : IBinaryInteger<T>;
}

/// <summary>a + b + …, wrapping around where it overflows.</summary>
internal readonly struct IntegerSum : IIntegerReduction
{
    public static T Identity<T>() where T : IBinaryInteger<T>, IMinMaxValue<T> => T.Zero;

    public static T Combine<T>(T a, T b) where T : IBinaryInteger<T> => unchecked(a + b);
}

/// <summary>The largest.</summary>
internal readonly struct IntegerMax : IIntegerReduction
{
    public static T Identity<T>() where T : IBinaryInteger<T>, IMinMaxValue<T> => T.MinValue;

    public static T Combine<T>(T a, T b) where T : IBinaryInteger<T> => T.Max(a, b);
}

/// <summary>The smallest.</summary>
internal readonly struct IntegerMin : IIntegerReduction
{
    public static T Identity<T>() where T : IBinaryInteger<T>, IMinMaxValue<T> => T.MaxValue;

    public static T Combine<T>(T a, T b) where T : IBinaryInteger<T> => T.Min(a, b);
}

/// <summary>A reduction of integers: exact in any order, so it is a plain loop.</summary>
internal sealed unsafe class IntegerReductionKernel<R, T>(ReductionLayout layout) : NodeKernel
    where R : struct, IIntegerReduction
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override int PieceCount(int phase) => layout.KeptStarts.Length;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        T* source = arguments.Input<T>(0) + layout.KeptStarts[piece];
        int results = layout.RunIsReduced ? 1 : layout.RunLength, length = layout.RunIsReduced ? layout.RunLength : 1;
        T* destination = arguments.Output<T>(0) + (long)piece * results;
        for (int result = 0; result < results; result++)
        {
            T total = R.Identity<T>();
            foreach (long offset in layout.ReducedOffsets)
                for (int i = 0; i < length; i++)
                    total = R.Combine(total, source[offset + result + i]);
            destination[result] = total;
        }
    }
}
