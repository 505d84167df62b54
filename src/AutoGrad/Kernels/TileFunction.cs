using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>A function over a block of elements: a primitive, or one that was emitted at run time. Conditions are numbers all of whose bits are set, or none.</summary>
internal abstract unsafe class TileFunction
{
    /// <summary>Computes <paramref name="count"/> elements; a result may lie where an argument lies.</summary>
    public abstract void Run(nint* arguments, nint* results, nint count);
}

/// <summary>A function of one argument over floating-point numbers.</summary>
internal sealed unsafe class Tile1<F, T> : TileFunction
    where F : struct, ILaneFunction1
    where T : unmanaged
{
    public override void Run(nint* arguments, nint* results, nint count) =>
        ElementLoop.Run<Body, T>(default, (T**)arguments, (T**)results, count);

    private readonly struct Body : IElementBody
    {
        public static int Inputs => 1;

        public static int Outputs => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, U>(U** inputs, U** outputs, nint index)
            where V : struct, ILanes<V, U>
            where U : unmanaged =>
            V.Store(F.Of(V.Load(in inputs[0][index])), ref outputs[0][index]);
    }
}

/// <summary>A function of two arguments over floating-point numbers.</summary>
internal sealed unsafe class Tile2<F, T> : TileFunction
    where F : struct, ILaneFunction2
    where T : unmanaged
{
    public override void Run(nint* arguments, nint* results, nint count) =>
        ElementLoop.Run<Body, T>(default, (T**)arguments, (T**)results, count);

    private readonly struct Body : IElementBody
    {
        public static int Inputs => 2;

        public static int Outputs => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, U>(U** inputs, U** outputs, nint index)
            where V : struct, ILanes<V, U>
            where U : unmanaged =>
            V.Store(F.Of(V.Load(in inputs[0][index]), V.Load(in inputs[1][index])), ref outputs[0][index]);
    }
}

/// <summary>A function of three arguments over floating-point numbers.</summary>
internal sealed unsafe class Tile3<F, T> : TileFunction
    where F : struct, ILaneFunction3
    where T : unmanaged
{
    public override void Run(nint* arguments, nint* results, nint count) =>
        ElementLoop.Run<Body, T>(default, (T**)arguments, (T**)results, count);

    private readonly struct Body : IElementBody
    {
        public static int Inputs => 3;

        public static int Outputs => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, U>(U** inputs, U** outputs, nint index)
            where V : struct, ILanes<V, U>
            where U : unmanaged =>
            V.Store(F.Of(V.Load(in inputs[0][index]), V.Load(in inputs[1][index]), V.Load(in inputs[2][index])), ref outputs[0][index]);
    }
}

/// <summary>A function over integers, which wrap around where they overflow. A function of fewer arguments ignores the others.</summary>
internal sealed unsafe class IntegerTile<F, T> : TileFunction
    where F : struct, IIntegerFunction
    where T : unmanaged, IBinaryInteger<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(nint* arguments, nint* results, nint count)
    {
        T* a = (T*)arguments[0], b = (T*)arguments[Math.Min(1, F.Arity - 1)], c = (T*)arguments[F.Arity - 1], y = (T*)results[0];
        for (nint i = 0; i < count; i++)
            y[i] = F.Of(a[i], b[i], c[i]);
    }
}
