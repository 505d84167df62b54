namespace AutoGrad;

/// <summary>Where the results of a loop lie in its flat tensor, and in any other tensor of that layout, such as the gradient by it.</summary>
internal readonly struct ScanPacking(ScanOperation scan)
{
    private readonly ScanOperation scan = scan;

    /// <summary>The number of elements of everything.</summary>
    public long Size => OutputStart(scan.Outputs);

    private int FirstAfter => scan.Reverse ? 0 : 1;

    /// <summary>Where the states of a carry begin: one more than there are steps, in the order of positions.</summary>
    public long CarryStart(int carry) => Enumerable.Range(0, carry).Sum(StatesSize);

    /// <summary>Where the sum of a term lies.</summary>
    public long SumStart(int sum) => CarryStart(scan.Carries) + Enumerable.Range(0, sum).Sum(SumSize);

    /// <summary>Where the values of an output begin: last, so that another output moves nothing.</summary>
    public long OutputStart(int output) => SumStart(scan.Sums) + Enumerable.Range(0, output).Sum(OutputSize);

    /// <summary>The states before each step, by position.</summary>
    public Node Before(Node packed, int carry) => States(packed, carry, 1 - FirstAfter, scan.Steps);

    /// <summary>The states after each step, by position.</summary>
    public Node After(Node packed, int carry) => States(packed, carry, FirstAfter, scan.Steps);

    /// <summary>The state before the first step.</summary>
    public Node Initial(Node packed, int carry) => States(packed, carry, scan.Reverse ? scan.Steps : 0, 1).ReshapeTo(Carry(carry).Shape);

    /// <summary>The state after the last step.</summary>
    public Node Final(Node packed, int carry) => States(packed, carry, scan.Reverse ? 0 : scan.Steps, 1).ReshapeTo(Carry(carry).Shape);

    /// <summary>The values of an output, by position.</summary>
    public Node Output(Node packed, int output) => Box(packed, OutputStart(output), OutputSize(output)).ReshapeTo([scan.Steps, .. OutputOf(output).Shape]);

    /// <summary>The sum of a term.</summary>
    public Node Sum(Node packed, int sum) => Box(packed, SumStart(sum), SumSize(sum)).ReshapeTo(SumOf(sum).Shape);

    private Node States(Node packed, int carry, int first, int count)
    {
        var shape = Carry(carry).Shape;
        return Box(packed, CarryStart(carry) + first * shape.Size, count * shape.Size).ReshapeTo([count, .. shape]);
    }

    private static Node Box(Node packed, long start, long count) => packed[(int)start..(int)(start + count)];

    private Node Carry(int carry) => scan.Body.Results[carry];

    private Node OutputOf(int output) => scan.Body.Results[scan.Carries + output];

    private Node SumOf(int sum) => scan.Body.Results[scan.Carries + scan.Outputs + sum];

    private long StatesSize(int carry) => (scan.Steps + 1L) * Carry(carry).Shape.Size;

    private long OutputSize(int output) => scan.Steps * OutputOf(output).Shape.Size;

    private long SumSize(int sum) => SumOf(sum).Shape.Size;
}
