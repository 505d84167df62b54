namespace VerifyXunit;

/// <summary>A text differs from its snapshot, or has none.</summary>
public sealed class VerifyException(string message) : Exception(message);
