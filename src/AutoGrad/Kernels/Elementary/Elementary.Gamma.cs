using System.Runtime.CompilerServices;
using AutoGrad.Symbolics;

namespace AutoGrad.Kernels;

// Each lane alone, in double precision: rare functions, with too many branches for masks to pay.
public static partial class Elementary
{
    private const MethodImplOptions Call = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>ln |Γ(x)|; ∞ at 0 and the negative integers.</summary>
    [MethodImpl(Call)]
    public static V LogGamma<V>(V x)
        where V : struct, ILanes<V> => LaneByLane(x, ReferenceMath.LogGamma);

    /// <summary>ψ(x), the derivative of ln Γ(x); ∓∞ at ±0, NaN at the negative integers.</summary>
    [MethodImpl(Call)]
    public static V Digamma<V>(V x)
        where V : struct, ILanes<V> => LaneByLane(x, ReferenceMath.Digamma);

    /// <summary>Hurwitz' ζ(s, q) = Σₖ (q + k)⁻ˢ; ∞ where q is 0 or a negative integer.</summary>
    [MethodImpl(Call)]
    public static V Zeta<V>(V s, V q)
        where V : struct, ILanes<V>
    {
        var result = q;
        for (int lane = 0; lane < V.Count; lane++)
            result = V.With(result, lane, ReferenceMath.Zeta(V.Get(s, lane), V.Get(q, lane)));
        return result;
    }

    private static V LaneByLane<V>(V x, Func<double, double> function)
        where V : struct, ILanes<V>
    {
        var result = x;
        for (int lane = 0; lane < V.Count; lane++)
            result = V.With(result, lane, function(V.Get(x, lane)));
        return result;
    }
}
