namespace AutoGrad;

public readonly partial struct Row
{
    /// <summary>a + b position by position.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static Row operator +(Row a, Row b) => a.Map(b, static (x, y) => x + y);

    /// <summary>a + b at each position.</summary>
    public static Row operator +(Row a, double b) => a.Map(x => x + b);

    /// <summary>a + b at each position.</summary>
    public static Row operator +(double a, Row b) => b.Map(x => a + x);

    /// <summary>a − b position by position.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static Row operator -(Row a, Row b) => a.Map(b, static (x, y) => x - y);

    /// <summary>a − b at each position.</summary>
    public static Row operator -(Row a, double b) => a.Map(x => x - b);

    /// <summary>a − b at each position.</summary>
    public static Row operator -(double a, Row b) => b.Map(x => a - x);

    /// <summary>a · b position by position.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static Row operator *(Row a, Row b) => a.Map(b, static (x, y) => x * y);

    /// <summary>a · b at each position.</summary>
    public static Row operator *(Row a, double b) => a.Map(x => x * b);

    /// <summary>a · b at each position.</summary>
    public static Row operator *(double a, Row b) => b.Map(x => a * x);

    /// <summary>a / b position by position.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static Row operator /(Row a, Row b) => a.Map(b, static (x, y) => x / y);

    /// <summary>a / b at each position.</summary>
    public static Row operator /(Row a, double b) => a.Map(x => x / b);

    /// <summary>a / b at each position.</summary>
    public static Row operator /(double a, Row b) => b.Map(x => a / x);

    /// <summary>−a.</summary>
    public static Row operator -(Row a) => a.Map(static x => -x);
}
