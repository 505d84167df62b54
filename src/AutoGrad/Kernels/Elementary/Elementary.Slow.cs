using AutoGrad.Symbolics;

namespace AutoGrad.Kernels;

// Functions that have no polynomials yet: right, and as accurate as the references, but lane by lane.
public static partial class Elementary
{
    /// <summary>2/√π · ∫₀ˣ exp(−t²) dt. Lane by lane.</summary>
    public static V Erf<V>(V x)
        where V : struct, ILanes<V> => LaneByLane(x, ReferenceMath.Erf);

    /// <summary>1 − erf(x), full relative accuracy in the upper tail. Lane by lane.</summary>
    public static V Erfc<V>(V x)
        where V : struct, ILanes<V> => LaneByLane(x, ReferenceMath.Erfc);

    /// <summary>xʸ as <see cref="Math.Pow"/>. Lane by lane.</summary>
    public static V Pow<V>(V x, V y)
        where V : struct, ILanes<V>
    {
        for (int lane = 0; lane < V.Count; lane++)
            x = V.With(x, lane, Math.Pow(V.Get(x, lane), V.Get(y, lane)));
        return x;
    }

    private static V LaneByLane<V>(V x, Func<double, double> function)
        where V : struct, ILanes<V>
    {
        for (int lane = 0; lane < V.Count; lane++)
            x = V.With(x, lane, function(V.Get(x, lane)));
        return x;
    }
}
