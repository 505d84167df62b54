using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The few things that a product of matrices needs of a vector, at one width, for both precisions.</summary>
internal unsafe interface IProductLanes<V, T>
    where V : struct, IProductLanes<V, T>
    where T : unmanaged
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Consecutive elements.</summary>
    static abstract V Load(T* source);

    /// <summary>One value in all lanes.</summary>
    static abstract V All(T value);

    /// <summary>a · b + c, fused where the hardware can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>a + b.</summary>
    static abstract V Add(V a, V b);

    /// <summary>Writes consecutive elements.</summary>
    void Store(T* destination);

    /// <summary>The sum of the lanes.</summary>
    T Sum();
}

/// <summary>512 bits of elements.</summary>
internal readonly struct ProductLanes512<T>(Vector512<T> value) : IProductLanes<ProductLanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> value = value;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ProductLanes512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProductLanes512<T> All(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProductLanes512<T> MultiplyAdd(ProductLanes512<T> a, ProductLanes512<T> b, ProductLanes512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.MultiplyAddEstimate(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()).As<float, T>())
        : new(Vector512.MultiplyAddEstimate(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProductLanes512<T> Add(ProductLanes512<T> a, ProductLanes512<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination) => Vector512.Store(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector512.Sum(value);
}

/// <summary>256 bits of elements.</summary>
internal readonly struct ProductLanes256<T>(Vector256<T> value) : IProductLanes<ProductLanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> value = value;

    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ProductLanes256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProductLanes256<T> All(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProductLanes256<T> MultiplyAdd(ProductLanes256<T> a, ProductLanes256<T> b, ProductLanes256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.MultiplyAddEstimate(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()).As<float, T>())
        : new(Vector256.MultiplyAddEstimate(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProductLanes256<T> Add(ProductLanes256<T> a, ProductLanes256<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination) => Vector256.Store(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector256.Sum(value);
}

/// <summary>128 bits of elements.</summary>
internal readonly struct ProductLanes128<T>(Vector128<T> value) : IProductLanes<ProductLanes128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> value = value;

    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ProductLanes128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProductLanes128<T> All(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProductLanes128<T> MultiplyAdd(ProductLanes128<T> a, ProductLanes128<T> b, ProductLanes128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.MultiplyAddEstimate(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()).As<float, T>())
        : new(Vector128.MultiplyAddEstimate(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProductLanes128<T> Add(ProductLanes128<T> a, ProductLanes128<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination) => Vector128.Store(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector128.Sum(value);
}
