using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>How statements end: they return, or control falls through to what follows, or one of the two by a condition.</summary>
internal abstract class Ending
{
    public static Ending FallsThrough { get; } = new Open();

    /// <summary>Whether control can reach what follows.</summary>
    public abstract bool CanFall { get; }

    public static Ending Returns(Operand value) => new Return(value);

    public static Ending Branch(Expression condition, Ending whenTrue, Ending whenFalse) =>
        whenTrue is Open && whenFalse is Open ? FallsThrough : new Fork(condition, whenTrue, whenFalse);

    /// <summary>This ending, and the next one where control falls through.</summary>
    public abstract Ending Then(Ending next);

    /// <summary>What is returned; null if values that do not go together are, or none.</summary>
    public abstract Operand? Value();

    private sealed class Open : Ending
    {
        public override bool CanFall => true;

        public override Ending Then(Ending next) => next;

        public override Operand? Value() => null;
    }

    private sealed class Return(Operand value) : Ending
    {
        public override bool CanFall => false;

        public override Ending Then(Ending next) => this;

        public override Operand? Value() => value;
    }

    private sealed class Fork(Expression condition, Ending whenTrue, Ending whenFalse) : Ending
    {
        public override bool CanFall { get; } = whenTrue.CanFall || whenFalse.CanFall;

        public override Ending Then(Ending next) => CanFall ? new Fork(condition, whenTrue.Then(next), whenFalse.Then(next)) : this;

        public override Operand? Value() =>
            whenTrue.Value() is { } a && whenFalse.Value() is { } b ? Operand.Select(condition, a, b) : null;
    }
}
