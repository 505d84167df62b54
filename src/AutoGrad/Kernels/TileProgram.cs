namespace AutoGrad.Kernels;

/// <summary>One step of a tile program: slots in, a slot out.</summary>
internal sealed record TileInstruction(TileFunction Function, int[] Arguments, int Result);

/// <summary>
/// A scalar expression as instructions over blocks of elements. The slots are numbered: the inputs, the constants, the temporaries, and
/// last the result.
/// </summary>
internal sealed record TileProgram(int Inputs, double[] Constants, int Temporaries, TileInstruction[] Instructions)
{
    public int FirstTemporary => Inputs + Constants.Length;

    public int Result => FirstTemporary + Temporaries;

    public int Slots => Result + 1;
}
