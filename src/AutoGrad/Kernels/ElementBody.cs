using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>A kernel with its loads and stores: what the one element loop runs, whatever the kernel's arity.</summary>
internal unsafe interface IElementBody
{
    static abstract int Inputs { get; }

    static abstract int Outputs { get; }

    /// <summary>Computes the elements from <paramref name="index"/> on, as many as there are lanes.</summary>
    void At<V, T>(T** inputs, T** outputs, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged;
}

internal readonly unsafe struct Body1<K>(K kernel) : IElementBody, IKernel<Body1<K>>
    where K : struct, IKernel1<K>
{
    private readonly K kernel = kernel;

    public static int Inputs => 1;

    public static int Outputs => 1;

    public static Body1<K> Create(ReadOnlySpan<double> parameters) => new(K.Create(parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V, T>(T** inputs, T** outputs, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        V.Store(kernel.Invoke(V.Load(in inputs[0][index])), ref outputs[0][index]);
}

internal readonly unsafe struct Body2<K>(K kernel) : IElementBody, IKernel<Body2<K>>
    where K : struct, IKernel2<K>
{
    private readonly K kernel = kernel;

    public static int Inputs => 2;

    public static int Outputs => 1;

    public static Body2<K> Create(ReadOnlySpan<double> parameters) => new(K.Create(parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V, T>(T** inputs, T** outputs, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        V.Store(kernel.Invoke(V.Load(in inputs[0][index]), V.Load(in inputs[1][index])), ref outputs[0][index]);
}

internal readonly unsafe struct Body3<K>(K kernel) : IElementBody, IKernel<Body3<K>>
    where K : struct, IKernel3<K>
{
    private readonly K kernel = kernel;

    public static int Inputs => 3;

    public static int Outputs => 1;

    public static Body3<K> Create(ReadOnlySpan<double> parameters) => new(K.Create(parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V, T>(T** inputs, T** outputs, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        V.Store(kernel.Invoke(V.Load(in inputs[0][index]), V.Load(in inputs[1][index]), V.Load(in inputs[2][index])), ref outputs[0][index]);
}

internal readonly unsafe struct Body4<K>(K kernel) : IElementBody, IKernel<Body4<K>>
    where K : struct, IKernel4<K>
{
    private readonly K kernel = kernel;

    public static int Inputs => 4;

    public static int Outputs => 1;

    public static Body4<K> Create(ReadOnlySpan<double> parameters) => new(K.Create(parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V, T>(T** inputs, T** outputs, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        V.Store(
            kernel.Invoke(V.Load(in inputs[0][index]), V.Load(in inputs[1][index]), V.Load(in inputs[2][index]), V.Load(in inputs[3][index])),
            ref outputs[0][index]);
}

internal readonly unsafe struct Body2To2<K>(K kernel) : IElementBody, IKernel<Body2To2<K>>
    where K : struct, IKernel2To2<K>
{
    private readonly K kernel = kernel;

    public static int Inputs => 2;

    public static int Outputs => 2;

    public static Body2To2<K> Create(ReadOnlySpan<double> parameters) => new(K.Create(parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V, T>(T** inputs, T** outputs, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        kernel.Invoke(V.Load(in inputs[0][index]), V.Load(in inputs[1][index]), out V first, out V second);
        V.Store(first, ref outputs[0][index]);
        V.Store(second, ref outputs[1][index]);
    }
}

internal readonly unsafe struct Body3To2<K>(K kernel) : IElementBody, IKernel<Body3To2<K>>
    where K : struct, IKernel3To2<K>
{
    private readonly K kernel = kernel;

    public static int Inputs => 3;

    public static int Outputs => 2;

    public static Body3To2<K> Create(ReadOnlySpan<double> parameters) => new(K.Create(parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V, T>(T** inputs, T** outputs, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        kernel.Invoke(V.Load(in inputs[0][index]), V.Load(in inputs[1][index]), V.Load(in inputs[2][index]), out V first, out V second);
        V.Store(first, ref outputs[0][index]);
        V.Store(second, ref outputs[1][index]);
    }
}

internal readonly unsafe struct Body4To3<K>(K kernel) : IElementBody, IKernel<Body4To3<K>>
    where K : struct, IKernel4To3<K>
{
    private readonly K kernel = kernel;

    public static int Inputs => 4;

    public static int Outputs => 3;

    public static Body4To3<K> Create(ReadOnlySpan<double> parameters) => new(K.Create(parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V, T>(T** inputs, T** outputs, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        kernel.Invoke(
            V.Load(in inputs[0][index]), V.Load(in inputs[1][index]), V.Load(in inputs[2][index]), V.Load(in inputs[3][index]),
            out V first, out V second, out V third);
        V.Store(first, ref outputs[0][index]);
        V.Store(second, ref outputs[1][index]);
        V.Store(third, ref outputs[2][index]);
    }
}

internal readonly unsafe struct Body5To4<K>(K kernel) : IElementBody, IKernel<Body5To4<K>>
    where K : struct, IKernel5To4<K>
{
    private readonly K kernel = kernel;

    public static int Inputs => 5;

    public static int Outputs => 4;

    public static Body5To4<K> Create(ReadOnlySpan<double> parameters) => new(K.Create(parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V, T>(T** inputs, T** outputs, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        kernel.Invoke(
            V.Load(in inputs[0][index]), V.Load(in inputs[1][index]), V.Load(in inputs[2][index]), V.Load(in inputs[3][index]), V.Load(in inputs[4][index]),
            out V first, out V second, out V third, out V fourth);
        V.Store(first, ref outputs[0][index]);
        V.Store(second, ref outputs[1][index]);
        V.Store(third, ref outputs[2][index]);
        V.Store(fourth, ref outputs[3][index]);
    }
}
