using System.Globalization;
using System.Reflection;
using System.Text;
using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

/// <summary>The page of all activations and losses, made from the formulas that their generated members carry.</summary>
internal static class FunctionReference
{
    private const string Head = """
        # Activations and losses

        Every activation and loss of the library, from its formula. `FunctionReferenceTests` writes this page (run the tests with `VERIFY_ACCEPT=1`) and fails where it is stale. How to write
        functions of your own says [formulas.md](formulas.md).

        * A derivative is that by the input named; of a function of rows it is the vector-Jacobian product with `upstream`. What occurs twice has a name: `t1 = …; …`.
        * A kink is a point where the derivative jumps, at the defaults, and the derivative there: PyTorch's, where it has one.
        * Names are those of `torch.nn.functional`, and of `keras.activations` and `keras.losses`; a dash where there is no such function.

        """;

    public static string Page()
    {
        var page = new StringBuilder(Head);
        Section(page, "Activations of elements", "Each has a layer of its name, but for those of two inputs, whose layers split an axis (`GLU`, `SwiGLU`) or learn the second (`PReLU`).", Formulas(typeof(Functions)).Where(f => !f.Formula.IsRowFormula));
        Section(page, "Activations of rows", "Over nodes they work along an `axis`, −1 by default.", Formulas(typeof(Functions)).Where(f => f.Formula.IsRowFormula));
        Section(page, "Losses of elements", "The mean over all elements is taken unless another `Reduction` is asked for.", Formulas(typeof(Losses)).Where(f => !f.Formula.IsRowFormula));
        Section(page, "Losses of rows", "A row lies along the last axis; the mean is over rows.", Formulas(typeof(Losses)).Where(f => f.Formula.IsRowFormula));
        page.Append("\n## Composed of nodes\n\nNo formula of their own; their documentation says what they compute.\n\n| function | PyTorch | Keras |\n|---|---|---|\n");
        foreach (string name in Composed)
            page.Append($"| `{name}` | {NamesElsewhere.All[name].PyTorch} | {NamesElsewhere.All[name].Keras} |\n");
        return page.ToString();
    }

    /// <summary>The public functions of elements and rows, by name.</summary>
    public static IEnumerable<(string Name, Formula Formula)> Formulas(Type host) => host.GetMethods(BindingFlags.Static | BindingFlags.Public)
        .SelectMany(method => method.GetCustomAttributes<FormulaAttribute>().Select(attribute => (method.Name, Text: attribute.Text)))
        .Distinct().OrderBy(function => function.Name, StringComparer.Ordinal).ThenBy(function => function.Text.Length)
        .Select(function => (function.Name, Formula.Parse(function.Text)));

    /// <summary>What has a name elsewhere and no formula.</summary>
    public static IEnumerable<string> Composed =>
        NamesElsewhere.All.Keys.Except(Formulas(typeof(Functions)).Concat(Formulas(typeof(Losses))).Select(function => function.Name)).Order(StringComparer.Ordinal);

    /// <summary>Where the derivative of a function of one number jumps, and what it is there.</summary>
    public static IEnumerable<(double At, double Slope)> Kinks(Formula formula)
    {
        var (input, defaults) = (formula.Inputs.Single().Variable, formula.Parameters.Where(p => p.IsHyperParameter).ToDictionary(p => (Expression)p.Variable, p => p.ValueOf(p.Default!.Value)));
        Expression AtDefaults(Expression body) => Simplification.Simplify(Walk.Rewrite(body, defaults.GetValueOrDefault));
        var body = AtDefaults(formula.Body);
        var slope = Differentiation.Standard.Derivative(body, input);
        double Slope(double at) => Evaluation.Evaluate(slope, new Dictionary<string, double> { [input.Name] = at });
        var points = Walk.Ordered(body).OfType<Call>().Where(call => call.Arguments.Contains(input)).SelectMany(call => call.Arguments.OfType<Constant>()).Select(constant => constant.Value)
            .Append(0).Distinct().Where(double.IsFinite).Order();
        return points.Where(at => Math.Abs(Slope(at + 1e-9) - Slope(at - 1e-9)) > 1e-6).Select(at => (at, Slope(at)));
    }

    private static void Section(StringBuilder page, string title, string text, IEnumerable<(string Name, Formula Formula)> functions)
    {
        page.Append($"\n## {title}\n\n{text}\n");
        foreach (var group in functions.GroupBy(function => function.Name))
        {
            var (pyTorch, keras) = NamesElsewhere.All[group.Key];
            page.Append($"\n### {group.Key}\n\n| PyTorch | Keras | kinks |\n|---|---|---|\n| {pyTorch} | {keras} | {Describe(group.First().Formula)} |\n\n```text\n");
            foreach (var (name, formula) in group)
            {
                page.Append(formula.ToDefinition(name)).Append('\n');
                foreach (var by in formula.Inputs.Where(parameter => parameter.IsDifferentiable))
                    page.Append($"∂/∂{by.Variable.Name} = {FormulaWriter.Write(Derivative(formula, by))}{ByHand(name, by.Variable.Name)}\n");
            }
            page.Append("```\n");
        }
    }

    // A derivative that is declared takes the place of the one that the formula has.
    private static string ByHand(string function, string input) =>
        typeof(Losses).GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .FirstOrDefault(method => method.GetCustomAttributes<GradientAttribute>().Any(gradient => gradient.Method == function && gradient.Input == input)) is { } method
            ? $"   (in its place stands {method.Name}, see its documentation)" : "";

    private static string Describe(Formula formula)
    {
        if (formula.IsRowFormula || formula.Inputs.Count() != 1)
            return Conditions(formula);
        var kinks = Kinks(formula).Select(kink => $"{Text(kink.At)}: {Text(kink.Slope)}").ToList();
        return kinks.Count == 0 ? "–" : string.Join(", ", kinks);
    }

    // Of several inputs there is no single point: the comparisons, and the primitives with a convention.
    private static string Conditions(Formula formula)
    {
        var parts = Walk.Ordered(formula.Body, stopAt: node => node.Is(Primitives.StopGradient)).OfType<Call>().Where(call => call.Primitive.Kink is not null && call.Primitive != Primitives.StopGradient).Select(call => $"`{call.Primitive.Name}`: {call.Primitive.Kink}").Distinct().ToList();
        return parts.Count == 0 ? "–" : string.Join("; ", parts);
    }

    private static Expression Derivative(Formula formula, FormulaParameter by)
    {
        var gradient = formula.Gradient(by);
        var upstream = gradient.Parameters.First(parameter => parameter.Variable.Name == "upstream").Variable;
        return formula.IsRowFormula ? gradient.Body : Simplification.Simplify(Walk.Rewrite(gradient.Body, node => node == upstream ? 1 : null));
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−');
}
