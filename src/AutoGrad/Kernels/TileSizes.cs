namespace AutoGrad.Kernels;

/// <summary>The rows of a tile of a matrix product, as a constant of the code that is made for it.</summary>
internal interface ITileRows
{
    static abstract int Count { get; }
}

/// <summary>The vectors of a row of a tile, likewise.</summary>
internal interface ITileColumns
{
    /// <summary>Whether there are two.</summary>
    static abstract bool IsPair { get; }
}

internal readonly struct Rows12 : ITileRows
{
    public static int Count => 12;
}

internal readonly struct Rows8 : ITileRows
{
    public static int Count => 8;
}

internal readonly struct Rows6 : ITileRows
{
    public static int Count => 6;
}

internal readonly struct Rows4 : ITileRows
{
    public static int Count => 4;
}

internal readonly struct Rows2 : ITileRows
{
    public static int Count => 2;
}

internal readonly struct OneVector : ITileColumns
{
    public static bool IsPair => false;
}

internal readonly struct TwoVectors : ITileColumns
{
    public static bool IsPair => true;
}
