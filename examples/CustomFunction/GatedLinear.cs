using AutoGrad;
using static AutoGrad.Functions;

namespace CustomFunctionExample;

/// <summary>A layer of our own: one linear layer, let through by another (Dauphin 2017). The generator lists its sub-layers.</summary>
public sealed partial class GatedLinear(int inputs, int outputs) : Layer
{
    private readonly Linear value = new(inputs, outputs), gate = new(inputs, outputs);

    protected override Node Build(Node x) => value.Forward(x) * Sigmoid(gate.Forward(x));
}
