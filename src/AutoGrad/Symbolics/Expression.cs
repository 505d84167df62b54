namespace AutoGrad.Symbolics;

/// <summary>
/// A formula over scalars, or over one row of them: an immutable graph of constants, variables and calls of primitives. Equal
/// expressions are the same object, so they are compared by reference and shared sub-expressions cost nothing.
/// </summary>
internal abstract class Expression
{
    private static readonly Interner<Expression> Interned = new();
    private static readonly Expression[] NoArguments = [];
    private readonly int hash;

    private protected Expression(int hash, bool isRow, bool isTruth)
    {
        this.hash = hash;
        IsRow = isRow;
        IsTruth = isTruth;
    }

    /// <summary>Whether the value varies along the row; otherwise it is one value, the same for the whole row.</summary>
    public bool IsRow { get; }

    /// <summary>Whether the value is true or false rather than a number.</summary>
    public bool IsTruth { get; }

    /// <summary>What the primitive is applied to; empty for constants and variables.</summary>
    public virtual IReadOnlyList<Expression> Arguments => NoArguments;

    /// <summary>The constant <paramref name="value"/>.</summary>
    public static Constant Number(double value) => (Constant)Intern(new Constant(value));

    /// <summary>The variable called <paramref name="name"/>.</summary>
    public static Variable Variable(string name, VariableKind kind = VariableKind.Number) => (Variable)Intern(new Variable(name, kind));

    /// <summary>The primitive applied to the arguments, as it stands: nothing is simplified.</summary>
    public static Call Apply(Primitive primitive, params Expression[] arguments)
    {
        if (arguments.Length != primitive.Arity)
            throw new ArgumentException($"'{primitive.Name}' takes {primitive.Arity} arguments, not {arguments.Length}.");
        return (Call)Intern(new Call(primitive, arguments));
    }

    public static implicit operator Expression(double value) => Number(value);

    public static Expression operator +(Expression a, Expression b) => Apply(Primitives.Add, a, b);

    public static Expression operator -(Expression a, Expression b) => Apply(Primitives.Subtract, a, b);

    public static Expression operator *(Expression a, Expression b) => Apply(Primitives.Multiply, a, b);

    public static Expression operator /(Expression a, Expression b) => Apply(Primitives.Divide, a, b);

    public static Expression operator -(Expression a) => Apply(Primitives.Negate, a);

    public bool IsConstant(double value) => this is Constant constant && constant.Value.Equals(value);

    public bool Is(Primitive primitive) => this is Call call && call.Primitive == primitive;

    public sealed override int GetHashCode() => hash;

    public override string ToString() => FormulaWriter.Write(this);

    // Mixed, not only combined: a chain f(f(f(…))) would otherwise alternate between two hashes.
    private protected static int Combine(int a, int b)
    {
        unchecked
        {
            uint hash = (uint)a * 0x9E3779B1 + (uint)b;
            hash = (hash ^ (hash >> 15)) * 0x85EBCA77;
            return (int)(hash ^ (hash >> 13));
        }
    }

    private protected abstract bool HasSameParts(Expression other);

    private static Expression Intern(Expression candidate) =>
        Interned.Intern(candidate, candidate.hash, static (a, b) => a.HasSameParts(b));
}

/// <summary>A number. NaN and the zeros of both signs are values like any other.</summary>
internal sealed class Constant(double value) : Expression(value.GetHashCode(), isRow: false, isTruth: false)
{
    public double Value { get; } = value;

    // Bits, not values: 0.0 and −0.0 differ (1/x shows it).
    private protected override bool HasSameParts(Expression other) =>
        other is Constant constant && BitConverter.DoubleToInt64Bits(constant.Value) == BitConverter.DoubleToInt64Bits(Value);
}

/// <summary>What a variable stands for.</summary>
internal enum VariableKind
{
    /// <summary>One number; in a row formula the same for the whole row.</summary>
    Number,

    /// <summary>A number for each position of the row.</summary>
    Row,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>The number of a position in the row: an integer, never differentiated.</summary>
    Label,
}

/// <summary>An input or a hyper-parameter of a formula.</summary>
internal sealed class Variable(string name, VariableKind kind)
    : Expression(Combine(StableHash(name), (int)kind), isRow: kind == VariableKind.Row, isTruth: kind == VariableKind.Truth)
{
    public string Name { get; } = name;

    public VariableKind Kind { get; } = kind;

    private protected override bool HasSameParts(Expression other) =>
        other is Variable variable && variable.Kind == Kind && variable.Name == Name;

    private static int StableHash(string text)
    {
        int hash = 17;
        foreach (char c in text)
            hash = Combine(hash, c);
        return hash;
    }
}

/// <summary>A primitive applied to arguments.</summary>
internal sealed class Call(Primitive primitive, Expression[] arguments)
    : Expression(HashOf(primitive, arguments), primitive.YieldsRow(arguments), primitive.YieldsTruth)
{
    public Primitive Primitive { get; } = primitive;

    public override IReadOnlyList<Expression> Arguments => arguments;

    /// <summary>The argument at <paramref name="index"/>.</summary>
    public Expression this[int index] => arguments[index];

    private protected override bool HasSameParts(Expression other)
    {
        if (other is not Call call || call.Primitive != Primitive)
            return false;
        for (int i = 0; i < arguments.Length; i++)
            if (!ReferenceEquals(arguments[i], call.Arguments[i]))
                return false;
        return true;
    }

    private static int HashOf(Primitive primitive, Expression[] arguments)
    {
        int hash = Combine(primitive.Name.Length * 397 + primitive.Name[0], primitive.Name[primitive.Name.Length - 1]);
        foreach (var argument in arguments)
            hash = Combine(hash, argument.GetHashCode());
        return hash;
    }
}
