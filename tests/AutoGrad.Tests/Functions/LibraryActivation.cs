using System.Numerics;
using System.Reflection;

namespace AutoGrad.Tests;

/// <summary>destination = f(x), element by element.</summary>
public delegate void Map<T>(ReadOnlySpan<T> x, Span<T> destination);

/// <summary>destination = upstream · f′(x), element by element.</summary>
public delegate void GradientMap<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> upstream, Span<T> destination);

/// <summary>An element-wise activation of the library of one input, in all its forms, found by its attribute; hyper-parameters have their defaults.</summary>
public sealed class LibraryActivation
{
    private static readonly MethodInfo[] Declared =
        [.. typeof(Functions).GetMethods().Where(method => method.GetCustomAttribute<ActivationAttribute>() is not null
            && method.ReturnType == typeof(double) && method.GetParameters().Skip(1).All(parameter => parameter.HasDefaultValue))];

    private readonly MethodInfo method;

    private LibraryActivation(MethodInfo method) => this.method = method;

    /// <summary>The names of all of them.</summary>
    public static IEnumerable<string> Names => Declared.Select(method => method.Name);

    /// <summary>The method as it was written: the oracle.</summary>
    public double Value(double x) => (double)method.Invoke(null, [x, .. Defaults.Cast<object>()])!;

    /// <summary>The layer, made with its defaults.</summary>
    public Layer Layer()
    {
        var constructor = typeof(Layer).Assembly.GetType($"AutoGrad.{method.Name}")!.GetConstructors().Single();
        return (Layer)constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
    }

    public Node Call(Node x) => (Node)typeof(Functions).GetMethod(method.Name, [typeof(Node)])!.Invoke(null, [x])!;

    /// <summary>The values of a span.</summary>
    public Map<T> Map<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] p = [.. Defaults.Select(T.CreateChecked)];
        return p.Length switch
        {
            0 => Form<Map<T>>(method.Name),
            1 when Form<Map1<T>>(method.Name) is var f => (x, y) => f(x, y, p[0]),
            2 when Form<Map2<T>>(method.Name) is var f => (x, y) => f(x, y, p[0], p[1]),
            _ => throw new NotSupportedException($"{method.Name} has {p.Length} hyper-parameters."),
        };
    }

    /// <summary>The gradients of a span.</summary>
    public GradientMap<T> Gradient<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] p = [.. Defaults.Select(T.CreateChecked)];
        string name = method.Name + "Gradient";
        return p.Length switch
        {
            0 => Form<GradientMap<T>>(name),
            1 when Form<GradientMap1<T>>(name) is var f => (x, g, y) => f(x, g, y, p[0]),
            2 when Form<GradientMap2<T>>(name) is var f => (x, g, y) => f(x, g, y, p[0], p[1]),
            _ => throw new NotSupportedException($"{method.Name} has {p.Length} hyper-parameters."),
        };
    }

    public static LibraryActivation Of(string name) => new(Declared.Single(method => method.Name == name));

    private double[] Defaults => [.. method.GetParameters().Skip(1).Select(parameter => (double)parameter.DefaultValue!)];

    private static D Form<D>(string name)
        where D : Delegate =>
        typeof(Functions).GetMethod(name, [.. typeof(D).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)])?.CreateDelegate<D>()
            ?? throw new MissingMethodException(nameof(Functions), $"{name} as {typeof(D)}");

    private delegate void Map1<T>(ReadOnlySpan<T> x, Span<T> destination, T first);

    private delegate void Map2<T>(ReadOnlySpan<T> x, Span<T> destination, T first, T second);

    private delegate void GradientMap1<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> upstream, Span<T> destination, T first);

    private delegate void GradientMap2<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> upstream, Span<T> destination, T first, T second);
}
