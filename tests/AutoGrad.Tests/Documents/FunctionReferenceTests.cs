using System.Reflection;

namespace AutoGrad.Tests;

/// <summary>docs/functions.md is what the formulas say.</summary>
public class FunctionReferenceTests
{
    private static readonly string Path = Documents.Path("docs/functions.md");

    [Fact]
    public void The_page_of_activations_and_losses_is_made_from_their_formulas()
    {
        string page = FunctionReference.Page();
        if (Environment.GetEnvironmentVariable("VERIFY_ACCEPT") == "1")
            File.WriteAllText(Path, page);
        Assert.True(File.Exists(Path) && File.ReadAllText(Path) == page, "docs/functions.md is stale: run this test with VERIFY_ACCEPT=1 to write it anew.");
    }

    [Fact]
    public void Every_loss_and_activation_is_on_it()
    {
        var losses = typeof(Losses).GetMethods(BindingFlags.Static | BindingFlags.Public).Where(method => method.ReturnType == typeof(Node)).Select(method => method.Name).Distinct();
        Assert.Empty(losses.Except(NamesElsewhere.All.Keys));
        string page = File.ReadAllText(Path);
        Assert.All(NamesElsewhere.All.Keys, name => Assert.True(page.Contains($"\n### {name}\n") || page.Contains($"\n| `{name}` |"), name));
        Assert.All(FunctionReference.Composed, name => Assert.Contains(
            (MethodInfo[])[.. typeof(Functions).GetMethods(), .. typeof(Losses).GetMethods()], method => method.Name == name && method.ReturnType == typeof(Node)));
    }

    [Theory]
    [InlineData("ReLU", "0: 0")]
    [InlineData("LeakyReLU", "0: 0.01")]
    [InlineData("HardSwish", "-3: -0.5; 3: 1")]
    [InlineData("ELU", "")]
    [InlineData("SELU", "0: 1.7581")]
    [InlineData("SoftShrink", "-0.5: 0; 0.5: 0")]
    [InlineData("Softsign", "")]
    public void A_kink_is_found_with_its_derivative(string name, string kinks) => Assert.Equal(
        kinks,
        string.Join("; ", FunctionReference.Kinks(FunctionReference.Formulas(typeof(Functions)).First(function => function.Name == name).Formula).Select(kink => FormattableString.Invariant($"{kink.At}: {Math.Round(kink.Slope, 4)}"))));
}
