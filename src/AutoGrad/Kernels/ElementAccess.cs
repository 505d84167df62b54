using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The elements of all operands at one position, as many as there are lanes: what a function that was emitted at run time reads and writes.</summary>
internal interface IElementAccess<V>
    where V : struct, ILanes<V>
{
    /// <summary>The elements of an input.</summary>
    V Load(int input);

    /// <summary>The one element of an input, in all lanes.</summary>
    V Spread(int input);

    /// <summary>Writes the elements of a result.</summary>
    void Store(int output, V value);
}

/// <summary>A function of elements that was emitted at run time: its arithmetic between loads and stores.</summary>
internal interface IElementFunction
{
    /// <summary>Computes the elements of one position.</summary>
    static abstract void At<V, A>(A elements)
        where V : struct, ILanes<V>
        where A : struct, IElementAccess<V>;
}

/// <summary>A full vector of each operand.</summary>
internal readonly unsafe struct FullAccess<V, T>(T** inputs, T** results, nint index) : IElementAccess<V>
    where V : struct, ILanes<V, T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load(int input) => V.Load(in inputs[input][index]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Spread(int input) => V.Spread(*inputs[input]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int output, V value) => V.Store(value, ref results[output][index]);
}

/// <summary>The first lanes of a vector of each operand.</summary>
internal readonly unsafe struct RestAccess<V, T>(T** inputs, T** results, nint index, int count) : IElementAccess<V>
    where V : struct, ILanes<V, T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load(int input) => V.LoadFirst(inputs[input] + index, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Spread(int input) => V.Spread(*inputs[input]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int output, V value) => V.StoreFirst(value, results[output] + index, count);
}
