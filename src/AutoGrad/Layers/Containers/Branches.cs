namespace AutoGrad;

/// <summary>
/// Layers on the same input, and their results together: along an axis, <c>new Branches(axis: 1) { new Conv2d(8, 4, 1), new Conv2d(8, 4, 3, padding: 1) }</c>,
/// or by a function of them, <c>new Branches(Branches.Mean) { … }</c>. A branch of several layers is a <see cref="Sequential"/>.
/// </summary>
public sealed partial class Branches : LayerCollection
{
    private readonly Func<IReadOnlyList<Node>, Node> join;

    /// <summary>Branches whose results are concatenated.</summary>
    /// <param name="axis">The axis along which they stand; a negative one counts from the end.</param>
    /// <param name="branches">The branches.</param>
    public Branches(int axis, params ReadOnlySpan<Layer> branches)
        : this(results => Functions.Concatenate([.. results], axis), branches)
    {
    }

    /// <summary>Branches whose results a function takes together: <see cref="Sum"/>, <see cref="Mean"/> or another one.</summary>
    /// <param name="join">The function.</param>
    /// <param name="branches">The branches.</param>
    public Branches(Func<IReadOnlyList<Node>, Node> join, params ReadOnlySpan<Layer> branches)
        : base(branches)
    {
        ArgumentNullException.ThrowIfNull(join);
        this.join = join;
    }

    /// <summary>The sum of results of one shape.</summary>
    /// <exception cref="ShapeException">Their shapes differ.</exception>
    public static Node Sum(IReadOnlyList<Node> results) => Equal(results, nameof(Sum)).Aggregate((sum, result) => sum + result);

    /// <summary>The mean of results of one shape.</summary>
    /// <exception cref="ShapeException">Their shapes differ.</exception>
    public static Node Mean(IReadOnlyList<Node> results) => Equal(results, nameof(Mean)).Aggregate((sum, result) => sum + result) / results.Count;

    /// <inheritdoc/>
    protected override Node Build(Node x) => Count > 0
        ? join([.. this.Select(branch => branch.Forward(x))])
        : throw new ShapeException("Branches: there is no branch, so there is no result; add layers to it.");

    private static IReadOnlyList<Node> Equal(IReadOnlyList<Node> results, string function)
    {
        ArgumentNullException.ThrowIfNull(results);
        for (int i = 1; i < results.Count; i++)
            if (results[i].Shape != results[0].Shape)
                throw new ShapeException($"Branches.{function}: branch 0 makes {results[0].Shape} and branch {i} {results[i].Shape}; all must make the same shape.");
        return results;
    }
}
