namespace AutoGrad.Conformance;

/// <summary>Whether the parts of a case fit each other, so that none of them is passed over in silence.</summary>
internal static class CaseChecks
{
    public static ScheduleCase Checked(ScheduleCase golden) => golden.Rates.Length > 0 ? golden : throw new InvalidDataException("there are no rates to compare.");

    public static OptimizerCase Checked(OptimizerCase golden)
    {
        if (golden.Weights.Length == 0 || golden.Gradients.Length != golden.Weights.Length)
            throw new InvalidDataException($"there are {golden.Gradients.Length} gradients and {golden.Weights.Length} weights; each step has both, and there must be a step.");
        foreach (double[] values in golden.Gradients.Concat(golden.Weights))
            if (values.Length != golden.Initial.Length)
                throw new InvalidDataException($"a gradient or weight has {values.Length} values; there are {golden.Initial.Length} at first.");
        return golden;
    }

    public static GraphCase Checked(GraphCase golden)
    {
        Require(golden.Gradients.Keys, golden.Inputs.Keys, "gradient", "input");
        Require(golden.SecondOrderDirection.Keys, golden.Gradients.Keys, "second_order_direction", "gradient");
        Require(golden.SecondOrder.Keys, golden.Inputs.Keys, "second_order", "input");
        if (golden.SecondOrder.Count > 0 && golden.SecondOrderDirection.Count == 0)
            throw new InvalidDataException("'second_order_direction' is missing.");
        if (golden.Gradients.Count > 0 && !golden.Cotangents.Select(tensor => tensor.Shape).SequenceEqual(golden.Outputs.Select(tensor => tensor.Shape)))
            throw new InvalidDataException("the cotangents do not have the shapes of the outputs.");
        return golden;
    }

    private static void Require(IEnumerable<string> names, IEnumerable<string> known, string what, string of)
    {
        foreach (string name in names.Except(known))
            throw new InvalidDataException($"there is a {what} of '{name}', but no {of} of that name.");
    }
}
