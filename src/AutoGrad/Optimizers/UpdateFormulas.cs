namespace AutoGrad;

/// <summary>
/// The steps of the optimizers, as formulas: each result in the order of the targets, which are the weight and its states. Parameters
/// after the states are given each run, those with a default once.
/// </summary>
internal static class UpdateFormulas
{
    /// <summary>Gradient descent.</summary>
    public static FormulaUpdate SGD { get; } = new(
        "(weight, gradient, learningRate, weightDecay = 0) => weight - learningRate * (gradient + weightDecay * weight)");

    /// <summary>Gradient descent with momentum (Polyak 1964), as PyTorch scales it.</summary>
    public static FormulaUpdate Momentum { get; } = new(
        "(weight, gradient, velocity, learningRate, momentum = 0.9, weightDecay = 0) => weight - learningRate * (momentum * velocity + (gradient + weightDecay * weight))",
        "(weight, gradient, velocity, learningRate, momentum = 0.9, weightDecay = 0) => momentum * velocity + (gradient + weightDecay * weight)");

    /// <summary>Gradient descent with Nesterov's momentum (Sutskever et al. 2013).</summary>
    public static FormulaUpdate Nesterov { get; } = new(
        "(weight, gradient, velocity, learningRate, momentum = 0.9, weightDecay = 0) => weight - learningRate * (gradient + weightDecay * weight + momentum * (momentum * velocity + (gradient + weightDecay * weight)))",
        "(weight, gradient, velocity, learningRate, momentum = 0.9, weightDecay = 0) => momentum * velocity + (gradient + weightDecay * weight)");

    /// <summary>Adam (Kingma and Ba 2015); the weight decay adds to the gradient.</summary>
    public static FormulaUpdate Adam { get; } = new(
        "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0) => weight - learningRate / (1 - pow(beta1, step)) * (beta1 * m + (1 - beta1) * (gradient + weightDecay * weight)) / (sqrt((beta2 * v + (1 - beta2) * square(gradient + weightDecay * weight)) / (1 - pow(beta2, step))) + epsilon)",
        "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0) => beta1 * m + (1 - beta1) * (gradient + weightDecay * weight)",
        "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0) => beta2 * v + (1 - beta2) * square(gradient + weightDecay * weight)");

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    public static FormulaUpdate AdamW { get; } = new(
        "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01) => weight * (1 - learningRate * weightDecay) - learningRate / (1 - pow(beta1, step)) * (beta1 * m + (1 - beta1) * gradient) / (sqrt((beta2 * v + (1 - beta2) * square(gradient)) / (1 - pow(beta2, step))) + epsilon)",
        "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01) => beta1 * m + (1 - beta1) * gradient",
        "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01) => beta2 * v + (1 - beta2) * square(gradient)");
}
