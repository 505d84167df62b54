namespace AutoGrad;

/// <summary>
/// How weights follow their gradients. A step is part of the graph; its learning rate and number are inputs, so that they can change from
/// run to run. What an optimizer remembers of a weight (momentum, moments) it keeps itself, for any number of executables and trainings.
/// </summary>
/// <remarks>An optimizer is for one model: it counts its steps once for all weights.</remarks>
public abstract class Optimizer
{
    private readonly Dictionary<(Parameter Weight, string Name), Parameter> states = [];
    private readonly double firstRate;
    private double learningRate;

    /// <summary>An optimizer.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    protected Optimizer(double learningRate) => firstRate = this.learningRate = learningRate > 0 && double.IsFinite(learningRate)
        ? learningRate
        : throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, $"{GetType().Name}: the learning rate must be a positive number.");

    /// <summary>The size of a step; it may be changed at any time, also while a training runs, and be 0 then.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double LearningRate
    {
        get => learningRate;
        set => learningRate = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{GetType().Name}: the learning rate must be 0 or a positive number.");
    }

    /// <summary>The number of steps made so far.</summary>
    public long Steps { get; internal set; }

    /// <summary>The mini-batches whose gradients wait for a step.</summary>
    internal int Waiting { get; set; }

    /// <summary>
    /// Parameters that follow other optimizers than this one: each belongs to the first group that contains it. Their learning rates keep the
    /// proportion to this one's that they were made with, whatever that becomes.
    /// </summary>
    /// <exception cref="ArgumentNullException">There is no list, no group or no optimizer.</exception>
    public IReadOnlyList<ParameterGroup> Groups
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Groups));
            foreach (var group in value)
            {
                ArgumentNullException.ThrowIfNull(group, nameof(Groups));
                ArgumentNullException.ThrowIfNull(group.Contains, nameof(group.Contains));
                ArgumentNullException.ThrowIfNull(group.Optimizer, nameof(group.Optimizer));
            }
            field = [.. value];
        }
    } = [];

    /// <summary>Each element of a gradient is first brought within ± this; infinite for no bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double MaxGradient { get; init => field = Positive(value, nameof(MaxGradient)); } = double.PositiveInfinity;

    /// <summary>
    /// All gradients are scaled by one number where their norm, taken together, is above this; infinite for no bound. As in PyTorch, the
    /// number is min(1, MaxGradientNorm / (norm + 1e-6)).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double MaxGradientNorm { get; init => field = Positive(value, nameof(MaxGradientNorm)); } = double.PositiveInfinity;

    /// <summary>The number of mini-batches whose mean gradient makes one step; 1 at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int AccumulatedBatches { get; init => field = (int)Positive(value, nameof(AccumulatedBatches)); } = 1;

    /// <summary>The updates that make one step, to be compiled with the gradients they follow.</summary>
    /// <remarks>With <see cref="AccumulatedBatches"/> above 1, the gradients are those of the last of the batches: compile
    /// <see cref="Accumulations"/> for the others.</remarks>
    /// <param name="weights">What is learned.</param>
    /// <param name="gradients">The gradient of each.</param>
    /// <param name="learningRate">A single float64 number.</param>
    /// <param name="step">The number of the step, from 1: a single float64 number.</param>
    /// <exception cref="ShapeException">A gradient does not have its weight's shape and type, or a number is not a single float64.</exception>
    /// <exception cref="InvalidOperationException">The optimizer of a group has batches of its own to accumulate.</exception>
    public IReadOnlyList<Update> Updates(ReadOnlySpan<Parameter> weights, ReadOnlySpan<Node> gradients, Node learningRate, Node step)
    {
        Check(weights, gradients);
        RequireNumber(learningRate, "learning rate");
        RequireNumber(step, "step");
        if (weights.Length == 0)
            return [];
        var updates = new List<Update>();
        Node[] slopes = gradients.ToArray();
        if (AccumulatedBatches > 1)
            for (int i = 0; i < weights.Length; i++)
            {
                var sum = GradientSum(weights[i]);
                slopes[i] = (sum + slopes[i]) / AccumulatedBatches;
                updates.Add(Update.Assign(sum, Node.Full(0, sum.Shape, sum.ElementType)));
            }
        if (double.IsFinite(MaxGradient))
            slopes = GradientClipping.ByValue(slopes, MaxGradient);
        if (double.IsFinite(MaxGradientNorm))
            slopes = GradientClipping.ByNorm(slopes, MaxGradientNorm);
        foreach (var members in weights.ToArray().Zip(slopes).GroupBy(pair => OptimizerOf(pair.First)))
            if (members.Key == this)
                updates.AddRange(members.SelectMany(pair => Apply(pair.First, pair.Second, learningRate, step)));
            else
                updates.AddRange(WithoutBatches(members.Key).Updates(
                    [.. members.Select(pair => pair.First)], [.. members.Select(pair => pair.Second)], learningRate * (members.Key.firstRate / firstRate), step));
        return updates;
    }

    /// <summary>The updates that remember the gradients of a mini-batch, for a later step to follow: all but every <see cref="AccumulatedBatches"/>th.</summary>
    /// <inheritdoc cref="Updates"/>
    public IReadOnlyList<Update> Accumulations(ReadOnlySpan<Parameter> weights, ReadOnlySpan<Node> gradients)
    {
        Check(weights, gradients);
        var updates = new List<Update>();
        for (int i = 0; i < weights.Length; i++)
            updates.Add(Update.Assign(GradientSum(weights[i]), GradientSum(weights[i]) + gradients[i]));
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
        return State(weight, name, weight.Shape, weight.ElementType);
    }

    /// <summary>What is remembered of a weight under a name: a tensor of this shape and type, zero at first.</summary>
    protected Parameter State(Parameter weight, string name, Shape shape, ElementType type)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (!states.TryGetValue((weight, name), out var state))
            states.Add((weight, name), state = new($"{weight.Path ?? weight.Name} {name}", shape, type, isTrainable: false));
        return state;
    }

    /// <summary>The value, if it lies from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    private protected double Require(double value, string name, double low, double high) => value >= low && value < high
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{GetType().Name}: the {name} must lie from {low} to below {(double.IsFinite(high) ? high : "∞")}.");

    /// <summary>A number that all elements of a weight are to meet, in the weight's type.</summary>
    private protected static Node Of(Parameter weight, Node number) => number.Cast(weight.ElementType);

    /// <summary>The root of the sum of squares.</summary>
    private protected static Node Norm(Node x) => Functions.Sqrt(Functions.Square(x).Sum());

    private Parameter GradientSum(Parameter weight) => State(weight, "gradient sum");

    private Optimizer OptimizerOf(Parameter weight) => Groups.FirstOrDefault(group => group.Contains(weight))?.Optimizer ?? this;

    private Optimizer WithoutBatches(Optimizer ofGroup) => ofGroup.AccumulatedBatches == 1
        ? ofGroup
        : throw new InvalidOperationException(
            $"{GetType().Name}: the {ofGroup.GetType().Name} of a group has AccumulatedBatches = {ofGroup.AccumulatedBatches}, but steps are made for all weights together; give {GetType().Name} the number.");

    private double Positive(double value, string name) => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{GetType().Name}: {name} is {value}; a positive number is expected.");

    private void Check(ReadOnlySpan<Parameter> weights, ReadOnlySpan<Node> gradients)
    {
        if (weights.Length != gradients.Length)
            throw new ArgumentException($"{GetType().Name}: {weights.Length} weights and {gradients.Length} gradients; each weight has one.");
        for (int i = 0; i < weights.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(weights[i], nameof(weights));
            ArgumentNullException.ThrowIfNull(gradients[i], nameof(gradients));
            if (gradients[i].Shape != weights[i].Shape || gradients[i].ElementType != weights[i].ElementType)
                throw new ShapeException($"{GetType().Name}: the weight {weights[i]} and its gradient {gradients[i]} differ in shape or element type.");
        }
    }

    private void RequireNumber(Node node, string name)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.Shape.Rank != 0 || node.ElementType != ElementType.Float64)
            throw new ShapeException($"{GetType().Name}: the {name} is {node}; a single float64 number is expected: Node.Input(\"{name}\", [], ElementType.Float64).");
    }
}
