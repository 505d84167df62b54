using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Whatever a method is made of, its formula computes what it computes.</summary>
public class RandomProgramTests
{
    [Fact]
    public void A_random_method_and_its_formula_agree()
    {
        const int Programs = 100;
        string members = string.Concat(Enumerable.Range(0, Programs).Select(seed => new RandomProgram(seed).Write($"F{seed}")));
        var project = UserProject.WithMembers(members);
        var host = project.BuildHost();
        var context = new ParseContext(project.Compilation, default);

        int branching = 0;
        foreach (var function in project.Functions())
        {
            var parsed = FunctionParser.Parse(function, context);
            Assert.True(parsed.Model is not null, $"{string.Join("\n", parsed.Diagnostics)}\n{function.DeclaringSyntaxReferences[0].GetSyntax()}");
            Oracle.Check(host.GetMethod(function.Name)!, parsed.Formulas);
            branching += parsed.Model.Formulas[0].Contains("select", StringComparison.Ordinal) ? 1 : 0;
        }
        Assert.InRange(branching, Programs / 2, Programs);
    }
}
