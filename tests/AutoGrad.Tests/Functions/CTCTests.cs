namespace AutoGrad.Tests;

/// <summary>The CTC loss against the sum over all alignments.</summary>
public class CTCTests
{
    private const int Steps = 4, Samples = 3, Classes = 3;

    private static readonly double[] Logits = [.. Enumerable.Range(0, Steps * Samples * Classes).Select(i => 1.5 * Math.Sin(2.3 * i + 0.7))];
    private static readonly Node X = Node.Input("x", [Steps, Samples, Classes], ElementType.Float64);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_loss_is_minus_the_logarithm_of_the_probability_of_all_alignments(int blank)
    {
        int[][] targets = [[1, 1], [1, 3 - blank - 1], [1, 7]];
        int[] steps = [4, 3, 4], lengths = [2, 2, 1];
        targets[1][1] = blank == 0 ? 2 : 0;
        double[] actual = Losses.CTC(
            X, Node.Constant([.. targets.SelectMany(t => t)], [Samples, 2], ElementType.Int32), Node.Constant(steps, [Samples]), Node.Constant(lengths, [Samples]),
            blank, reduction: Reduction.None).Evaluate((X, Logits));
        for (int n = 0; n < Samples; n++)
            Assert.Equal(Expected(n, steps[n], targets[n][..lengths[n]], blank), actual[n], 1e-13);
    }

    [Fact]
    public void An_empty_target_is_all_blanks_and_lengths_are_whole_by_default()
    {
        Node targets = Node.Constant([1, 2, 1, 1, 2, 0], [Samples, 2], ElementType.Int64);
        double[] empty = Losses.CTC(X, targets, targetLengths: Node.Constant(new[] { 0, 2, 1 }, [Samples]), reduction: Reduction.None).Evaluate((X, Logits));
        Assert.Equal([Expected(0, 4, [], 0), Expected(1, 4, [1, 1], 0), Expected(2, 4, [2], 0)], empty, (a, b) => Math.Abs(a - b) < 1e-13);

        double mean = Losses.CTC(X, targets, targetLengths: Node.Constant(new[] { 0, 2, 1 }, [Samples])).Evaluate((X, Logits))[0];
        Assert.Equal((empty[0] / 1 + empty[1] / 2 + empty[2] / 1) / 3, mean, 1e-13);
        Assert.Equal(Expected(0, 4, [1, 2], 0), Losses.CTC(X, targets, reduction: Reduction.None).Evaluate((X, Logits))[0], 1e-13);
    }

    [Fact]
    public void A_target_too_long_for_its_steps_is_infinite_or_counts_nothing()
    {
        // Two equal labels need a blank between them.
        Node targets = Node.Constant([1, 1, 1, 2, 2, 2], [Samples, 2], ElementType.Int32), two = Node.Constant([2, 2, 2], [Samples], ElementType.Int32);
        double[] losses = Losses.CTC(X, targets, two, reduction: Reduction.None).Evaluate((X, Logits));
        Assert.Equal([double.PositiveInfinity, Expected(1, 2, [1, 2], 0), double.PositiveInfinity], losses, (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-13);

        var kept = Losses.CTC(X, targets, two, zeroInfinity: true, reduction: Reduction.Sum);
        Assert.Equal(losses[1], kept.Evaluate((X, Logits))[0]);
        double[] gradient = Gradient.Of(kept, X).Evaluate((X, Logits));
        Assert.All(gradient, slope => Assert.True(double.IsFinite(slope)));
        for (int i = 0; i < gradient.Length; i++)
            Assert.Equal(i / Classes % Samples == 1 && i / (Classes * Samples) < 2, gradient[i] != 0);
    }

    [Fact]
    public void Of_no_steps_the_empty_target_is_certain_and_any_other_impossible()
    {
        Node targets = Node.Constant([1, 1, 1, 2, 1, 1], [Samples, 2], ElementType.Int32), steps = Node.Constant([0, 0, 3], [Samples], ElementType.Int32),
            lengths = Node.Constant([0, 1, 2], [Samples], ElementType.Int32);
        double[] losses = Losses.CTC(X, targets, steps, lengths, reduction: Reduction.None).Evaluate((X, Logits));
        Assert.Equal([0, double.PositiveInfinity, Expected(2, 3, [1, 1], 0)], losses, (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-13);

        var kept = Losses.CTC(X, targets, steps, lengths, zeroInfinity: true, reduction: Reduction.Sum);
        Assert.Equal(losses[2], kept.Evaluate((X, Logits))[0]);
        double[] gradient = Gradient.Of(kept, X).Evaluate((X, Logits));
        for (int i = 0; i < gradient.Length; i++)
            Assert.Equal(i / Classes % Samples == 2 && i / (Classes * Samples) < 3, gradient[i] != 0);
        Compiled.AgreesWithReference([kept, Gradient.Of(kept, X)], new Dictionary<Node, double[]> { [X] = Logits });
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Node targets = Node.Input("t", [Samples, 2], ElementType.Int32), lengths = Node.Input("l", [Samples], ElementType.Int32);
        Fails("CTC: the logarithms are [4, 3, 3], the targets int32 [3]; they must be [steps, samples, classes] and integers [samples, length], with at least one step and one label.", () => Losses.CTC(X, lengths));
        Fails("the targets float64 [3, 2]", () => Losses.CTC(X, Node.Input("t", [Samples, 2], ElementType.Float64)));
        Fails("the targets int32 [4, 2]", () => Losses.CTC(X, Node.Input("t", [4, 2], ElementType.Int32)));
        Fails("CTC: the target lengths are int32 [3, 2]; each of the 3 samples has one: integers [3].", () => Losses.CTC(X, targets, lengths, targets));
        Fails("CTC: the input lengths are float64 [3]; each of the 3 samples has one: integers [3].", () => Losses.CTC(X, targets, Node.Input("l", [Samples], ElementType.Float64)));
        Assert.Contains("CTC: the blank is 3; there are 3 classes, so it is one of 0 to 2.", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CTC(X, targets, blank: 3)).Message);
    }

    public static TheoryData<int[], int[], int[], string> OutOfRange => new()
    {
        { [1, 2, 1, 2, 1, 2], [4, 5, 3], [2, 2, 2], "CTC: the input length at position 1 is 5; it must be one of 0 to 4." },
        { [1, 2, 1, 2, 1, 2], [4, 4, -1], [2, 2, 2], "CTC: the input length at position 2 is -1; it must be one of 0 to 4." },
        { [1, 2, 1, 2, 1, 2], [4, 4, 3], [2, 2, 3], "CTC: the target length at position 2 is 3; it must be one of 0 to 2." },
        { [1, 2, 1, 2, 1, 2], [4, 4, 3], [-1, 2, 2], "CTC: the target length at position 0 is -1; it must be one of 0 to 2." },
        { [1, 2, 1, 3, 1, 2], [4, 4, 3], [2, 2, 2], "CTC: the label at position [1, 1] is 3; it must be one of 0 to 2." },
        { [1, 2, -1, 2, 1, 2], [4, 4, 3], [2, 2, 2], "CTC: the label at position [1, 0] is -1; it must be one of 0 to 2." },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Labels_and_lengths_that_cannot_be_are_told_before_anything_is_learned(int[] labels, int[] steps, int[] lengths, string message)
    {
        Node targets = Node.Input("t", [Samples, 2], ElementType.Int64), stepCounts = Node.Input("steps", [Samples], ElementType.Int32), counts = Node.Input("counts", [Samples], ElementType.Int32);
        var weight = new Parameter("w", [Steps, Samples, Classes], ElementType.Float64);
        var loss = Losses.CTC(weight, targets, stepCounts, counts);
        using var executable = Executable.Compile([loss], [Update.Assign(weight, weight - Gradient.Of(loss, weight))]);
        executable.Feed(targets, [.. labels.Select(label => (long)label)]);
        executable.Feed(stepCounts, steps);
        executable.Feed(counts, lengths);

        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message);
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(() => loss.Evaluate(
            (targets, [.. labels.Select(label => (double)label)]), (stepCounts, [.. steps.Select(count => (double)count)]), (counts, [.. lengths.Select(count => (double)count)]))).Message);
        Assert.All(weight.Values<double>().ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void What_stands_behind_a_shorter_target_is_not_read()
    {
        Node targets = Node.Constant([1, 99, 1, -7, 2, 2], [Samples, 2], ElementType.Int32), lengths = Node.Constant([1, 1, 2], [Samples], ElementType.Int32);
        double[] losses = Losses.CTC(X, targets, targetLengths: lengths, reduction: Reduction.None).Evaluate((X, Logits));
        Assert.Equal([Expected(0, 4, [1], 0), Expected(1, 4, [1], 0), Expected(2, 4, [2, 2], 0)], losses, (a, b) => Math.Abs(a - b) < 1e-13);
    }

    [Fact]
    public void The_graph_is_as_large_for_a_thousand_steps_as_for_two()
    {
        int Nodes(int steps)
        {
            Node x = Node.Input("x", [steps, 2, 5]), targets = Node.Input("t", [2, 3], ElementType.Int32);
            var loss = Losses.CTC(x, targets);
            return GraphWalk.Ordered([loss, Gradient.Of(loss, x)]).Count;
        }
        Assert.Equal(Nodes(2), Nodes(1000));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_agree_with_differences_to_second_order(bool isShort)
    {
        Node targets = Node.Constant([1, 1, 1, 2, 2, 0], [Samples, 2], ElementType.Int32), lengths = Node.Constant([2, 2, 0], [Samples], ElementType.Int32),
            steps = Node.Constant(isShort ? [3, 2, 1] : [4, 4, 4], [Samples], ElementType.Int32);
        GraphGradientCheck.Check(x => Losses.CTC(x, targets, steps, lengths, reduction: Reduction.None), Logits, X.Shape, ReverseMode.Standard, 1e-4, 1e-7);
    }

    [Fact]
    public void One_step_is_enough_for_one_label_or_none()
    {
        Node x = Node.Input("x", [1, 2, 3], ElementType.Float64), targets = Node.Constant([1, 2], [2, 1], ElementType.Int32), lengths = Node.Constant([1, 0], [2], ElementType.Int32);
        var loss = Losses.CTC(x, targets, targetLengths: lengths, reduction: Reduction.None);
        double[] logits = [0.3, -1, 2, 0.5, 0.1, 0.2];
        double Expected(int sample, int label) => Math.Log(logits[(3 * sample)..(3 * sample + 3)].Sum(Math.Exp)) - logits[3 * sample + label];
        Assert.Equal([Expected(0, 1), Expected(1, 0)], loss.Evaluate((x, logits)), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    private static void Fails(string message, Func<object> build) => Assert.Contains(message, Assert.Throws<ShapeException>(build).Message);

    private static double Expected(int sample, int steps, int[] target, int blank)
    {
        double probability = 0;
        int[] path = new int[steps];
        for (int number = 0; number < Math.Pow(Classes, steps); number++)
        {
            for (int t = 0, rest = number; t < steps; t++, rest /= Classes)
                path[t] = rest % Classes;
            int[] spelled = [.. path.Where((label, t) => label != blank && (t == 0 || path[t - 1] != label))];
            if (spelled.AsSpan().SequenceEqual(target))
                probability += Enumerable.Range(0, steps).Aggregate(1.0, (product, t) => product * Probability(t, sample, path[t]));
        }
        return -Math.Log(probability);
    }

    private static double Probability(int step, int sample, int label)
    {
        double[] row = [.. Logits.Skip((step * Samples + sample) * Classes).Take(Classes).Select(Math.Exp)];
        return row[label] / row.Sum();
    }
}
