using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The tiled interpreter: an expression over inputs of any strides, a block of elements after the other, every block through one primitive
/// after the other while it stays in the first-level cache. What each element becomes depends on nothing but itself.
/// </summary>
/// <typeparam name="T">The type of the numbers; conditions are computed in numbers of this size.</typeparam>
internal sealed unsafe class ElementKernel<T>(TileProgram program, TileInput[] inputs, long size, bool yieldsTruth) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int LongestTile = 1024, ShortestTile = 64, CacheBytes = 32 << 10, ElementsPerPiece = 1 << 13, Alignment = 64;

    private readonly T[] constants = Array.ConvertAll(program.Constants, T.CreateChecked);
    private readonly int[] buffers = Buffers(program, inputs, yieldsTruth);
    private readonly int bufferCount = Buffers(program, inputs, yieldsTruth).Max() + 1;

    public override int PieceCount(int phase) => (int)((size + ElementsPerPiece - 1) / ElementsPerPiece);

    // A block is read whole before the result's block is written.
    public override bool CanOverwriteInput(int input) =>
        inputs[input].Layout is { IsContiguous: true, Offset: 0 } && inputs[input].IsTruth == yieldsTruth;

    [SkipLocalsInit]
    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        nint* slots = stackalloc nint[program.Slots];
        int tile = TileLength(bufferCount), tileBytes = tile * sizeof(T);
        byte* memory = stackalloc byte[bufferCount * tileBytes + Alignment];
        memory += Alignment - (nint)memory % Alignment;
        for (int slot = 0; slot < program.Slots; slot++)
            slots[slot] = (nint)(memory + buffers[slot] * tileBytes);
        for (int i = 0; i < constants.Length; i++)
            new Span<T>((T*)slots[program.Inputs + i], tile).Fill(constants[i]);

        long start = (long)piece * ElementsPerPiece, end = Math.Min(start + ElementsPerPiece, size);
        for (; start < end; start += tile)
        {
            int count = (int)Math.Min(tile, end - start);
            for (int i = 0; i < inputs.Length; i++)
                slots[i] = inputs[i].Read(arguments.Input<byte>(i), start, count, (T*)(memory + buffers[i] * tileBytes));
            if (!yieldsTruth)
                slots[program.Result] = (nint)(arguments.Output<T>(0) + start);
            Interpret(slots, count);
            if (yieldsTruth)
                Truths.FromMasks((T*)slots[program.Result], arguments.Output<byte>(0) + start, count);
        }
    }

    // What each slot is computed in: constants and temporaries have a block each, and inputs that cannot be read where they lie.
    private static int[] Buffers(TileProgram program, TileInput[] inputs, bool yieldsTruth)
    {
        var buffers = new int[program.Slots];
        int next = 0;
        for (int slot = 0; slot < program.Slots; slot++)
            buffers[slot] = slot < inputs.Length && inputs[slot] is { IsTruth: false, Layout.IsContiguous: true } || (slot == program.Result && !yieldsTruth) ? 0 : next++;
        return buffers;
    }

    private static int TileLength(int buffers)
    {
        int fitting = Math.Max(1, CacheBytes / (buffers * sizeof(T)));
        return Math.Clamp(1 << BitOperations.Log2((uint)fitting), ShortestTile, LongestTile);
    }

    private void Interpret(nint* slots, int count)
    {
        nint* operands = stackalloc nint[3];
        foreach (var instruction in program.Instructions)
        {
            int[] arguments = instruction.Arguments;
            for (int i = 0; i < arguments.Length; i++)
                operands[i] = slots[arguments[i]];
            instruction.Function.Run(operands, slots + instruction.Result, count);
        }
    }
}
