using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>A function of nodes as a layer: it has no parameters of its own.</summary>
/// <param name="function">The function.</param>
/// <param name="text">How text calls it; filled in by the compiler.</param>
public sealed partial class Lambda(Func<Node, Node> function, [CallerArgumentExpression(nameof(function))] string text = "") : Layer
{
    private readonly Func<Node, Node> function = function ?? throw new ArgumentNullException(nameof(function));

    /// <summary>The function as it was written.</summary>
    public string Text { get; } = text;

    /// <inheritdoc/>
    protected override Node Build(Node x) => function(x);

    /// <summary>The function as it was written.</summary>
    public override string ToString() => Text;
}
