using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>The attributes that make methods functions.</summary>
internal static class FunctionAttributes
{
    public const string Activation = "AutoGrad.ActivationAttribute";
    public const string Loss = "AutoGrad.LossAttribute";
    public const string Update = "AutoGrad.UpdateAttribute";
    public const string Gradient = "AutoGrad.GradientAttribute";
    public const string Formula = "AutoGrad.FormulaAttribute";

    /// <summary>What the method is marked as, in the order of the attributes; empty if it is no function.</summary>
    public static IReadOnlyList<FunctionKind> KindsOf(IMethodSymbol method) =>
        [.. method.GetAttributes().Select(attribute => KindOf(attribute.AttributeClass?.ToDisplayString())).OfType<FunctionKind>()];

    /// <summary>Whether the symbol is a method that is marked as a function.</summary>
    public static bool IsFunction(ISymbol symbol) => symbol is IMethodSymbol method && KindsOf(method).Count > 0;

    /// <summary>Whether a layer is made of the function.</summary>
    public static bool HasLayer(IMethodSymbol method) => method.GetAttributes().Any(attribute => Named<bool>(attribute, "Layer"));

    /// <summary>The method's [Gradient] attributes.</summary>
    public static IEnumerable<AttributeData> GradientsOf(IMethodSymbol method) =>
        method.GetAttributes().Where(attribute => attribute.AttributeClass?.ToDisplayString() == Gradient);

    /// <summary>A named argument of an attribute; the default if it is not given.</summary>
    public static T? Named<T>(AttributeData attribute, string name) =>
        attribute.NamedArguments.Where(pair => pair.Key == name).Select(pair => pair.Value.Value).OfType<T>().FirstOrDefault();

    private static FunctionKind? KindOf(string? name) => name switch
    {
        Activation => FunctionKind.Activation,
        Loss => FunctionKind.Loss,
        Update => FunctionKind.Update,
        _ => null,
    };
}
