using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>
/// Everything that the analyzer can say, one entry a rule. Each has a page, docs/diagnostics/{id}.md, that says why and what to do.
/// </summary>
internal static class Diagnostics
{
    public const string Category = "AutoGrad";

    // Inside a formula.
    public static readonly DiagnosticDescriptor UnsupportedSyntax = Error(
        "AG0001", "Not part of the formula language", "A formula cannot contain {0}: {1}");

    public static readonly DiagnosticDescriptor UnknownCall = Error(
        "AG0002", "Call of a method that formulas do not know", "A formula cannot call '{0}': {1}");

    public static readonly DiagnosticDescriptor NoFormula = Error(
        "AG0003", "Call of a method that is no formula", "'{0}' cannot be part of this formula, since its own body is none: {1}");

    public static readonly DiagnosticDescriptor RecursiveCall = Error(
        "AG0004", "Recursive call", "'{0}' calls itself: a formula is written out in full, which would never end; write what it computes without recursion");

    public static readonly DiagnosticDescriptor IntegerArithmetic = Error(
        "AG0005", "Arithmetic in another type than double", "C# computes '{0}' in {1}, a formula in double, and the results can differ: {2}");

    public static readonly DiagnosticDescriptor LossyConversion = Error(
        "AG0006", "Conversion that changes the value", "The conversion of {0} to {1} changes the value, and its derivative would be wrong: {2}");

    public static readonly DiagnosticDescriptor WrongKind = Error(
        "AG0007", "Value of the wrong kind", "{0} was expected here, but '{1}' is {2}{3}");

    // The method and its surroundings.
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "AG0010", "Class is not partial", "'{0}' must be partial, since the code generated for '{1}' is added to it: write 'partial {2} {0}'");

    public static readonly DiagnosticDescriptor WrongMethod = Error(
        "AG0011", "Method cannot be a formula", "'{0}' cannot be a formula: {1}");

    public static readonly DiagnosticDescriptor WrongParameter = Error(
        "AG0012", "Parameter that a formula cannot have", "The parameter '{0}' cannot be one of a formula: {1}");

    public static readonly DiagnosticDescriptor WrongResult = Error(
        "AG0013", "Result that a formula cannot have", "'{0}' returns {1}, but {2}");

    public static readonly DiagnosticDescriptor WrongInputs = Error(
        "AG0014", "Wrong inputs", "'{0}' has the inputs ({1}), but {2}");

    public static readonly DiagnosticDescriptor InputAfterHyperParameter = Error(
        "AG0015", "Input after a hyper-parameter", "The input '{0}' comes after the hyper-parameter '{1}': inputs, which have no default, come first");

    public static readonly DiagnosticDescriptor ReservedName = Error(
        "AG0016", "Reserved parameter name", "A parameter cannot be called '{0}': {1}; choose another name");

    public static readonly DiagnosticDescriptor NameClash = Error(
        "AG0017", "Generated member would clash", "'{0}' is already declared by hand, and would be generated for '{1}' too: rename it, or leave it to the generator");

    // What the formula computes.
    public static readonly DiagnosticDescriptor UnusedInput = Warning(
        "AG0020", "Result does not depend on an input", "The result of '{0}' does not depend on its input '{1}': its gradient by '{1}' is 0");

    public static readonly DiagnosticDescriptor ZeroGradient = Info(
        "AG0021", "Gradient is zero everywhere", "The result of '{0}' depends on '{1}' only in steps: its gradient by '{1}' is 0 everywhere, and nothing is learned through it unless a [Gradient] method says otherwise");

    public static readonly DiagnosticDescriptor ReachableSingularity = Info(
        "AG0022", "Singularity can be reached", "In '{0}' {1}");

    public static readonly DiagnosticDescriptor CertainSingularity = Warning(
        "AG0023", "Singularity is always reached", "In '{0}' {1}, and this happens {2}");

    // Custom gradients.
    public static readonly DiagnosticDescriptor UnknownFunction = Error(
        "AG0030", "Gradient of an unknown function", "There is no function '{0}' with [Activation] or [Loss] in '{1}' that this could be the gradient of{2}");

    public static readonly DiagnosticDescriptor WrongGradient = Error(
        "AG0031", "Gradient does not fit its function", "'{0}' cannot be the gradient of '{1}': {2}");

    public static readonly DiagnosticDescriptor DisagreeingGradient = Warning(
        "AG0032", "Gradient disagrees with its function", "At {0}, '{1}' gives {2}, but the derivative of '{3}' by '{4}' is {5}: correct it, or set Surrogate = true if it is meant to differ");

    /// <summary>Every rule, in the order of the ids.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnsupportedSyntax, UnknownCall, NoFormula, RecursiveCall, IntegerArithmetic, LossyConversion, WrongKind,
        NotPartial, WrongMethod, WrongParameter, WrongResult, WrongInputs, InputAfterHyperParameter, ReservedName, NameClash,
        UnusedInput, ZeroGradient, ReachableSingularity, CertainSingularity,
        UnknownFunction, WrongGradient, DisagreeingGradient,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message) => Rule(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Rule(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Rule(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity) => new(
        id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md");
}
