using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Runs element kernels over spans of <see cref="float"/> or <see cref="double"/>, without allocating. All spans have one length; a
/// destination may be one of the inputs, but not overlap one otherwise.
/// </summary>
public static unsafe class ElementLoops
{
    /// <summary>destination[i] = f(a[i]).</summary>
    /// <exception cref="ArgumentException">The lengths differ, or the destination overlaps an input in part.</exception>
    public static void Map<K, T>(K kernel, ReadOnlySpan<T> a, Span<T> destination)
        where K : struct, IKernel1<K>
        where T : unmanaged
    {
        Check(a, destination);
        fixed (T* x = a, y = destination)
        {
            T* input = x, output = y;
            ElementLoop.Run(new Body1<K>(kernel), &input, &output, a.Length);
        }
    }

    /// <summary>destination[i] = f(a[i], b[i]).</summary>
    /// <inheritdoc cref="Map{K, T}(K, ReadOnlySpan{T}, Span{T})"/>
    public static void Map<K, T>(K kernel, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> destination)
        where K : struct, IKernel2<K>
        where T : unmanaged
    {
        Check(a, destination);
        Check(b, destination);
        fixed (T* x0 = a, x1 = b, y = destination)
        {
            T** inputs = stackalloc T*[] { x0, x1 };
            T* output = y;
            ElementLoop.Run(new Body2<K>(kernel), inputs, &output, a.Length);
        }
    }

    /// <summary>destination[i] = f(a[i], b[i], c[i]).</summary>
    /// <inheritdoc cref="Map{K, T}(K, ReadOnlySpan{T}, Span{T})"/>
    public static void Map<K, T>(K kernel, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> destination)
        where K : struct, IKernel3<K>
        where T : unmanaged
    {
        Check(a, destination);
        Check(b, destination);
        Check(c, destination);
        fixed (T* x0 = a, x1 = b, x2 = c, y = destination)
        {
            T** inputs = stackalloc T*[] { x0, x1, x2 };
            T* output = y;
            ElementLoop.Run(new Body3<K>(kernel), inputs, &output, a.Length);
        }
    }

    /// <summary>destination[i] = f(a[i], b[i], c[i], d[i]).</summary>
    /// <inheritdoc cref="Map{K, T}(K, ReadOnlySpan{T}, Span{T})"/>
    public static void Map<K, T>(K kernel, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, Span<T> destination)
        where K : struct, IKernel4<K>
        where T : unmanaged
    {
        Check(a, destination);
        Check(b, destination);
        Check(c, destination);
        Check(d, destination);
        fixed (T* x0 = a, x1 = b, x2 = c, x3 = d, y = destination)
        {
            T** inputs = stackalloc T*[] { x0, x1, x2, x3 };
            T* output = y;
            ElementLoop.Run(new Body4<K>(kernel), inputs, &output, a.Length);
        }
    }

    /// <summary>(first[i], second[i]) = f(a[i], b[i]).</summary>
    /// <inheritdoc cref="Map{K, T}(K, ReadOnlySpan{T}, Span{T})"/>
    public static void Map2To2<K, T>(K kernel, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> first, Span<T> second)
        where K : struct, IKernel2To2<K>
        where T : unmanaged
    {
        Check(a, first);
        Check(b, first);
        Check(a, second);
        Check(b, second);
        CheckSeparate(first, second);
        fixed (T* x0 = a, x1 = b, y0 = first, y1 = second)
        {
            T** inputs = stackalloc T*[] { x0, x1 };
            T** outputs = stackalloc T*[] { y0, y1 };
            ElementLoop.Run(new Body2To2<K>(kernel), inputs, outputs, a.Length);
        }
    }

    /// <summary>(first[i], second[i]) = f(a[i], b[i], c[i]).</summary>
    /// <inheritdoc cref="Map{K, T}(K, ReadOnlySpan{T}, Span{T})"/>
    public static void Map3To2<K, T>(K kernel, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> first, Span<T> second)
        where K : struct, IKernel3To2<K>
        where T : unmanaged
    {
        Check(a, first);
        Check(b, first);
        Check(c, first);
        Check(a, second);
        Check(b, second);
        Check(c, second);
        CheckSeparate(first, second);
        fixed (T* x0 = a, x1 = b, x2 = c, y0 = first, y1 = second)
        {
            T** inputs = stackalloc T*[] { x0, x1, x2 };
            T** outputs = stackalloc T*[] { y0, y1 };
            ElementLoop.Run(new Body3To2<K>(kernel), inputs, outputs, a.Length);
        }
    }

    /// <summary>(first[i], second[i], third[i]) = f(a[i], b[i], c[i], d[i]).</summary>
    /// <inheritdoc cref="Map{K, T}(K, ReadOnlySpan{T}, Span{T})"/>
    public static void Map4To3<K, T>(
        K kernel, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, Span<T> first, Span<T> second, Span<T> third)
        where K : struct, IKernel4To3<K>
        where T : unmanaged
    {
        Check(a, first);
        Check(b, first);
        Check(c, first);
        Check(d, first);
        Check(a, second);
        Check(b, second);
        Check(c, second);
        Check(d, second);
        Check(a, third);
        Check(b, third);
        Check(c, third);
        Check(d, third);
        CheckSeparate(first, second);
        CheckSeparate(first, third);
        CheckSeparate(second, third);
        fixed (T* x0 = a, x1 = b, x2 = c, x3 = d, y0 = first, y1 = second, y2 = third)
        {
            T** inputs = stackalloc T*[] { x0, x1, x2, x3 };
            T** outputs = stackalloc T*[] { y0, y1, y2 };
            ElementLoop.Run(new Body4To3<K>(kernel), inputs, outputs, a.Length);
        }
    }

    /// <summary>(first[i], second[i], third[i], fourth[i]) = f(a[i], b[i], c[i], d[i], e[i]).</summary>
    /// <inheritdoc cref="Map{K, T}(K, ReadOnlySpan{T}, Span{T})"/>
    public static void Map5To4<K, T>(
        K kernel,
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        ReadOnlySpan<T> c,
        ReadOnlySpan<T> d,
        ReadOnlySpan<T> e,
        Span<T> first,
        Span<T> second,
        Span<T> third,
        Span<T> fourth)
        where K : struct, IKernel5To4<K>
        where T : unmanaged
    {
        Check(a, b, c, d, e, first);
        Check(a, b, c, d, e, second);
        Check(a, b, c, d, e, third);
        Check(a, b, c, d, e, fourth);
        CheckSeparate(first, second);
        CheckSeparate(first, third);
        CheckSeparate(first, fourth);
        CheckSeparate(second, third);
        CheckSeparate(second, fourth);
        CheckSeparate(third, fourth);
        fixed (T* x0 = a, x1 = b, x2 = c, x3 = d, x4 = e, y0 = first, y1 = second, y2 = third, y3 = fourth)
        {
            T** inputs = stackalloc T*[] { x0, x1, x2, x3, x4 };
            T** outputs = stackalloc T*[] { y0, y1, y2, y3 };
            ElementLoop.Run(new Body5To4<K>(kernel), inputs, outputs, a.Length);
        }
    }

    private static void Check<T>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        ReadOnlySpan<T> c,
        ReadOnlySpan<T> d,
        ReadOnlySpan<T> e,
        ReadOnlySpan<T> destination,
        [CallerArgumentExpression(nameof(destination))] string to = "")
        where T : unmanaged
    {
        Check(a, destination, to: to);
        Check(b, destination, to: to);
        Check(c, destination, to: to);
        Check(d, destination, to: to);
        Check(e, destination, to: to);
    }

    internal static void Check<T>(ReadOnlySpan<T> input, ReadOnlySpan<T> destination, [CallerArgumentExpression(nameof(input))] string name = "", [CallerArgumentExpression(nameof(destination))] string to = "")
        where T : unmanaged
    {
        if (input.Length != destination.Length)
            throw new ArgumentException($"The span '{name}' has {input.Length} elements, '{to}' has {destination.Length}: they must be as long as each other.");
        if (input.Overlaps(destination, out int offset) && offset != 0)
            throw new ArgumentException($"The spans '{name}' and '{to}' overlap by all but {Math.Abs(offset)} elements: they must be the same memory or separate.");
    }

    private static void CheckSeparate<T>(ReadOnlySpan<T> first, ReadOnlySpan<T> second, [CallerArgumentExpression(nameof(first))] string name = "", [CallerArgumentExpression(nameof(second))] string other = "")
        where T : unmanaged
    {
        if (first.Overlaps(second))
            throw new ArgumentException($"The results '{name}' and '{other}' overlap: one would overwrite the other.");
    }
}
