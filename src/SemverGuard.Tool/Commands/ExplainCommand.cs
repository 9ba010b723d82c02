using System.CommandLine;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard explain</c>: a rule's page.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Rule = new("SGnnnn") { Description = "The rule's id, as in a warning" };

    public static Command Create()
    {
        var command = new Command("explain", "Prints what a rule is about, with examples and what to do") { Rule };
        command.SetAction(arguments => Shared.Guarded(() => Run(arguments.GetRequiredValue(Rule))));
        return command;
    }

    private static int Run(string id)
    {
        if (RulePages.Of(id) is not { } page) throw new InvalidDataException($"there is no rule '{id}'; the README lists them all");
        Say.Text(page);
        return ExitCode.Clean;
    }
}
