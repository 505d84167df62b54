namespace AutoGrad.Kernels;

// The shapes that an element kernel can have. A kernel is a small struct: its fields are the formula's hyper-parameters, `Invoke`
// is its arithmetic, and the loops of this library run it at every width. `Create` lets a loop that knows the kernel only by its
// type make one from the parameters' values.

/// <summary>What every kernel has in common: it is made from the values of its hyper-parameters.</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
public interface IKernel<TSelf>
    where TSelf : struct, IKernel<TSelf>
{
    /// <summary>The kernel with these hyper-parameters, in the order of the formula.</summary>
    static abstract TSelf Create(ReadOnlySpan<double> parameters);
}

/// <summary>y = f(a).</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
public interface IKernel1<TSelf> : IKernel<TSelf>
    where TSelf : struct, IKernel1<TSelf>
{
    /// <summary>The kernel's arithmetic.</summary>
    V Invoke<V>(V a)
        where V : struct, ILanes<V>;
}

/// <summary>y = f(a, b).</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
public interface IKernel2<TSelf> : IKernel<TSelf>
    where TSelf : struct, IKernel2<TSelf>
{
    /// <summary>The kernel's arithmetic.</summary>
    V Invoke<V>(V a, V b)
        where V : struct, ILanes<V>;
}

/// <summary>y = f(a, b, c).</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
public interface IKernel3<TSelf> : IKernel<TSelf>
    where TSelf : struct, IKernel3<TSelf>
{
    /// <summary>The kernel's arithmetic.</summary>
    V Invoke<V>(V a, V b, V c)
        where V : struct, ILanes<V>;
}

/// <summary>y = f(a, b, c, d).</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
public interface IKernel4<TSelf> : IKernel<TSelf>
    where TSelf : struct, IKernel4<TSelf>
{
    /// <summary>The kernel's arithmetic.</summary>
    V Invoke<V>(V a, V b, V c, V d)
        where V : struct, ILanes<V>;
}

/// <summary>(y, z) = f(a, b): a loss with its gradient, an update without state.</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
public interface IKernel2To2<TSelf> : IKernel<TSelf>
    where TSelf : struct, IKernel2To2<TSelf>
{
    /// <summary>The kernel's arithmetic.</summary>
    void Invoke<V>(V a, V b, out V first, out V second)
        where V : struct, ILanes<V>;
}

/// <summary>(y, z) = f(a, b, c): an update with one state.</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
public interface IKernel3To2<TSelf> : IKernel<TSelf>
    where TSelf : struct, IKernel3To2<TSelf>
{
    /// <summary>The kernel's arithmetic.</summary>
    void Invoke<V>(V a, V b, V c, out V first, out V second)
        where V : struct, ILanes<V>;
}

/// <summary>(y, z, u) = f(a, b, c, d): an update with two states.</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
public interface IKernel4To3<TSelf> : IKernel<TSelf>
    where TSelf : struct, IKernel4To3<TSelf>
{
    /// <summary>The kernel's arithmetic.</summary>
    void Invoke<V>(V a, V b, V c, V d, out V first, out V second, out V third)
        where V : struct, ILanes<V>;
}

/// <summary>(y, z, u, s) = f(a, b, c, d, e): an update with three states.</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
public interface IKernel5To4<TSelf> : IKernel<TSelf>
    where TSelf : struct, IKernel5To4<TSelf>
{
    /// <summary>The kernel's arithmetic.</summary>
    void Invoke<V>(V a, V b, V c, V d, V e, out V first, out V second, out V third, out V fourth)
        where V : struct, ILanes<V>;
}
