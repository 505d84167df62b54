namespace AutoGrad.Symbolics;

/// <summary>
/// Which functions a kernel calls and which are inlined. The JIT has a budget for what it inlines into one loop; beyond it the lanes' own
/// operators become calls, and a polynomial takes up to forty times as long.
/// </summary>
internal static class InliningBudget
{
    // Measured on AVX-512: of a function with weight w, as many fit into one loop as 130 holds w. The next costs a factor of five at least.
    private const int Budget = 130;
    private const int Operator = 1;
    private const int SmallMethod = 2;

    private static readonly Dictionary<Primitive, int> Weights = new()
    {
        [Primitives.Exp] = 24, [Primitives.Exp2] = 24, [Primitives.Expm1] = 20, [Primitives.Log] = 30, [Primitives.Log2] = 50, [Primitives.Log10] = 50, [Primitives.Log1p] = 40,
        [Primitives.Sin] = 40, [Primitives.Cos] = 40, [Primitives.Tan] = 32, [Primitives.Asin] = 32, [Primitives.Acos] = 32, [Primitives.Atan] = 25, [Primitives.Atan2] = 32,
        [Primitives.Sinh] = 30, [Primitives.Cosh] = 25, [Primitives.Tanh] = 30, [Primitives.Asinh] = 60, [Primitives.Acosh] = 60, [Primitives.Atanh] = 60,
        [Primitives.Sigmoid] = 30, [Primitives.LogSigmoid] = 36, [Primitives.Softplus] = 36,
        [Primitives.SigmoidSlope] = 30, [Primitives.TanhSoftplus] = 36, [Primitives.TanhSoftplusSlope] = 36, [Primitives.Gaussian] = 30, [Primitives.Erf] = 60, [Primitives.Erfc] = 60,
    };

    /// <summary>The primitives that can be called as well as inlined.</summary>
    public static IEnumerable<Primitive> Functions => Weights.Keys;

    /// <summary>The calls that are not to be inlined: the heaviest, until the rest fits.</summary>
    public static HashSet<Expression> Exceeding(IEnumerable<Expression> lanes)
    {
        var calls = lanes.OfType<Call>().OrderByDescending(Weight).ToList();
        int total = calls.Sum(Weight);
        var exceeding = new HashSet<Expression>();
        foreach (var call in calls)
        {
            if (total <= Budget || !Weights.ContainsKey(call.Primitive))
                break;
            exceeding.Add(call);
            total -= Weight(call);
        }
        return exceeding;
    }

    /// <summary>What a call takes, in operators.</summary>
    public static int Weight(Call call) => Weights.TryGetValue(call.Primitive, out int weight) ? weight : call.Primitive.Infix is null ? SmallMethod : Operator;
}
