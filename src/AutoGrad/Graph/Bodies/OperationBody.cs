namespace AutoGrad;

/// <summary>A body that an operation holds, for those who read graphs.</summary>
/// <param name="Function">The body.</param>
/// <param name="Argument">How text calls an argument; null for what is an input of the node, and called as that.</param>
/// <param name="Result">How text calls a result.</param>
internal sealed record OperationBody(GraphFunction Function, Func<int, string?> Argument, Func<int, string> Result);
