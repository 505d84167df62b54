namespace AutoGrad;

/// <summary>
/// How weights follow their gradients. A step is part of the graph; its learning rate and number are inputs, so that they can change from
/// run to run. What an optimizer remembers of a weight (momentum, moments) it keeps itself, for any number of executables and trainings.
/// </summary>
/// <remarks>An optimizer is for one model: it counts its steps once for all weights.</remarks>
public abstract class Optimizer
{
    private readonly Dictionary<(Parameter Weight, string Name), Parameter> states = [];
    private double learningRate;

    /// <summary>An optimizer.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    protected Optimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>The size of a step; it may be changed at any time, also while a training runs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a positive, finite number.</exception>
    public double LearningRate
    {
        get => learningRate;
        set => learningRate = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{GetType().Name}: the learning rate must be a positive number.");
    }

    /// <summary>The number of steps made so far.</summary>
    public long Steps { get; internal set; }

    /// <summary>The updates that make one step, to be compiled with the gradients they follow.</summary>
    /// <param name="weights">What is learned.</param>
    /// <param name="gradients">The gradient of each.</param>
    /// <param name="learningRate">A single float64 number.</param>
    /// <param name="step">The number of the step, from 1: a single float64 number.</param>
    /// <exception cref="ShapeException">A gradient does not have its weight's shape and type, or a number is not a single float64.</exception>
    public IReadOnlyList<Update> Updates(ReadOnlySpan<Parameter> weights, ReadOnlySpan<Node> gradients, Node learningRate, Node step)
    {
        if (weights.Length != gradients.Length)
            throw new ArgumentException($"{GetType().Name}: {weights.Length} weights and {gradients.Length} gradients; each weight has one.");
        RequireNumber(learningRate, "learning rate");
        RequireNumber(step, "step");
        var updates = new List<Update>();
        for (int i = 0; i < weights.Length; i++)
        {
            if (gradients[i].Shape != weights[i].Shape || gradients[i].ElementType != weights[i].ElementType)
                throw new ShapeException($"{GetType().Name}: the weight {weights[i]} and its gradient {gradients[i]} differ in shape or element type.");
            updates.AddRange(Apply(weights[i], gradients[i], learningRate, step));
        }
        return updates;
    }

    /// <summary>The updates of one weight and of what is remembered of it.</summary>
    /// <param name="weight">What is learned.</param>
    /// <param name="gradient">Its gradient, of its shape and type.</param>
    /// <param name="learningRate">A single float64 number.</param>
    /// <param name="step">The number of the step, from 1: a single float64 number.</param>
    protected abstract IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step);

    /// <summary>What is remembered of a weight under a name: a tensor of its shape and type, zero at first.</summary>
    protected Parameter State(Parameter weight, string name)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (!states.TryGetValue((weight, name), out var state))
            states.Add((weight, name), state = new($"{weight.Path ?? weight.Name} {name}", weight.Shape, weight.ElementType, isTrainable: false));
        return state;
    }

    /// <summary>The value, if it lies from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    private protected double Require(double value, string name, double low, double high) => value >= low && value < high
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{GetType().Name}: the {name} must lie from {low} to below {(double.IsFinite(high) ? high : "∞")}.");

    private void RequireNumber(Node node, string name)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.Shape.Rank != 0 || node.ElementType != ElementType.Float64)
            throw new ShapeException($"{GetType().Name}: the {name} is {node}; a single float64 number is expected: Node.Input(\"{name}\", [], ElementType.Float64).");
    }
}
