namespace AutoGrad;

/// <summary>Where a stream of random numbers stands: int64 (seed, step). Every run of a graph that draws from it goes one step on.</summary>
internal sealed class RandomState
{
    public RandomState(int seed)
    {
        Parameter = new("random state", [2], ElementType.Int64, isTrainable: false);
        Parameter.Values<long>()[0] = seed;
        Advance = Update.Assign(Parameter, Parameter + Node.Constant([0, 1], [2], ElementType.Int64));
    }

    public Parameter Parameter { get; }

    public Update Advance { get; }
}
