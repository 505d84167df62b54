using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>What computes each primitive: over a block of elements, by the type of the numbers, and on lanes.</summary>
internal static class TileFunctions
{
    private static readonly Dictionary<Primitive, LanePrimitive> FloatingPoint = new()
    {
        [Primitives.Square] = Unary<SquareLanes>(),
        [Primitives.Reciprocal] = Unary<ReciprocalLanes>(),
        [Primitives.Sqrt] = Unary<SqrtLanes>(),
        [Primitives.Rsqrt] = Unary<RsqrtLanes>(),
        [Primitives.Exp] = Unary<ExpLanes>(),
        [Primitives.Exp2] = Unary<Exp2Lanes>(),
        [Primitives.Log] = Unary<LogLanes>(),
        [Primitives.Log2] = Unary<Log2Lanes>(),
        [Primitives.Log10] = Unary<Log10Lanes>(),
        [Primitives.Log1p] = Unary<Log1pLanes>(),
        [Primitives.Expm1] = Unary<Expm1Lanes>(),
        [Primitives.Sin] = Unary<SinLanes>(),
        [Primitives.Cos] = Unary<CosLanes>(),
        [Primitives.Tan] = Unary<TanLanes>(),
        [Primitives.Asin] = Unary<AsinLanes>(),
        [Primitives.Acos] = Unary<AcosLanes>(),
        [Primitives.Atan] = Unary<AtanLanes>(),
        [Primitives.Sinh] = Unary<SinhLanes>(),
        [Primitives.Cosh] = Unary<CoshLanes>(),
        [Primitives.Tanh] = Unary<TanhLanes>(),
        [Primitives.Asinh] = Unary<AsinhLanes>(),
        [Primitives.Acosh] = Unary<AcoshLanes>(),
        [Primitives.Atanh] = Unary<AtanhLanes>(),
        [Primitives.Sigmoid] = Unary<SigmoidLanes>(),
        [Primitives.LogSigmoid] = Unary<LogSigmoidLanes>(),
        [Primitives.Softplus] = Unary<SoftplusLanes>(),
        [Primitives.SigmoidSlope] = Unary<SigmoidSlopeLanes>(),
        [Primitives.TanhSoftplus] = Unary<TanhSoftplusLanes>(),
        [Primitives.TanhSoftplusSlope] = Unary<TanhSoftplusSlopeLanes>(),
        [Primitives.Gaussian] = Unary<GaussianLanes>(),
        [Primitives.Erf] = Unary<ErfLanes>(),
        [Primitives.Erfc] = Unary<ErfcLanes>(),
        [Primitives.LogGamma] = Unary<LogGammaLanes>(),
        [Primitives.Digamma] = Unary<DigammaLanes>(),
        [Primitives.Abs] = Unary<AbsLanes>(),
        [Primitives.Sign] = Unary<SignLanes>(),
        [Primitives.Floor] = Unary<FloorLanes>(),
        [Primitives.Ceiling] = Unary<CeilingLanes>(),
        [Primitives.Round] = Unary<RoundLanes>(),
        [Primitives.Truncate] = Unary<TruncateLanes>(),
        [Primitives.StopGradient] = Unary<StopGradientLanes>(),
        [Primitives.Negate] = Unary<NegateLanes>(),
        [Primitives.LogicalNot] = Unary<NotLanes>(),
        [Primitives.Add] = Binary<AddLanes>(),
        [Primitives.Subtract] = Binary<SubtractLanes>(),
        [Primitives.Multiply] = Binary<MultiplyLanes>(),
        [Primitives.Divide] = Binary<DivideLanes>(),
        [Primitives.Pow] = Binary<PowLanes>(),
        [Primitives.Atan2] = Binary<Atan2Lanes>(),
        [Primitives.Zeta] = Binary<ZetaLanes>(),
        [Primitives.Min] = Binary<MinLanes>(),
        [Primitives.Max] = Binary<MaxLanes>(),
        [Primitives.Less] = Binary<LessLanes>(),
        [Primitives.LessOrEqual] = Binary<LessOrEqualLanes>(),
        [Primitives.Greater] = Binary<GreaterLanes>(),
        [Primitives.GreaterOrEqual] = Binary<GreaterOrEqualLanes>(),
        [Primitives.EqualTo] = Binary<EqualLanes>(),
        [Primitives.NotEqualTo] = Binary<NotEqualLanes>(),
        [Primitives.LogicalAnd] = Binary<AndLanes>(),
        [Primitives.LogicalOr] = Binary<OrLanes>(),
        [Primitives.Selection] = Ternary<SelectLanes>(),
    };

    private static readonly Dictionary<Primitive, Func<ElementType, TileFunction>> Integers = new()
    {
        [Primitives.Add] = Integer<AddIntegers>,
        [Primitives.Subtract] = Integer<SubtractIntegers>,
        [Primitives.Multiply] = Integer<MultiplyIntegers>,
        [Primitives.Negate] = Integer<NegateIntegers>,
        [Primitives.Square] = Integer<SquareIntegers>,
        [Primitives.Abs] = Integer<AbsIntegers>,
        [Primitives.Sign] = Integer<SignIntegers>,
        [Primitives.Min] = Integer<MinIntegers>,
        [Primitives.Max] = Integer<MaxIntegers>,
        [Primitives.StopGradient] = Integer<IdentityIntegers>,
        [Primitives.Less] = Integer<LessIntegers>,
        [Primitives.LessOrEqual] = Integer<LessOrEqualIntegers>,
        [Primitives.Greater] = Integer<GreaterIntegers>,
        [Primitives.GreaterOrEqual] = Integer<GreaterOrEqualIntegers>,
        [Primitives.EqualTo] = Integer<EqualIntegers>,
        [Primitives.NotEqualTo] = Integer<NotEqualIntegers>,
        [Primitives.LogicalAnd] = Integer<AndIntegers>,
        [Primitives.LogicalOr] = Integer<OrIntegers>,
        [Primitives.LogicalNot] = Integer<NotIntegers>,
        [Primitives.Selection] = Integer<SelectIntegers>,
    };

    /// <summary>The function that computes a primitive on numbers of this type; null where it has no meaning on them.</summary>
    public static TileFunction? For(Primitive primitive, ElementType type) => type.IsInteger
        ? Integers.GetValueOrDefault(primitive)?.Invoke(type)
        : FloatingPoint.GetValueOrDefault(primitive)?.Create(type);

    /// <summary>The generic method that computes a primitive on lanes of floating-point numbers; null if there is none.</summary>
    public static MethodInfo? OnLanes(Primitive primitive) => FloatingPoint.GetValueOrDefault(primitive)?.OnLanes;

    private static LanePrimitive Unary<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] F>()
        where F : struct, ILaneFunction1 =>
        new(typeof(F), static type => type == ElementType.Float64 ? new Tile1<F, double>() : new Tile1<F, float>());

    private static LanePrimitive Binary<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] F>()
        where F : struct, ILaneFunction2 =>
        new(typeof(F), static type => type == ElementType.Float64 ? new Tile2<F, double>() : new Tile2<F, float>());

    private static LanePrimitive Ternary<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] F>()
        where F : struct, ILaneFunction3 =>
        new(typeof(F), static type => type == ElementType.Float64 ? new Tile3<F, double>() : new Tile3<F, float>());

    private static TileFunction Integer<F>(ElementType type)
        where F : struct, IIntegerFunction =>
        type == ElementType.Int64 ? new IntegerTile<F, long>() : new IntegerTile<F, int>();

    private sealed class LanePrimitive(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type function, Func<ElementType, TileFunction> create)
    {
        public MethodInfo OnLanes => function.GetMethod(nameof(NegateLanes.Of))!;

        public TileFunction Create(ElementType type) => create(type);
    }
}
