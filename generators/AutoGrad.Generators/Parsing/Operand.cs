using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>What a C# type is to a formula.</summary>
internal enum OperandType
{
    /// <summary><c>double</c>.</summary>
    Number,

    /// <summary><c>int</c>, whose arithmetic differs from double's.</summary>
    Integer,

    /// <summary>Another numeric type: good for nothing but to become a double.</summary>
    OtherNumber,

    /// <summary><c>Row</c>.</summary>
    Row,

    /// <summary><c>bool</c>.</summary>
    Truth,

    /// <summary>Several values together.</summary>
    Tuple,
}

/// <summary>A C# expression as a formula sees it: its type in C#, which decides how C# computes with it, and its value.</summary>
internal sealed class Operand
{
    private readonly Expression? value;

    public Operand(OperandType type, Expression value)
    {
        Type = type;
        this.value = value;
    }

    public Operand(IReadOnlyList<Operand> elements)
    {
        Type = OperandType.Tuple;
        Elements = elements;
    }

    public OperandType Type { get; }

    /// <summary>The elements of a tuple; empty for everything else.</summary>
    public IReadOnlyList<Operand> Elements { get; } = [];

    /// <summary>The value; a tuple has none of its own.</summary>
    public Expression Value => value ?? throw new InvalidOperationException("A tuple has elements, not a value.");

    /// <summary>The operand for a constant of C#; null for one that is neither a number nor a truth value.</summary>
    public static Operand? OfConstant(object? constant) => constant switch
    {
        double number => new(OperandType.Number, number),
        int number => new(OperandType.Integer, number),
        float or long or uint or ulong or short or ushort or byte or sbyte or decimal =>
            new(OperandType.OtherNumber, Convert.ToDouble(constant, System.Globalization.CultureInfo.InvariantCulture)),
        bool truth => new(OperandType.Truth, Conditions.Constant(truth)),
        _ => null,
    };

    /// <summary>The type that C# gives to <c>c ? a : b</c>; null if the two do not go together.</summary>
    public static OperandType? CommonType(OperandType a, OperandType b)
    {
        if (a == b)
            return a;
        if (!IsNumeric(a) || !IsNumeric(b))
            return null;
        return a == OperandType.Number || b == OperandType.Number ? OperandType.Number : OperandType.OtherNumber;
    }

    public static bool IsNumeric(OperandType type) => type is OperandType.Number or OperandType.Integer or OperandType.OtherNumber;

    /// <summary>The first where the condition holds, else the second; null if they do not go together.</summary>
    public static Operand? Select(Expression condition, Operand whenTrue, Operand whenFalse)
    {
        if (CommonType(whenTrue.Type, whenFalse.Type) is not { } type || whenTrue.Elements.Count != whenFalse.Elements.Count)
            return null;
        if (type == OperandType.Tuple)
        {
            var elements = new List<Operand>();
            for (int i = 0; i < whenTrue.Elements.Count; i++)
                if (Select(condition, whenTrue.Elements[i], whenFalse.Elements[i]) is { } element)
                    elements.Add(element);
            return elements.Count == whenTrue.Elements.Count ? new(elements) : null;
        }
        return new(type, type == OperandType.Truth
            ? Conditions.Select(condition, whenTrue.Value, whenFalse.Value)
            : Conditions.Known(condition) is { } known ? (known ? whenTrue : whenFalse).Value
            : whenTrue.Value == whenFalse.Value ? whenTrue.Value
            : Primitives.Select(condition, whenTrue.Value, whenFalse.Value));
    }

    /// <summary>The type in words, for messages.</summary>
    public static string Describe(OperandType type) => type switch
    {
        OperandType.Number => "a number",
        OperandType.Integer => "an integer",
        OperandType.OtherNumber => "a number of a type other than double",
        OperandType.Row => "a row",
        OperandType.Truth => "a truth value",
        _ => "a tuple",
    };
}
