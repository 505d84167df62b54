using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

public sealed partial class GatedLinear(int inputs, int outputs) : Layer
{
    private readonly Linear value = new(inputs, outputs), gate = new(inputs, outputs);

    protected override Node Build(Node x) => value.Forward(x) * Sigmoid(gate.Forward(x));
}

public sealed partial class Residual<TInner>(TInner inner) : Layer
    where TInner : Layer
{
    protected override Node Build(Node x) => x + inner.Forward(x);
}

/// <summary>A layer of everything that a layer can hold.</summary>
public partial class Collections : Layer
{
    private readonly Linear[] steps = [new(2, 2), new(2, 2)];
    private readonly Dictionary<string, Linear> named = new() { ["first"] = new(2, 2), ["second"] = new(2, 2, bias: false) };
    private readonly List<Parameter> scales = [new("scale", [2]), new("scale", [2])];
    private readonly Parameter? absent = null;

    public Linear? Skipped { get; init; }

    public Layer Last { get; init; } = new Linear(2, 1);

    protected override Node Build(Node x)
    {
        foreach (var step in steps.Concat(named.Values))
            x = step.Forward(x);
        x = scales.Aggregate(x, (value, scale) => value * scale);
        return Last.Forward(absent is null ? x : x + absent);
    }
}

/// <summary>A layer that derives from another one.</summary>
public sealed partial class Derived : Collections
{
    private readonly Parameter shift = new("shift", []);

    protected override Node Build(Node x) => base.Build(x) + shift;
}

/// <summary>A layer that counts the runs of its graph.</summary>
public sealed partial class Counter : Layer
{
    private readonly Parameter runs = new("runs", [], isTrainable: false);

    protected override Node Build(Node x)
    {
        if (BuildScope.Current!.Mode == Mode.Training)
            BuildScope.Current.Register(Update.Assign(runs, runs + 1));
        return x;
    }
}

/// <summary>A layer with two inputs and two results: where and for what it was built.</summary>
public sealed partial class TwoInputs : Layer
{
    public (string Path, Mode Mode) Forward(Node x, Node y) => Within(() =>
    {
        _ = x + y;
        return (BuildScope.Current!.Path, BuildScope.Current.Mode);
    });

    protected override Node Build(Node x) => x;
}
