using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>Which C# types formulas know, and as what.</summary>
internal static class CSharpTypes
{
    public const string Row = "AutoGrad.Row";

    /// <summary>The type as formulas see it; null for one that they do not know.</summary>
    public static OperandType? OperandTypeOf(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Double } => OperandType.Number,
        { SpecialType: SpecialType.System_Int32 } => OperandType.Integer,
        { SpecialType: SpecialType.System_Boolean } => OperandType.Truth,
        INamedTypeSymbol { IsTupleType: true } tuple when tuple.TupleElements.All(element => OperandTypeOf(element.Type) is not (null or OperandType.Tuple)) =>
            OperandType.Tuple,
        INamedTypeSymbol { TypeKind: not TypeKind.Error } named when named.ToDisplayString() == Row => OperandType.Row,
        _ => null,
    };

    /// <summary>The type of the parameter that a variable stands for.</summary>
    public static OperandType OperandTypeOf(VariableKind kind) => kind switch
    {
        VariableKind.Row => OperandType.Row,
        VariableKind.Label => OperandType.Integer,
        VariableKind.Truth => OperandType.Truth,
        _ => OperandType.Number,
    };

    /// <summary>The variable that stands for a parameter of the type.</summary>
    public static Variable VariableFor(string name, OperandType type) => Expression.Variable(name, type switch
    {
        OperandType.Row => VariableKind.Row,
        OperandType.Integer => VariableKind.Label,
        OperandType.Truth => VariableKind.Truth,
        _ => VariableKind.Number,
    });

    /// <summary>Whether formulas can call the method: static, over values that they know, given by value.</summary>
    public static bool Qualifies(IMethodSymbol method) =>
        method is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary, RefKind: RefKind.None, IsVararg: false }
        && OperandTypeOf(method.ReturnType) is not null
        && method.Parameters.All(p => p is { RefKind: RefKind.None, IsParams: false } && OperandTypeOf(p.Type) is { } type && type != OperandType.Tuple);

    /// <summary>Whether the symbol carries the attribute.</summary>
    public static AttributeData? Attribute(ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == metadataName);

    /// <summary>Whether the method was written by a generator.</summary>
    public static bool IsGenerated(ISymbol symbol) => Attribute(symbol, "System.CodeDom.Compiler.GeneratedCodeAttribute") is not null;
}
