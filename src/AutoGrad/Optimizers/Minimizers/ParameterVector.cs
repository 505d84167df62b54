namespace AutoGrad;

/// <summary>Parameters as one vector, their elements one after the other.</summary>
internal sealed class ParameterVector
{
    private readonly string method;

    /// <param name="method">Who asks, for messages.</param>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentException">There are none, one comes twice, or one is not float64.</exception>
    public ParameterVector(string method, ReadOnlySpan<Parameter> parameters)
    {
        this.method = method;
        Parameters = parameters.ToArray();
        if (Parameters.Length == 0)
            throw new ArgumentException($"{method}: no parameter is given, so there is nothing to change.");
        foreach (var parameter in Parameters)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            RequireDouble(parameter, "parameter");
            if (parameter.Shape.Size == 0)
                throw new ArgumentException($"{method}: the parameter {parameter} has no elements.");
        }
        if (Parameters.Distinct().Count() < Parameters.Length)
            throw new ArgumentException($"{method}: the parameter {Parameters.GroupBy(parameter => parameter).First(group => group.Count() > 1).Key} is given twice.");
        Length = checked((int)Parameters.Sum(parameter => parameter.Shape.Size));
    }

    public Parameter[] Parameters { get; }

    public int Length { get; }

    public double[] Values
    {
        get
        {
            var values = new double[Length];
            int next = 0;
            foreach (var parameter in Parameters)
            {
                parameter.Values<double>().CopyTo(values.AsSpan(next));
                next += (int)parameter.Shape.Size;
            }
            return values;
        }

        set
        {
            int next = 0;
            foreach (var parameter in Parameters)
            {
                value.AsSpan(next, (int)parameter.Shape.Size).CopyTo(parameter.Values<double>());
                next += (int)parameter.Shape.Size;
            }
        }
    }

    /// <exception cref="ArgumentException">The node is not float64.</exception>
    /// <summary>Ends a minimisation that was cancelled at the point that was reached, not at one that was tried last.</summary>
    public void StopIfCancelled(double[] reached, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            Values = reached;
        cancellation.ThrowIfCancellationRequested();
    }

    public void RequireDouble(Node node, string what)
    {
        if (node.ElementType != ElementType.Float64)
            throw new ArgumentException($"{method}: the {what} {node} is {node.ElementType.Text}; minimising needs float64 throughout.");
    }

    /// <exception cref="ArgumentException">Something would have to be fed.</exception>
    public void RequireNoInputs(Executable executable)
    {
        if (executable.Inputs.Count > 0)
            throw new ArgumentException($"{method}: the graph reads the input {executable.Inputs[0]}; give data as Node.Constant, or as a Parameter that is not among those to be changed.");
    }
}
