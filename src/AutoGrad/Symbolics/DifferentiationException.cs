namespace AutoGrad;

/// <summary>A gradient was asked for that does not exist. The message says which operation has none, and why.</summary>
/// <param name="message">What was asked, and why it cannot be had.</param>
public sealed class DifferentiationException(string message) : InvalidOperationException(message);
