using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>
/// How the first values of a parameter are drawn. Values are a function of seed, path and shape: the same for float32 (rounded) and
/// float64, and whatever else the model contains.
/// </summary>
/// <remarks>
/// Fan-in is the number of inputs that meet in an output, fan-out the number of outputs that an input reaches: for a weight
/// [out, in, …kernel], in · kernel and out · kernel elements.
/// </remarks>
public abstract class Initializer
{
    private protected Initializer()
    {
    }

    /// <summary>Zero everywhere.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0);

    /// <summary>Normal with variance 2 / fan-in, for layers followed by ReLU (He et al. 2015).</summary>
    public static Initializer HeNormal { get; } = new FanInitializer("HeNormal", 2, Fan.In, isNormal: true);

    /// <summary>Uniform with variance 2 / fan-in: within ±√(6 / fan-in) (He et al. 2015).</summary>
    public static Initializer HeUniform { get; } = new FanInitializer("HeUniform", 2, Fan.In, isNormal: false);

    /// <summary>Normal with variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010).</summary>
    public static Initializer GlorotNormal { get; } = new FanInitializer("GlorotNormal", 1, Fan.Average, isNormal: true);

    /// <summary>Uniform with variance 2 / (fan-in + fan-out): within ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010).</summary>
    public static Initializer GlorotUniform { get; } = new FanInitializer("GlorotUniform", 1, Fan.Average, isNormal: false);

    /// <summary>Normal with variance 1 / fan-in, for layers followed by SELU (LeCun et al. 1998).</summary>
    public static Initializer LeCunNormal { get; } = new FanInitializer("LeCunNormal", 1, Fan.In, isNormal: true);

    /// <summary>Uniform with variance 1 / fan-in: within ±√(3 / fan-in) (LeCun et al. 1998).</summary>
    public static Initializer LeCunUniform { get; } = new FanInitializer("LeCunUniform", 1, Fan.In, isNormal: false);

    /// <summary>Uniform within ±1 / √fan-in: what PyTorch draws the weights of linear and convolution layers from.</summary>
    public static Initializer PyTorch { get; } = new FanInitializer("PyTorch", 1.0 / 3, Fan.In, isNormal: false);

    /// <summary>The same number everywhere.</summary>
    public static Initializer Constant(double value) => new ConstantInitializer(value);

    /// <summary>Uniform within [low, high).</summary>
    /// <exception cref="ArgumentException">A bound is not finite, or high is below low.</exception>
    public static Initializer Uniform(double low, double high) => new UniformInitializer(low, high);

    /// <summary>Normal with this mean and standard deviation.</summary>
    /// <exception cref="ArgumentException">A number is not finite, or the deviation is negative.</exception>
    public static Initializer Normal(double mean = 0, double deviation = 1) => new NormalInitializer(mean, deviation);

    /// <summary>Draws the elements from <paramref name="first"/> on of a parameter of this shape.</summary>
    /// <exception cref="ShapeException">The initializer is not meant for such a shape.</exception>
    internal abstract void Fill(Span<double> destination, long first, Shape shape, Philox random);
}
