using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>Functions of elements as the generator writes them: formulas with the kernels that compute them.</summary>
internal static class HandMadeElements
{
    public static readonly FusedFunction SiLU = new(
        "SiLU", "(x) => x * sigmoid(x)", FusedKernel.Element1<SiLUKernel>(),
        new FusedFunction("SiLUGradient", "(x, upstream) => s = sigmoid(x); upstream * s * (1 + x * (1 - s))", FusedKernel.Element2<SiLUGradientKernel>()));

    public static readonly FusedFunction LeakyReLU = new(
        "LeakyReLU", "(x, slope = 0.01) => select(x > 0, x, slope * x)", FusedKernel.Element1<LeakyReLUKernel>(),
        new FusedFunction("LeakyReLUGradient", "(x, upstream, slope = 0.01) => select(x > 0, upstream, slope * upstream)", FusedKernel.Element2<LeakyReLUGradientKernel>()));

    /// <summary>log(x) where x > 0, else 0: its derivative is infinite at the selection's edge.</summary>
    public static readonly FusedFunction SafeLog = new(
        "SafeLog", "(x) => select(x > 0, log(x), 0)", FusedKernel.Element1<SafeLogKernel>(),
        new FusedFunction("SafeLogGradient", "(x, upstream) => select(x > 0, upstream / x, 0)", FusedKernel.Element2<SafeLogGradientKernel>()));

    public static readonly FusedFunction Gate = new(
        "Gate", "(x, gate, scale = 1) => scale * x * sigmoid(gate)", FusedKernel.Element2<GateKernel>(),
        new FusedFunction("GateGradientX", "(x, gate, upstream, scale = 1) => scale * upstream * sigmoid(gate)", FusedKernel.Element3<GateGradientXKernel>()),
        new FusedFunction("GateGradientGate", "(x, gate, upstream, scale = 1) => s = sigmoid(gate); scale * upstream * x * s * (1 - s)", FusedKernel.Element3<GateGradientGateKernel>()));

    /// <summary>A function without gradients of its own.</summary>
    public static readonly FusedFunction Cube = new("Cube", "(x) => x * x * x", FusedKernel.Element1<CubeKernel>());

    /// <summary>A step with a smooth derivative in its place.</summary>
    public static readonly FusedFunction Spike = new(
        "Spike", "(x) => select(x > 0, 1, 0)", FusedKernel.Element1<SpikeKernel>(),
        new FusedFunction("SpikeGradient", "(x, upstream) => upstream * sigmoid(x)", FusedKernel.Element2<SpikeGradientKernel>()))
    {
        HasCustomGradient = true,
    };

    public static readonly FusedFunction Huber = new(
        "Huber", "(prediction, target, delta = 1) => e = abs(prediction - target); select(e <= delta, 0.5 * e * e, delta * (e - 0.5 * delta))",
        FusedKernel.Element2<HuberKernel>(),
        new FusedFunction("HuberGradient", "(prediction, target, upstream, delta = 1) => upstream * max(-delta, min(delta, prediction - target))", FusedKernel.Element3<HuberGradientKernel>()),
        new FusedFunction("HuberGradientTarget", "(prediction, target, upstream, delta = 1) => upstream * max(-delta, min(delta, target - prediction))", FusedKernel.Element3<HuberGradientTargetKernel>()));

    public readonly struct SiLUKernel : IKernel1<SiLUKernel>
    {
        public static SiLUKernel Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V x)
            where V : struct, ILanes<V> => x * Elementary.Sigmoid(x);
    }

    public readonly struct SiLUGradientKernel : IKernel2<SiLUGradientKernel>
    {
        public static SiLUGradientKernel Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V x, V upstream)
            where V : struct, ILanes<V>
        {
            var s = Elementary.Sigmoid(x);
            return upstream * s * (1 + x * (1 - s));
        }
    }

    public readonly struct LeakyReLUKernel(Uniform slope) : IKernel1<LeakyReLUKernel>
    {
        public static LeakyReLUKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V x)
            where V : struct, ILanes<V> => V.Select(x > 0, x, slope * x);
    }

    public readonly struct LeakyReLUGradientKernel(Uniform slope) : IKernel2<LeakyReLUGradientKernel>
    {
        public static LeakyReLUGradientKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V x, V upstream)
            where V : struct, ILanes<V> => V.Select(x > 0, upstream, slope * upstream);
    }

    public readonly struct SafeLogKernel : IKernel1<SafeLogKernel>
    {
        public static SafeLogKernel Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V x)
            where V : struct, ILanes<V> => V.Select(x > 0, Elementary.Log(x), V.Const(0));
    }

    public readonly struct SafeLogGradientKernel : IKernel2<SafeLogGradientKernel>
    {
        public static SafeLogGradientKernel Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V x, V upstream)
            where V : struct, ILanes<V> => V.Select(x > 0, upstream / x, V.Const(0));
    }

    public readonly struct GateKernel(Uniform scale) : IKernel2<GateKernel>
    {
        public static GateKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V x, V gate)
            where V : struct, ILanes<V> => scale * x * Elementary.Sigmoid(gate);
    }

    public readonly struct GateGradientXKernel(Uniform scale) : IKernel3<GateGradientXKernel>
    {
        public static GateGradientXKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V x, V gate, V upstream)
            where V : struct, ILanes<V> => scale * upstream * Elementary.Sigmoid(gate);
    }

    public readonly struct GateGradientGateKernel(Uniform scale) : IKernel3<GateGradientGateKernel>
    {
        public static GateGradientGateKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V x, V gate, V upstream)
            where V : struct, ILanes<V>
        {
            var s = Elementary.Sigmoid(gate);
            return scale * upstream * x * s * (1 - s);
        }
    }

    public readonly struct CubeKernel : IKernel1<CubeKernel>
    {
        public static CubeKernel Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V x)
            where V : struct, ILanes<V> => x * x * x;
    }

    public readonly struct SpikeKernel : IKernel1<SpikeKernel>
    {
        public static SpikeKernel Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V x)
            where V : struct, ILanes<V> => V.Select(x > 0, V.Const(1), V.Const(0));
    }

    public readonly struct SpikeGradientKernel : IKernel2<SpikeGradientKernel>
    {
        public static SpikeGradientKernel Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V x, V upstream)
            where V : struct, ILanes<V> => upstream * Elementary.Sigmoid(x);
    }

    public readonly struct HuberKernel(double delta) : IKernel2<HuberKernel>
    {
        private readonly Uniform delta = delta, half = 0.5 * delta;

        public static HuberKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V prediction, V target)
            where V : struct, ILanes<V>
        {
            var e = V.Abs(prediction - target);
            return V.Select(e <= delta, 0.5 * e * e, delta * (e - half));
        }
    }

    public readonly struct HuberGradientKernel(double delta) : IKernel3<HuberGradientKernel>
    {
        private readonly Uniform low = -delta, high = delta;

        public static HuberGradientKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V prediction, V target, V upstream)
            where V : struct, ILanes<V> => upstream * V.Max(V.Const(low), V.Min(V.Const(high), prediction - target));
    }

    public readonly struct HuberGradientTargetKernel(double delta) : IKernel3<HuberGradientTargetKernel>
    {
        private readonly Uniform low = -delta, high = delta;

        public static HuberGradientTargetKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V prediction, V target, V upstream)
            where V : struct, ILanes<V> => upstream * V.Max(V.Const(low), V.Min(V.Const(high), target - prediction));
    }
}
