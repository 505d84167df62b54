using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>What a formula is for: the attribute on its method.</summary>
internal enum FunctionKind
{
    Activation,
    Loss,
    Update,
}

/// <summary>
/// All that the emission knows of a user's method: strings and numbers with value equality. A symbol, a syntax node or a location in
/// here would keep compilations alive and make every keystroke look like a change.
/// </summary>
/// <param name="Kind">The attribute on the method.</param>
/// <param name="HasLayer">Whether a layer class is asked for.</param>
/// <param name="Host">The type that holds the method.</param>
/// <param name="Name">The method's name, without @.</param>
/// <param name="Accessibility"><c>public</c>, <c>internal</c>, …, as it is written in C#.</param>
/// <param name="Parameters">All parameters, in the method's order.</param>
/// <param name="Formulas">The texts of the formulas: one, or one a result of an update.</param>
/// <param name="YieldsRow">Whether the method returns a row.</param>
/// <param name="Summary">The inner XML of the method's summary; empty if it has none.</param>
/// <param name="CustomGradients">The derivatives that the user wrote.</param>
internal sealed record FunctionModel(
    FunctionKind Kind,
    bool HasLayer,
    HostModel Host,
    string Name,
    string Accessibility,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<string> Formulas,
    bool YieldsRow,
    string Summary,
    EquatableArray<CustomGradientModel> CustomGradients);

/// <summary>A type that functions stand in, and the types around it.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="TypeDeclarations">How to open the partial types, the outermost first: <c>public static partial class MyFunctions</c>.</param>
/// <param name="TypeName">The type in C#, from anywhere: <c>global::User.MyFunctions</c>.</param>
/// <param name="HintName">The type in the name of a generated file: <c>User.MyFunctions</c>.</param>
internal sealed record HostModel(string Namespace, EquatableArray<string> TypeDeclarations, string TypeName, string HintName);

/// <summary>A parameter of a function's method.</summary>
/// <param name="Name">Its name, without @; the formula's variable has the same.</param>
/// <param name="Kind">Number for <c>double</c>, Row for <c>Row</c>, Label for <c>int</c>, Truth for <c>bool</c>.</param>
/// <param name="Default">The default, which makes it a hyper-parameter, of a truth 0 or 1; null without.</param>
internal sealed record ParameterModel(string Name, VariableKind Kind, double? Default);

/// <summary>A derivative that the user wrote.</summary>
/// <param name="Input">The input it is the derivative by.</param>
/// <param name="Formula">The text of its formula, in the derivative method's own parameters: the function's, in their order.</param>
/// <param name="IsSurrogate">Whether it is meant to differ from the true derivative.</param>
internal sealed record CustomGradientModel(string Input, string Formula, bool IsSurrogate);
