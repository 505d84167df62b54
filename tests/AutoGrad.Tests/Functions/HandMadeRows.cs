using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>Functions of rows as the generator writes them: formulas with the kernels that compute them, pass by pass.</summary>
internal static class HandMadeRows
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static readonly FusedFunction Softmax = new(
        "Softmax", "(row x) => e = exp(x - max(x)); e / sum(e)", FusedKernel.Row<SoftmaxKernel>(),
        new FusedFunction("SoftmaxGradient", "(row x, row upstream) => y = exp(x - logsumexp(x)); y * (upstream - sum(upstream * y))", FusedKernel.Row<SoftmaxGradientKernel>()));

    /// <summary>Cross-entropy against a label, at a temperature.</summary>
    public static readonly FusedFunction CrossEntropy = new(
        "CrossEntropy", "(row logits, label target, temperature = 1) => logsumexp(logits / temperature) - logits[target] / temperature",
        FusedKernel.Row<CrossEntropyKernel>(),
        new FusedFunction(
            "CrossEntropyGradient",
            "(row logits, label target, upstream, temperature = 1) => upstream / temperature * (exp(logits / temperature - logsumexp(logits / temperature)) - select(position() == target, 1, 0))",
            FusedKernel.Row<CrossEntropyGradientKernel>()),
        null);

    /// <summary>Cross-entropy against probabilities.</summary>
    public static readonly FusedFunction CrossEntropyOfProbabilities = new(
        "CrossEntropy", "(row logits, row target) => l = logsumexp(logits); sum(target * (l - logits))", FusedKernel.Row<ProbabilityLossKernel>(),
        new FusedFunction("CrossEntropyGradient", "(row logits, row target, upstream) => upstream * (sum(target) * exp(logits - logsumexp(logits)) - target)", FusedKernel.Row<ProbabilityLossGradientKernel>()),
        new FusedFunction("CrossEntropyTargetGradient", "(row logits, row target, upstream) => upstream * (logsumexp(logits) - logits)", FusedKernel.Row<ProbabilityLossTargetGradientKernel>()));

    /// <summary>Every kind of reduction, and no gradient of its own.</summary>
    public static readonly FusedFunction Everything = new(
        "Everything", "(row x, row y) => (x - mean(x)) * max(y) + min(x * y) * y - position() / length() + sum(x * x) * logsumexp(y)", FusedKernel.Row<EverythingKernel>());

    /// <summary>A row, shifted by a number that comes with it: the gradient by the number is a sum.</summary>
    public static readonly FusedFunction Shift = new("Shift", "(row x, by) => exp(x * by)", FusedKernel.Row<ShiftKernel>());

    /// <summary>The mean of a row: the gradient is the same at all positions.</summary>
    public static readonly FusedFunction RowMean = new(
        "RowMean", "(row x) => mean(x)", FusedKernel.Row<MeanKernel>(),
        new FusedFunction("RowMeanGradient", "(row x, upstream) => upstream / length()", FusedKernel.Row<MeanGradientKernel>()));

    public readonly struct SoftmaxKernel : IRowKernel<SoftmaxKernel>
    {
        public static int Rows => 1;

        public static int Numbers => 0;

        public static bool YieldsRow => true;

        public static bool YieldsNumber => false;

        public static SoftmaxKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            double max = RowLoops.Max<First, V, T>(default, row);
            double sum = RowLoops.Sum<ShiftedExp, V, T>(new(max), row);
            RowLoops.Map<Quotient, V, T>(new(max, sum), row);
        }

        private readonly struct Quotient(Uniform max, Uniform sum) : IRowPass<Quotient>
        {
            public static int Rows => 1;

            public static bool ReadsPosition => false;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => Elementary.Exp(a - max) / sum;
        }
    }

    public readonly struct SoftmaxGradientKernel : IRowKernel<SoftmaxGradientKernel>
    {
        public static int Rows => 2;

        public static int Numbers => 0;

        public static bool YieldsRow => true;

        public static bool YieldsNumber => false;

        public static SoftmaxGradientKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            double logSum = RowLoops.LogSumExp<First, V, T>(default, row);
            double sum = RowLoops.Sum<Weighted, V, T>(new(logSum), row);
            RowLoops.Map<Result, V, T>(new(logSum, sum), row);
        }

        private readonly struct Weighted(Uniform logSum) : IRowPass<Weighted>
        {
            public static int Rows => 2;

            public static bool ReadsPosition => false;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => b * Elementary.Exp(a - logSum);
        }

        private readonly struct Result(Uniform logSum, Uniform sum) : IRowPass<Result>
        {
            public static int Rows => 2;

            public static bool ReadsPosition => false;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => Elementary.Exp(a - logSum) * (b - sum);
        }
    }

    public readonly struct CrossEntropyKernel(double temperature) : IRowKernel<CrossEntropyKernel>
    {
        public static int Rows => 1;

        public static int Numbers => 1;

        public static bool YieldsRow => false;

        public static bool YieldsNumber => true;

        public static CrossEntropyKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            double logSum = RowLoops.LogSumExp<Scaled, V, T>(new(temperature), row);
            row.Yield(logSum - RowLoops.Pick<First, T>(default, row, row.Number(0)) / temperature);
        }
    }

    public readonly struct CrossEntropyGradientKernel(double temperature) : IRowKernel<CrossEntropyGradientKernel>
    {
        public static int Rows => 1;

        public static int Numbers => 2;

        public static bool YieldsRow => true;

        public static bool YieldsNumber => false;

        public static CrossEntropyGradientKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            double logSum = RowLoops.LogSumExp<Scaled, V, T>(new(temperature), row);
            RowLoops.Map<Difference, V, T>(new(temperature, logSum, row.Number(0), row.Number(1) / temperature), row);
        }
    }

    /// <summary>Loss and gradient in one: what the span method of a loss runs.</summary>
    public readonly struct CrossEntropyWithGradientKernel(double temperature) : IRowKernel<CrossEntropyWithGradientKernel>
    {
        public static int Rows => 1;

        public static int Numbers => 2;

        public static bool YieldsRow => true;

        public static bool YieldsNumber => true;

        public static CrossEntropyWithGradientKernel Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            double logSum = RowLoops.LogSumExp<Scaled, V, T>(new(temperature), row);
            row.Yield(logSum - RowLoops.Pick<First, T>(default, row, row.Number(0)) / temperature);
            RowLoops.Map<Difference, V, T>(new(temperature, logSum, row.Number(0), row.Number(1) / temperature), row);
        }
    }

    public readonly struct ProbabilityLossKernel : IRowKernel<ProbabilityLossKernel>
    {
        public static int Rows => 2;

        public static int Numbers => 0;

        public static bool YieldsRow => false;

        public static bool YieldsNumber => true;

        public static ProbabilityLossKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            double logSum = RowLoops.LogSumExp<First, V, T>(default, row);
            row.Yield(RowLoops.Sum<Term, V, T>(new(logSum), row));
        }

        private readonly struct Term(Uniform logSum) : IRowPass<Term>
        {
            public static int Rows => 2;

            public static bool ReadsPosition => false;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => b * (logSum - a);
        }
    }

    public readonly struct ProbabilityLossGradientKernel : IRowKernel<ProbabilityLossGradientKernel>
    {
        public static int Rows => 2;

        public static int Numbers => 1;

        public static bool YieldsRow => true;

        public static bool YieldsNumber => false;

        public static ProbabilityLossGradientKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            double logSum = RowLoops.LogSumExp<First, V, T>(default, row), sum = RowLoops.Sum<Second, V, T>(default, row);
            RowLoops.Map<Result, V, T>(new(logSum, sum, row.Number(0)), row);
        }

        private readonly struct Result(Uniform logSum, Uniform sum, Uniform upstream) : IRowPass<Result>
        {
            public static int Rows => 2;

            public static bool ReadsPosition => false;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => upstream * (sum * Elementary.Exp(a - logSum) - b);
        }
    }

    public readonly struct ProbabilityLossTargetGradientKernel : IRowKernel<ProbabilityLossTargetGradientKernel>
    {
        public static int Rows => 2;

        public static int Numbers => 1;

        public static bool YieldsRow => true;

        public static bool YieldsNumber => false;

        public static ProbabilityLossTargetGradientKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged =>
            RowLoops.Map<Result, V, T>(new(RowLoops.LogSumExp<First, V, T>(default, row), row.Number(0)), row);

        private readonly struct Result(Uniform logSum, Uniform upstream) : IRowPass<Result>
        {
            public static int Rows => 2;

            public static bool ReadsPosition => false;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => upstream * (logSum - a);
        }
    }

    public readonly struct EverythingKernel : IRowKernel<EverythingKernel>
    {
        public static int Rows => 2;

        public static int Numbers => 0;

        public static bool YieldsRow => true;

        public static bool YieldsNumber => false;

        public static EverythingKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged => RowLoops.Map<Result, V, T>(
                new(
                    RowLoops.Mean<First, V, T>(default, row),
                    RowLoops.Max<Second, V, T>(default, row),
                    RowLoops.Min<Product, V, T>(default, row),
                    row.Length,
                    RowLoops.Sum<Squared, V, T>(default, row) * RowLoops.LogSumExp<Second, V, T>(default, row)),
                row);

        private readonly struct Product : IRowPass<Product>
        {
            public static int Rows => 2;

            public static bool ReadsPosition => false;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => a * b;
        }

        private readonly struct Squared : IRowPass<Squared>
        {
            public static int Rows => 1;

            public static bool ReadsPosition => false;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => a * a;
        }

        private readonly struct Result(Uniform mean, Uniform max, Uniform min, Uniform length, Uniform rest) : IRowPass<Result>
        {
            public static int Rows => 2;

            public static bool ReadsPosition => true;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => (a - mean) * max + min * b - position / length + rest;
        }
    }

    public readonly struct ShiftKernel : IRowKernel<ShiftKernel>
    {
        public static int Rows => 1;

        public static int Numbers => 1;

        public static bool YieldsRow => true;

        public static bool YieldsNumber => false;

        public static ShiftKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged => RowLoops.Map<Result, V, T>(new(row.Number(0)), row);

        private readonly struct Result(Uniform by) : IRowPass<Result>
        {
            public static int Rows => 1;

            public static bool ReadsPosition => false;

            [MethodImpl(Inline)]
            public V Invoke<V>(V position, V a, V b, V c)
                where V : struct, ILanes<V> => Elementary.Exp(a * by);
        }
    }

    public readonly struct MeanKernel : IRowKernel<MeanKernel>
    {
        public static int Rows => 1;

        public static int Numbers => 0;

        public static bool YieldsRow => false;

        public static bool YieldsNumber => true;

        public static MeanKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged => row.Yield(RowLoops.Mean<First, V, T>(default, row));
    }

    public readonly struct MeanGradientKernel : IRowKernel<MeanGradientKernel>
    {
        public static int Rows => 1;

        public static int Numbers => 1;

        public static bool YieldsRow => false;

        public static bool YieldsNumber => true;

        public static MeanGradientKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged => row.Yield(row.Number(0) / row.Length);
    }

    private readonly struct First : IRowPass<First>
    {
        public static int Rows => 1;

        public static bool ReadsPosition => false;

        [MethodImpl(Inline)]
        public V Invoke<V>(V position, V a, V b, V c)
            where V : struct, ILanes<V> => a;
    }

    private readonly struct Second : IRowPass<Second>
    {
        public static int Rows => 2;

        public static bool ReadsPosition => false;

        [MethodImpl(Inline)]
        public V Invoke<V>(V position, V a, V b, V c)
            where V : struct, ILanes<V> => b;
    }

    private readonly struct Scaled(Uniform temperature) : IRowPass<Scaled>
    {
        public static int Rows => 1;

        public static bool ReadsPosition => false;

        [MethodImpl(Inline)]
        public V Invoke<V>(V position, V a, V b, V c)
            where V : struct, ILanes<V> => a / temperature;
    }

    private readonly struct ShiftedExp(Uniform shift) : IRowPass<ShiftedExp>
    {
        public static int Rows => 1;

        public static bool ReadsPosition => false;

        [MethodImpl(Inline)]
        public V Invoke<V>(V position, V a, V b, V c)
            where V : struct, ILanes<V> => Elementary.Exp(a - shift);
    }

    private readonly struct Difference(Uniform temperature, Uniform logSum, Uniform label, Uniform scale) : IRowPass<Difference>
    {
        public static int Rows => 1;

        public static bool ReadsPosition => true;

        [MethodImpl(Inline)]
        public V Invoke<V>(V position, V a, V b, V c)
            where V : struct, ILanes<V> => scale
                * (Elementary.Exp(a / temperature - logSum) - V.Select(V.Equals(position, V.Const(label)), V.Const(1), V.Const(0)));
    }
}
