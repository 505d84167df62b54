using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Writes scalar expressions as types with the arithmetic on lanes: each primitive by the method that the interpreter runs too, a function
/// beyond the budget for inlining behind a call, and nothing reordered. The library's loops do the rest.
/// </summary>
[RequiresDynamicCode("Types are emitted at run time.")]
internal sealed class FunctionEmitter
{
    // What the types see of the library: an assembly of this name is its friend.
    private const string AssemblyName = "AutoGrad.Emitted";

    private readonly ModuleBuilder module =
        AssemblyBuilder.DefineDynamicAssembly(new(AssemblyName), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule(AssemblyName);

    /// <summary>The number of types that were emitted.</summary>
    public int Count { get; private set; }

    /// <summary>A type that computes expressions in a0, a1, ….</summary>
    /// <param name="bodies">The expressions, one for each result.</param>
    /// <param name="isSpread">Whether an input is one element for all lanes.</param>
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type Emit(ExpressionList bodies, Func<int, bool> isSpread)
    {
        var type = module.DefineType($"Function{Count++}", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType), [typeof(IElementFunction)]);
        var method = type.DefineMethod(nameof(IElementFunction.At), MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig);
        var parameters = method.DefineGenericParameters("V", "A");
        var (lanes, access) = (parameters[0], parameters[1]);
        Constrain(lanes, typeof(ILanes<>).MakeGenericType(lanes));
        Constrain(access, typeof(IElementAccess<>).MakeGenericType(lanes));
        method.SetParameters(access);
        method.SetReturnType(typeof(void));
        method.SetImplementationFlags(MethodImplAttributes.AggressiveInlining);
        new BodyWriter(method.GetILGenerator(), lanes, access, isSpread).Write(bodies);
        type.DefineMethodOverride(method, typeof(IElementFunction).GetMethod(nameof(IElementFunction.At))!);
        return type.CreateType();
    }

    private static void Constrain(GenericTypeParameterBuilder parameter, Type bound)
    {
        parameter.SetGenericParameterAttributes(GenericParameterAttributes.NotNullableValueTypeConstraint | GenericParameterAttributes.DefaultConstructorConstraint);
        parameter.SetInterfaceConstraints(bound);
    }

    [RequiresDynamicCode("Methods are made of types that are emitted at run time.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Lanes and accesses are reached through interfaces whose members are kept.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The lanes' methods ask of their type parameter nothing but the interface.")]
    private sealed class BodyWriter(ILGenerator code, Type lanes, Type access, Func<int, bool> isSpread)
    {
        private readonly Dictionary<Expression, LocalBuilder> values = [];

        public void Write(ExpressionList bodies)
        {
            var ordered = Walk.Ordered(bodies.Items, static node => node.Arguments);
            var called = InliningBudget.Exceeding(ordered);
            foreach (var node in ordered)
            {
                switch (node)
                {
                    case Constant constant:
                        code.Emit(OpCodes.Ldc_R8, constant.Value);
                        Constrained(lanes, typeof(ILanes<>), lanes, typeof(ILanes<>).GetMethod("Const", [typeof(double)])!);
                        break;
                    case Variable variable:
                        int input = Elementwise.InputOf(variable);
                        Access(isSpread(input) ? nameof(IElementAccess<>.Spread) : nameof(IElementAccess<>.Load), input);
                        break;
                    case Call call:
                        foreach (var argument in call.Arguments)
                            code.Emit(OpCodes.Ldloc, values[argument]);
                        code.Emit(OpCodes.Call, OnLanes(call.Primitive, called.Contains(call)).MakeGenericMethod(lanes));
                        break;
                }
                code.Emit(OpCodes.Stloc, values[node] = code.DeclareLocal(lanes));
            }
            for (int i = 0; i < bodies.Count; i++)
            {
                var value = values[bodies[i]];
                Access(nameof(IElementAccess<>.Store), i, () => code.Emit(OpCodes.Ldloc, value));
            }
            code.Emit(OpCodes.Ret);
        }

        private static MethodInfo OnLanes(Primitive primitive, bool isCalled) => isCalled
            ? typeof(ElementaryCalls).GetMethod(primitive.Method)!
            : TileFunctions.OnLanes(primitive) ?? throw new NotSupportedException($"{primitive.Method}: lanes have no {primitive.Name}.");

        private void Access(string method, int operand, Action? value = null)
        {
            code.Emit(OpCodes.Ldarga_S, (byte)0);
            code.Emit(OpCodes.Ldc_I4, operand);
            value?.Invoke();
            Constrained(access, typeof(IElementAccess<>), lanes, typeof(IElementAccess<>).GetMethod(method)!, OpCodes.Callvirt);
        }

        private void Constrained(Type self, Type definition, Type argument, MethodInfo method, OpCode? call = null)
        {
            code.Emit(OpCodes.Constrained, self);
            code.Emit(call ?? OpCodes.Call, TypeBuilder.GetMethod(definition.MakeGenericType(argument), method));
        }
    }
}
