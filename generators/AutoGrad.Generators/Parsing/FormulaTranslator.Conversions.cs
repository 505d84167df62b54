using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

internal sealed partial class FormulaTranslator
{
    /// <summary>The operand as C# converts it to the type; null where that was reported to be impossible.</summary>
    private Operand? Convert(Operand operand, ITypeSymbol? type, ExpressionSyntax at)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            if (operand.Elements.Count != tuple.TupleElements.Length)
                return WrongKind(at, $"A tuple of {tuple.TupleElements.Length} values", operand.Type);
            var elements = new List<Operand>();
            for (int i = 0; i < operand.Elements.Count; i++)
            {
                var part = at is TupleExpressionSyntax literal ? literal.Arguments[i].Expression : at;
                if (Convert(operand.Elements[i], tuple.TupleElements[i].Type, part) is { } element)
                    elements.Add(element);
            }
            return elements.Count == operand.Elements.Count ? new(elements) : null;
        }

        // Of an unknown type the declaration is reported; of none (a lambda's result) the value decides.
        return CSharpTypes.OperandTypeOf(type) is { } known ? ConvertTo(operand, known, at) : operand;
    }

    private Operand? ConvertTo(Operand operand, OperandType type, ExpressionSyntax at)
    {
        if (operand.Type == type)
            return operand;
        if (type == OperandType.Number && Operand.IsNumeric(operand.Type))
            return new(OperandType.Number, operand.Value);
        if (type == OperandType.Integer && Operand.IsNumeric(operand.Type))
            return Report(Diagnostics.LossyConversion, at, $"'{SourceText.Of(at)}'", "int", "keep it a double; Floor, Round and Truncate say how to round");
        return WrongKind(at, Capitalised(Operand.Describe(type)), operand.Type);
    }

    // A tuple is converted element by element, to what its local was declared with.
    private Operand? ConvertTo(Operand operand, Local local, ExpressionSyntax at)
    {
        if (local.Type != OperandType.Tuple || operand.Type != OperandType.Tuple)
            return ConvertTo(operand, local.Type, at);
        if (operand.Elements.Count != local.Elements.Count)
            return WrongKind(at, $"A tuple of {local.Elements.Count} values", operand.Type);
        Operand[] elements = [.. operand.Elements.Zip(local.Elements, (element, type) => ConvertTo(element, type, at)).OfType<Operand>()];
        return elements.Length == operand.Elements.Count ? new(elements) : null;
    }

    private Operand? TranslateCast(CastExpressionSyntax cast)
    {
        if (TranslateExpression(cast.Expression) is not { } operand)
            return null;
        var type = model.GetTypeInfo(cast.Type, context.Cancellation).Type;
        if (CSharpTypes.OperandTypeOf(type) is { } known && known != OperandType.Tuple)
            return ConvertTo(operand, known, cast);
        return Operand.IsNumeric(operand.Type) && type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Single }
            ? Report(
                Diagnostics.LossyConversion, cast, $"'{SourceText.Of(cast.Expression)}'", SourceText.Of(cast.Type), "formulas compute in double throughout; leave the cast out")
            : Unsupported(cast, $"a cast to {SourceText.Of(cast.Type)}", "formulas compute with double, Row, int and bool");
    }
}
