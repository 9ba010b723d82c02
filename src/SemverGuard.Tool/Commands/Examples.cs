using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SemverGuard.Tool.Commands;

/// <summary>Lines to type, below what <c>--help</c> says of a command.</summary>
internal static class Examples
{
    public static void AddTo(Command command, params string[] lines) => command.Options.Add(new HelpOption { Action = new Help(lines) });

    private sealed class Help(string[] lines) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            int result = new HelpAction().Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string line in lines) output.WriteLine("  " + line);
            return result;
        }
    }
}
