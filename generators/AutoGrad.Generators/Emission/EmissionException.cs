namespace AutoGrad.Generators;

/// <summary>A function whose form has no code to be generated; the message says why and what to do.</summary>
internal sealed class EmissionException(string message) : Exception(message);
