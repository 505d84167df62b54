namespace AutoGrad;

/// <summary>
/// Spectral normalisation as a parametrization: w/σ, with σ the largest singular value of the weight as a matrix (Miyato 2018). σ = uᵀ·w·v, where every
/// training step brings u and v nearer by power iteration, u ← w·v/‖w·v‖, v ← wᵀ·u/‖wᵀ·u‖, which no gradient goes through; they are saved with the model.
/// <see cref="LayerParametrizations.WithSpectralNorm"/> gives it to a layer.
/// </summary>
/// <remarks>As in PyTorch, 15 iterations come before the first step; they are made again whenever the weight is drawn anew.</remarks>
public sealed partial class SpectralNorm : Layer
{
    private const int FirstIterations = 15;

    private readonly Parameter left, right, weight;
    private readonly int axis, iterations;
    private readonly double epsilon;

    /// <summary>The parametrization of a weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="iterations">How many power iterations a training step makes.</param>
    /// <param name="epsilon">The least length that is divided by in them.</param>
    /// <param name="axis">Whose positions are the rows of the matrix: of a transposed convolution 1.</param>
    /// <exception cref="ArgumentException">There is no iteration, epsilon is negative, or the weight is 0.</exception>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public SpectralNorm(Parameter weight, int iterations = 1, double epsilon = 1e-12, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(weight);
        this.weight = weight;
        this.axis = Axes.Resolve(axis, weight.Shape.Rank, nameof(SpectralNorm));
        this.iterations = LayerNumbers.Positive(iterations, nameof(SpectralNorm));
        this.epsilon = LayerNumbers.Epsilon(epsilon, nameof(SpectralNorm));
        Shape matrix = Matrix(weight).Shape;
        left = new("left", [matrix[0]], weight.ElementType, isTrainable: false);
        right = new("right", [matrix[1]], weight.ElementType, isTrainable: false);
        if (weight.ToDoubles().All(value => value == 0))
            throw new ArgumentException($"SpectralNorm: {weight} is 0, and so is the singular value it would be divided by; draw it from another initializer.", nameof(weight));
        Begin();
        weight.Drawn += Begin;
    }

    /// <summary>u: the left singular vector, as near as the iterations have come.</summary>
    public Parameter Left => left;

    /// <summary>v: the right singular vector, likewise.</summary>
    public Parameter Right => right;

    /// <inheritdoc/>
    protected override Node Build(Node x)
    {
        var matrix = Matrix(x);
        Node u = left, v = right;
        if (BuildScope.Current is { Mode: Mode.Training } scope)
        {
            (u, v) = Iterated(matrix.StopGradient(), iterations);
            // A layer that is used twice is one step further, too.
            if (!scope.Updates.Any(update => update.Targets.Contains(left)))
            {
                scope.Register(Update.Assign(left, u));
                scope.Register(Update.Assign(right, v));
            }
        }
        return x / u.MatMul(matrix).MatMul(v);
    }

    /// <inheritdoc/>
    protected override void Visit(ILayerVisitor visitor)
    {
        visitor.Parameter("left", left);
        visitor.Parameter("right", right);
    }

    private Node Matrix(Node x)
    {
        int[] others = [.. Enumerable.Range(0, x.Shape.Rank).Where(other => other != axis)];
        return x.Permute([axis, .. others]).ReshapeTo([x.Shape[axis], checked((int)(x.Shape.Size / x.Shape[axis]))]);
    }

    private (Node Left, Node Right) Iterated(Node matrix, int times)
    {
        Node u = left, v = right;
        for (int i = 0; i < times; i++)
        {
            u = Normalized(matrix.MatMul(v));
            v = Normalized(u.MatMul(matrix));
        }
        return (u, v);
    }

    private Node Normalized(Node vector) => vector / Functions.Max(vector.Norm(), epsilon);

    // From fixed vectors: they follow from the weight alone, whatever was drawn before.
    private void Begin()
    {
        foreach (var vector in new[] { left, right })
            new Parameter(vector.Name!, vector.Shape, Initializer.Normal(), vector.ElementType).Bytes.CopyTo(vector.Bytes);
        var (u, v) = Iterated(Matrix(weight), 1);
        using var iterating = Executable.Compile([], [Update.Assign(left, u), Update.Assign(right, v)]);
        for (int i = 0; i < FirstIterations; i++)
            iterating.Run();
    }
}
