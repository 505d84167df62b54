namespace AutoGrad;

// The library's own activations are formulas, like those of its users: the generator writes beside each one the float, Row, Node and span
// forms, the gradient, and the layer. Names, defaults and conventions at kinks are PyTorch's. These are made of straight lines.
public static partial class Functions
{
    /// <summary>x itself: PyTorch's Identity, Keras' <c>linear</c>.</summary>
    [Activation(Layer = true)]
    public static double Identity(double x) => x;

    /// <summary>The rectified linear unit: x where it is positive, else 0 (Nair and Hinton 2010). Its derivative at 0 is 0.</summary>
    [Activation(Layer = true)]
    public static double ReLU(double x) => x <= 0 ? 0 : x;

    /// <summary>The ReLU cut off at 6 (Howard 2017). Its derivative at 0 and at 6 is 0.</summary>
    [Activation(Layer = true)]
    public static double ReLU6(double x) => x <= 0 ? 0 : x >= 6 ? 6 : x;

    /// <summary>The square of the ReLU (So 2021).</summary>
    [Activation(Layer = true)]
    public static double ReLUSquared(double x) => x <= 0 ? 0 : x * x;

    /// <summary>A ReLU that leaks: x where it is positive, else slope · x (Maas 2013). Its derivative at 0 is the slope.</summary>
    /// <remarks>The slope is 0.01 in PyTorch and JAX; in Keras it is 0.2 (its layer: 0.3).</remarks>
    [Activation(Layer = true)]
    public static double LeakyReLU(double x, double slope = 0.01) => x > 0 ? x : slope * x;

    /// <summary>A leaky ReLU whose slope is an input, and so can be learned: x where it is positive, else weight · x (He 2015).</summary>
    /// <remarks>Its derivative by x at 0 is the weight. For one weight a channel see <see cref="PReLU(Node, Node, int)"/>.</remarks>
    [Activation]
    public static double PReLU(double x, double weight) => x > 0 ? x : weight * x;

    /// <summary>x above the threshold, else a value. Its derivative at the threshold is 0.</summary>
    /// <remarks>PyTorch has no defaults; these make it the ReLU.</remarks>
    [Activation(Layer = true)]
    public static double Threshold(double x, double threshold = 0, double value = 0) => x <= threshold ? value : x;

    /// <summary>x above theta, else 0 (Konda 2014); of Keras. Its derivative at theta is 0.</summary>
    [Activation(Layer = true)]
    public static double ThresholdedReLU(double x, double theta = 1) => x <= theta ? 0 : x;

    /// <summary>x cut off at two bounds. Its derivative at the bounds is 0.</summary>
    [Activation(Layer = true)]
    public static double HardTanh(double x, double min = -1, double max = 1) => x <= min ? min : x >= max ? max : x;

    /// <summary>A sigmoid of straight lines: 0 below −3, 1 above 3, (x + 3)/6 between. Its derivative at ±3 is 0.</summary>
    [Activation(Layer = true)]
    public static double HardSigmoid(double x) => x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;

    /// <summary>The derivative of <see cref="SparsePlus(double)"/>: 0 below −1, 1 above 1, (x + 1)/2 between; of JAX. Its derivative at ±1 is 0.</summary>
    [Activation(Layer = true)]
    public static double SparseSigmoid(double x) => x <= -1 ? 0 : x >= 1 ? 1 : 0.5 * (x + 1);
}
