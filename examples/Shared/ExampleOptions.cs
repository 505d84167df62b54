using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ExampleSupport;

/// <summary>Options whose mistakes are sentences before anything runs.</summary>
internal static class ExampleOptions
{
    /// <summary>A number of things, of which there are at least some.</summary>
    public static Option<int> AtLeast(string name, string description, int byDefault, int smallest) =>
        Checked(new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault }, smallest);

    /// <summary>The same with no default: null where it is not given.</summary>
    public static Option<int?> AtLeast(string name, string description, int smallest) => Checked(new Option<int?>(name) { Description = description }, smallest);

    /// <summary>A positive number; 0 where it is not given and there is no default.</summary>
    public static Option<double> Positive(string name, string description, double? byDefault = null) => Number(name, description, byDefault, "a positive number", static number => number > 0);

    /// <summary>A finite number, written as in C#.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What help says of it.</param>
    /// <param name="byDefault">What it is where it is not given.</param>
    /// <param name="what">What it has to be, in words.</param>
    /// <param name="isRight">Whether a number is that.</param>
    public static Option<double> Number(string name, string description, double? byDefault, string what, Func<double, bool> isRight)
    {
        var option = new Option<double>(name)
        {
            Description = description,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && isRight(number))
                    return number;
                result.AddError($"{name}: '{text}' is not {what}.");
                return 0;
            },
        };
        if (byDefault is { } value)
            option.DefaultValueFactory = _ => value;
        return option;
    }

    /// <summary>What an option is with <c>--quick</c>: what is given stands, also beside it.</summary>
    public static T Quicker<T>(this ParseResult result, Option<bool> quick, Option<T> option, T whenQuick) =>
        result.GetValue(quick) && (result.GetResult(option) is null or { Implicit: true }) ? whenQuick : result.GetValue(option)!;

    private static Option<T> Checked<T>(Option<T> option, int smallest)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is int value && value < smallest)
                result.AddError($"{option.Name}: {value} is too few; it is at least {smallest}.");
        });
        return option;
    }
}
