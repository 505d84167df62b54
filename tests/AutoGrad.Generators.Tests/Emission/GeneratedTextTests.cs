using Xunit;
using static AutoGrad.Generators.Tests.Models;
using static VerifyXunit.Verifier;

namespace AutoGrad.Generators.Tests;

/// <summary>Generated code is read by people who step into a gradient: these snapshots are how it reads.</summary>
public class GeneratedTextTests
{
    [Fact]
    public Task An_activation_with_a_hyper_parameter() =>
        Verify(Generated(Activation("Snake", "(x, a = 1) => x + square(sin(a * x)) / a", "Snake (Ziyin 2020).")));

    [Fact]
    public Task An_activation_that_shares_a_part_with_its_derivative() =>
        Verify(Generated(Activation("SiLU", "(x) => x * sigmoid(x)")));

    [Fact]
    public Task An_activation_with_more_functions_than_can_be_inlined() =>
        Verify(Generated(Activation("Bumpy", "(x) => sin(x) * asinh(x) * erf(x)")));

    [Fact]
    public Task An_activation_by_cases_and_its_layer() =>
        Verify(Generated(Activation("LeakyReLU", "(x, slope = 0.01) => select(x >= 0, x, slope * x)") with { HasLayer = true }));

    [Fact]
    public Task An_activation_of_two_inputs() =>
        Verify(Generated(Activation("Gate", "(x, y, beta = 1.5) => x * sigmoid(beta * y)")));

    [Fact]
    public Task An_activation_with_the_users_own_derivative() =>
        Verify(Generated(Activation("Spike", "(v, width = 2) => select(v > 0, 1, 0)").WithGradient("v", "(u, width = 2) => reciprocal(square(1 + width * abs(u)))")));

    [Fact]
    public Task A_loss_with_a_hyper_parameter() =>
        Verify(Generated(Loss("Pinball", "(prediction, target, quantile = 0.5) => e = target - prediction; select(e >= 0, quantile * e, (quantile - 1) * e)")));

    [Fact]
    public Task A_loss_of_three_numbers_and_a_choice() =>
        Verify(Generated(Loss("Gauss", "(x, target, variance, truth full = 0) => log(variance) + square(x - target) / variance + select(full, 1.8378770664093453, 0)")));

    [Fact]
    public Task A_loss_of_rows_a_number_and_a_choice() =>
        Verify(Generated(Loss("Similar", "(row x, row y, target, truth squared = 1) => e = sum(x * y) - target; select(squared, square(e), abs(e))")));

    [Fact]
    public Task A_row_function() =>
        Verify(Generated(Activation("Softmax", "(row x) => e = exp(x - stop_gradient(max(x))); e / sum(e)")));

    [Fact]
    public Task A_row_function_with_a_hyper_parameter() =>
        Verify(Generated(Activation("Standardized", "(row x, epsilon = 1E-05) => c = x - mean(x); c * rsqrt(mean(square(c)) + epsilon)")));

    [Fact]
    public Task A_loss_of_a_row_and_a_label() =>
        Verify(Generated(Loss("RowLoss", "(row logits, label label) => logsumexp(logits) - logits[label]")));

    [Fact]
    public Task A_loss_of_labels_and_of_probabilities() => Verify(Generated(
        Loss("CrossEntropy", "(row logits, label label) => logsumexp(logits) - logits[label]"),
        Loss("CrossEntropy", "(row logits, row target) => -sum(target * (logits - logsumexp(logits)))")));

    [Fact]
    public Task An_update_with_one_state() => Verify(Generated(Update(
        "Momentum",
        "(weight, gradient, velocity, learningRate, momentum = 0.9) => weight - learningRate * (momentum * velocity + gradient)",
        "(weight, gradient, velocity, learningRate, momentum = 0.9) => momentum * velocity + gradient")));

    [Fact]
    public Task An_update_with_two_states()
    {
        const string parameters = "(weight, gradient, m, v, learningRate, step, beta1 = 0.9, beta2 = 0.999, epsilon = 1E-08) => m1 = beta1 * m + (1 - beta1) * gradient; v1 = beta2 * v + (1 - beta2) * square(gradient); ";
        return Verify(Generated(Update(
            "Adam",
            parameters + "weight - learningRate * (m1 / (1 - pow(beta1, step))) / (sqrt(v1 / (1 - pow(beta2, step))) + epsilon)",
            parameters + "m1",
            parameters + "v1")));
    }
}
