using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoGrad.Generators;

/// <summary>What formulas leave out of C#, by name, and what to write instead.</summary>
internal static class UnsupportedSyntax
{
    private const string Loop = "a row's Sum, Mean, Max and Map do what a loop over it would";
    private const string Single = "a formula computes one value from its inputs";

    private static readonly Dictionary<SyntaxKind, (string Name, string Instead)> Known = new()
    {
        [SyntaxKind.ForStatement] = ("a loop", Loop),
        [SyntaxKind.ForEachStatement] = ("a loop", Loop),
        [SyntaxKind.ForEachVariableStatement] = ("a loop", Loop),
        [SyntaxKind.WhileStatement] = ("a loop", Loop),
        [SyntaxKind.DoStatement] = ("a loop", Loop),
        [SyntaxKind.SwitchStatement] = ("a switch statement", "write a switch expression, x switch { > 1 => …, _ => … }, or if and else"),
        [SyntaxKind.ThrowStatement] = ("throw", "a formula has a value for every input; return double.NaN where it is undefined"),
        [SyntaxKind.ThrowExpression] = ("throw", "a formula has a value for every input; return double.NaN where it is undefined"),
        [SyntaxKind.TryStatement] = ("try", "nothing in a formula throws"),
        [SyntaxKind.ReturnStatement] = ("a return without a value", "return the result"),
        [SyntaxKind.LocalFunctionStatement] = ("a local function", "make it a static method of the class"),
        [SyntaxKind.GotoStatement] = ("goto", "use if and else"),
        [SyntaxKind.BreakStatement] = ("break", "use if and else"),
        [SyntaxKind.ContinueStatement] = ("continue", "use if and else"),
        [SyntaxKind.LabeledStatement] = ("a label", "use if and else"),
        [SyntaxKind.UsingStatement] = ("using", Single),
        [SyntaxKind.LockStatement] = ("lock", Single),
        [SyntaxKind.FixedStatement] = ("fixed", Single),
        [SyntaxKind.UnsafeStatement] = ("unsafe code", Single),
        [SyntaxKind.CheckedStatement] = ("checked", "arithmetic in double never overflows to an error"),
        [SyntaxKind.UncheckedStatement] = ("unchecked", "arithmetic in double never overflows to an error"),
        [SyntaxKind.CheckedExpression] = ("checked", "arithmetic in double never overflows to an error"),
        [SyntaxKind.UncheckedExpression] = ("unchecked", "arithmetic in double never overflows to an error"),
        [SyntaxKind.YieldReturnStatement] = ("yield", "return one value"),
        [SyntaxKind.YieldBreakStatement] = ("yield", "return one value"),
        [SyntaxKind.LocalDeclarationStatement] = ("a using or ref declaration", "declare a plain local"),
        [SyntaxKind.SimpleAssignmentExpression] = ("an assignment inside an expression", "make it a statement of its own"),
        [SyntaxKind.PreIncrementExpression] = ("++ inside an expression", "make it a statement of its own"),
        [SyntaxKind.PostIncrementExpression] = ("++ inside an expression", "make it a statement of its own"),
        [SyntaxKind.PreDecrementExpression] = ("-- inside an expression", "make it a statement of its own"),
        [SyntaxKind.PostDecrementExpression] = ("-- inside an expression", "make it a statement of its own"),
        [SyntaxKind.AwaitExpression] = ("await", Single),
        [SyntaxKind.ObjectCreationExpression] = ("a new object", "formulas compute with double, Row, int and bool"),
        [SyntaxKind.ImplicitObjectCreationExpression] = ("a new object", "formulas compute with double, Row, int and bool"),
        [SyntaxKind.ArrayCreationExpression] = ("an array", "a row comes in as a parameter"),
        [SyntaxKind.ImplicitArrayCreationExpression] = ("an array", "a row comes in as a parameter"),
        [SyntaxKind.CollectionExpression] = ("a collection", "a row comes in as a parameter"),
        [SyntaxKind.SimpleLambdaExpression] = ("a lambda", "only a row's Map takes one"),
        [SyntaxKind.ParenthesizedLambdaExpression] = ("a lambda", "only a row's Map takes one"),
        [SyntaxKind.ConditionalAccessExpression] = ("?.", "nothing in a formula is null"),
        [SyntaxKind.CoalesceExpression] = ("??", "nothing in a formula is null"),
        [SyntaxKind.SuppressNullableWarningExpression] = ("!", "nothing in a formula is null"),
        [SyntaxKind.BitwiseNotExpression] = ("arithmetic on bits", "formulas compute in double"),
        [SyntaxKind.BitwiseAndExpression] = ("arithmetic on bits", "formulas compute in double"),
        [SyntaxKind.BitwiseOrExpression] = ("arithmetic on bits", "formulas compute in double"),
        [SyntaxKind.ExclusiveOrExpression] = ("^", "write a != b for truth values, and Pow for powers"),
        [SyntaxKind.LeftShiftExpression] = ("arithmetic on bits", "formulas compute in double"),
        [SyntaxKind.RightShiftExpression] = ("arithmetic on bits", "formulas compute in double"),
        [SyntaxKind.UnsignedRightShiftExpression] = ("arithmetic on bits", "formulas compute in double"),
        [SyntaxKind.AsExpression] = ("as", "formulas compute with double, Row, int and bool"),
        [SyntaxKind.IsExpression] = ("a test of types", "formulas compute with double, Row, int and bool"),
        [SyntaxKind.ThisExpression] = ("this", "a formula is static"),
        [SyntaxKind.BaseExpression] = ("base", "a formula is static"),
    };

    /// <summary>What the syntax is called.</summary>
    public static string Name(SyntaxNode node) => Known.TryGetValue(node.Kind(), out var known) ? known.Name : $"'{SourceText.Of(node)}'";

    /// <summary>What to write instead.</summary>
    public static string Instead(SyntaxNode node) =>
        Known.TryGetValue(node.Kind(), out var known) ? known.Instead
        : node.ContainsDiagnostics || node.IsMissing ? "the code is not complete"
        : "formulas know arithmetic, comparisons, conditions, locals and calls";
}
