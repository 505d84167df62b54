namespace AutoGrad;

// Normalisations differ in the axes over which mean and variance are taken, and in what the result is scaled by.
public static partial class Functions
{
    /// <summary>(x − mean)/√(variance + epsilon) · weight + bias, mean and variance taken over the last axes (Ba 2016).</summary>
    /// <param name="x">[…, normalized].</param>
    /// <param name="normalized">The extents of the last axes, together normalised: of one axis of 8, <c>[8]</c>.</param>
    /// <param name="weight">The scale, of the shape <paramref name="normalized"/>; 1 without.</param>
    /// <param name="bias">The shift, likewise; 0 without.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="ShapeException">x does not end in these axes, or weight or bias has another shape.</exception>
    public static Node LayerNorm(Node x, Shape normalized, Node? weight = null, Node? bias = null, double epsilon = 1e-5)
    {
        var rows = AsRows(x, normalized, "LayerNorm");
        RequireShape(weight, normalized, "LayerNorm", "weight");
        RequireShape(bias, normalized, "LayerNorm", "bias");
        return Scaled(LayerNorm(rows, epsilon).ReshapeTo(x.Shape), weight, bias);
    }

    /// <summary>x/√(mean of x² + epsilon) · weight over the last axes (Zhang 2019).</summary>
    /// <param name="x">[…, normalized].</param>
    /// <param name="normalized">The extents of the last axes, together normalised.</param>
    /// <param name="weight">The scale, of the shape <paramref name="normalized"/>; 1 without.</param>
    /// <param name="epsilon">What is added to the mean square; by default, as in PyTorch, the distance from 1 to the next number of x's type.</param>
    /// <exception cref="ShapeException">x does not end in these axes, or the weight has another shape.</exception>
    public static Node RMSNorm(Node x, Shape normalized, Node? weight = null, double? epsilon = null)
    {
        var rows = AsRows(x, normalized, "RMSNorm");
        RequireShape(weight, normalized, "RMSNorm", "weight");
        double added = epsilon ?? (x.ElementType == ElementType.Float64 ? Math.BitIncrement(1.0) - 1 : MathF.BitIncrement(1) - 1);
        return Scaled(RMSNorm(rows, added).ReshapeTo(x.Shape), weight, null);
    }

    /// <summary>The channels in groups, each group of a sample normalised to mean 0 and variance 1, then scaled by channel (Wu 2018).</summary>
    /// <param name="x">[samples, channels, …].</param>
    /// <param name="groups">How many groups the channels are shared out to; with one a channel it is the instance normalisation.</param>
    /// <param name="weight">The scale, [channels]; 1 without.</param>
    /// <param name="bias">The shift, [channels]; 0 without.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="ShapeException">x has no channels, they cannot be shared out so, or weight or bias has another shape.</exception>
    public static Node GroupNorm(Node x, int groups, Node? weight = null, Node? bias = null, double epsilon = 1e-5)
    {
        int channels = Channels(x, "GroupNorm");
        if (groups < 1 || channels % groups != 0)
            throw new ShapeException($"GroupNorm: the {channels} channels of {x.Shape} cannot be shared out to {groups} groups.");
        var grouped = x.ReshapeTo([x.Shape[0], groups, channels / groups, .. x.Shape.Skip(2)]);
        var standardized = LayerNorm(AsRows(grouped, [.. grouped.Shape.Skip(2)], "GroupNorm"), epsilon).ReshapeTo(x.Shape);
        return Scaled(standardized, ByChannel(weight, x, "GroupNorm", "weight"), ByChannel(bias, x, "GroupNorm", "bias"));
    }

    /// <summary>Every channel of every sample normalised for itself (Ulyanov 2016): <see cref="GroupNorm"/> with one channel a group.</summary>
    /// <inheritdoc cref="GroupNorm"/>
    public static Node InstanceNorm(Node x, Node? weight = null, Node? bias = null, double epsilon = 1e-5) =>
        GroupNorm(x, Channels(x, "InstanceNorm"), weight, bias, epsilon);

    /// <summary>Every channel normalised over all samples of the batch, then scaled (Ioffe 2015): how batch normalisation trains.</summary>
    /// <param name="x">[samples, channels, …].</param>
    /// <param name="weight">The scale, [channels]; 1 without.</param>
    /// <param name="bias">The shift, [channels]; 0 without.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="ShapeException">x has no channels, or weight or bias has another shape.</exception>
    public static Node BatchNorm(Node x, Node? weight = null, Node? bias = null, double epsilon = 1e-5)
    {
        var axes = AllButChannels(x, "BatchNorm");
        return Scaled(Standardized(x, axes, epsilon), ByChannel(weight, x, "BatchNorm", "weight"), ByChannel(bias, x, "BatchNorm", "bias"));
    }

    /// <summary>Every channel normalised by a mean and a variance that are given, then scaled: batch normalisation in inference.</summary>
    /// <param name="x">[samples, channels, …].</param>
    /// <param name="mean">[channels].</param>
    /// <param name="variance">[channels].</param>
    /// <param name="weight">The scale, [channels]; 1 without.</param>
    /// <param name="bias">The shift, [channels]; 0 without.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="ShapeException">x has no channels, or another tensor has another shape.</exception>
    public static Node BatchNormWith(Node x, Node mean, Node variance, Node? weight = null, Node? bias = null, double epsilon = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(variance);
        var standardized = (x - ByChannel(mean, x, "BatchNorm", "mean")!) * Rsqrt(ByChannel(variance, x, "BatchNorm", "variance")! + epsilon);
        return Scaled(standardized, ByChannel(weight, x, "BatchNorm", "weight"), ByChannel(bias, x, "BatchNorm", "bias"));
    }

    /// <summary>The axes of a channel's statistics over a batch.</summary>
    internal static Axes AllButChannels(Node x, string function)
    {
        Channels(x, function);
        return Axes.Create([0, .. Enumerable.Range(2, x.Shape.Rank - 2)]);
    }

    private static Node Standardized(Node x, Axes axes, double epsilon) =>
        (x - x.Mean(axes, keepDims: true)) * Rsqrt(x.Variance(axes, keepDims: true, correction: 0) + epsilon);

    private static Node Scaled(Node x, Node? weight, Node? bias)
    {
        var scaled = weight is null ? x : x * weight;
        return bias is null ? scaled : scaled + bias;
    }

    // The last axes as one, which a formula of rows works along.
    private static Node AsRows(Node x, Shape normalized, string function)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(normalized);
        int first = x.Shape.Rank - normalized.Rank;
        return normalized.Rank > 0 && first >= 0 && x.Shape.AsSpan()[first..].SequenceEqual(normalized.AsSpan())
            ? x.ReshapeTo([.. x.Shape.Take(first), checked((int)normalized.Size)])
            : throw new ShapeException($"{function}: the last axes are to be {normalized}; the input has the shape {x.Shape}.");
    }

    private static int Channels(Node x, string function)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape.Rank >= 2
            ? x.Shape[1]
            : throw new ShapeException($"{function}: the input has the shape {x.Shape}; [samples, channels, …] is expected.");
    }

    private static Node? ByChannel(Node? values, Node x, string function, string name)
    {
        RequireShape(values, [Channels(x, function)], function, name);
        return values?.Along(1, x.Shape.Rank);
    }

    private static void RequireShape(Node? values, Shape expected, string function, string name)
    {
        if (values is not null && values.Shape != expected)
            throw new ShapeException($"{function}: the {name} has the shape {values.Shape}; {expected} is expected.");
    }
}
