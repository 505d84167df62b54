namespace AutoGrad;

/// <summary>Some of a model's parameters, and the optimizer that they follow instead of the one that has this among its <see cref="Optimizer.Groups"/>.</summary>
/// <param name="Contains">Whether a parameter belongs to it, by its <see cref="Parameter.Path"/>, shape or name.</param>
/// <param name="Optimizer">How those parameters follow their gradients: with another rate or decay, or in another way altogether.</param>
public sealed record ParameterGroup(Func<Parameter, bool> Contains, Optimizer Optimizer);
