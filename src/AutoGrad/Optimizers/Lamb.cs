namespace AutoGrad;

/// <summary>
/// Lamb (You et al. 2020): r = m̂ / (√v̂ + ε) + weightDecay · w; w ← w − learningRate · ‖w‖ / ‖r‖ · r, a step as long as the weight itself
/// times the learning rate; ‖w‖ / ‖r‖ counts as 1 where a norm is 0. Made for large batches.
/// </summary>
/// <param name="learningRate">The size of a step, positive.</param>
/// <param name="beta1">The share of the mean gradient that stays, from 0 to below 1.</param>
/// <param name="beta2">The share of the mean squared gradient that stays, from 0 to below 1.</param>
/// <param name="epsilon">What keeps the divisor from 0.</param>
/// <param name="weightDecay">How much of the weight is added to the direction.</param>
/// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
public sealed class Lamb(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-6, double weightDecay = 0)
    : MomentOptimizer(learningRate, beta1, beta2, epsilon, weightDecay)
{
    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step)
    {
        Parameter m = M(weight), v = V(weight);
        Node mean = Beta1 * m + (1 - Beta1) * gradient, second = Beta2 * v + (1 - Beta2) * Functions.Square(gradient);
        var first = Of(weight, 1 / (1 - Functions.Pow(Beta1, step)));
        var root = Of(weight, 1 / Functions.Sqrt(1 - Functions.Pow(Beta2, step)));
        var direction = first * mean / (Functions.Sqrt(second) * root + Epsilon) + WeightDecay * weight;
        Node size = Norm(weight), length = Norm(direction);
        var trust = Functions.Where(Functions.Min(size, length) > 0, size / length, 1);
        return
        [
            Update.Assign(m, mean),
            Update.Assign(v, second),
            Update.Assign(weight, weight - Of(weight, learningRate) * trust * direction),
        ];
    }
}
