namespace AutoGrad;

/// <summary>What an executable runs: steps in order, and where everything lies.</summary>
/// <param name="Steps">The kernels in the order in which they run.</param>
/// <param name="Inputs">What is given at every run, in the order in which the graph meets it.</param>
/// <param name="Outputs">How each output lies in memory after a run.</param>
/// <param name="Given">The memory of inputs, parameters and constants.</param>
/// <param name="ArenaBytes">The size of the memory for what is computed.</param>
/// <param name="Updates">What parameters become.</param>
internal sealed record Plan(
    IReadOnlyList<Step> Steps,
    IReadOnlyList<Node> Inputs,
    IReadOnlyDictionary<Node, TensorView> Outputs,
    IReadOnlyDictionary<Node, Storage> Given,
    long ArenaBytes,
    IReadOnlyList<Update> Updates);
