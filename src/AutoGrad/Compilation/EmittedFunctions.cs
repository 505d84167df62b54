using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>The functions of scalar expressions that are emitted at run time, each made once for all graphs that have it.</summary>
internal static class EmittedFunctions
{
    // Together with their assembly they are forgotten then; those that executables run live on until these are collected.
    private const int MostFunctions = 1024;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(ExpressionList Bodies, ulong Spread, ElementType Type), TileFunction> Known = [];
    private static object? emitter;

    /// <summary>Whether the platform runs what is emitted.</summary>
    [FeatureGuard(typeof(RequiresDynamicCodeAttribute))]
    public static bool AreSupported => RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>The function of expressions in a0, a1, … over numbers of one floating-point type.</summary>
    /// <param name="bodies">The expressions, one for each result.</param>
    /// <param name="spread">A bit for each input that is one element for all.</param>
    /// <param name="type">The type of the numbers.</param>
    [RequiresDynamicCode("Types are emitted at run time.")]
    public static TileFunction For(ExpressionList bodies, ulong spread, ElementType type)
    {
        lock (Gate)
        {
            if (Known.TryGetValue((bodies, spread, type), out var known))
                return known;
            if (emitter is not FunctionEmitter current || current.Count >= MostFunctions)
            {
                Known.Clear();
                emitter = current = new FunctionEmitter();
            }
            var emitted = current.Emit(bodies, input => (spread >> input & 1) != 0);
            var function = (TileFunction)Activator.CreateInstance(
                typeof(EmittedFunction<,>).MakeGenericType(emitted, type == ElementType.Float64 ? typeof(double) : typeof(float)))!;
            Known.Add((bodies, spread, type), function);
            return function;
        }
    }
}
