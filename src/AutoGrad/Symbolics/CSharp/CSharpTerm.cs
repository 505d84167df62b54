namespace AutoGrad.Symbolics;

/// <summary>A piece of a C# expression.</summary>
/// <param name="Text">The piece.</param>
/// <param name="Precedence">How strongly its outermost operator binds; larger is stronger.</param>
/// <param name="IsLanes">Whether it is lanes rather than one number or truth.</param>
internal readonly record struct CSharpTerm(string Text, int Precedence, bool IsLanes)
{
    public const int Conditional = 5;
    public const int OrElse = 10;
    public const int AndAlso = 15;
    public const int BitwiseOr = 20;
    public const int BitwiseAnd = 25;
    public const int Equality = 30;
    public const int Unary = 70;
    public const int Primary = 100;

    /// <summary>In brackets, unless it binds strongly enough to stand there without.</summary>
    public string Within(int atLeast) => Precedence >= atLeast ? Text : $"({Text})";

    /// <summary>As lanes: a number in all of them.</summary>
    public CSharpTerm AsLanes() => IsLanes ? this : new($"V.Const({Text})", Primary, IsLanes: true);

    /// <summary>As an operand that may meet only integers: c ? 1 : 0 would be one itself.</summary>
    public CSharpTerm AsDouble() => Text.All(c => c is '-' or (>= '0' and <= '9')) ? this with { Text = Text + ".0" } : this;

    /// <summary>As a mask: a truth in all lanes.</summary>
    public CSharpTerm AsMask() => IsLanes ? this : new($"V.ConstBits({Within(Conditional + 1)} ? -1 : 0)", Primary, IsLanes: true);

    /// <summary>As the operand that an operator with a precedence takes on its left.</summary>
    public string Left(int precedence) => Within(precedence);

    /// <summary>As the operand that an operator with a precedence takes on its right: a − (b − c) needs its brackets.</summary>
    public string Right(int precedence) => Within(precedence + 1);
}
