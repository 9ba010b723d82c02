using System.CommandLine;
using System.Text;
using SemverGuard.Metadata;
using SemverGuard.Reports;

namespace SemverGuard.Tool.Commands;

/// <summary>What the commands for a solution have in common.</summary>
internal static class Shared
{
    public static Argument<string> Path { get; } = new("PATH") { Description = "A project, a solution, or a folder that has one", DefaultValueFactory = _ => "." };

    public static Option<string> Format { get; } = new Option<string>("--format") { Description = "How to print", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong([.. ReportFormats.Names]);

    /// <summary>One clear line and an exit code of its own for whatever goes wrong.</summary>
    public static int Guarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("semverguard: cancelled");
            return ExitCode.CouldNotCheck;
        }
        catch (Exception e) when (CompareCommand.IsUnreadable(e) || e is FormatException)
        {
            Console.Error.WriteLine("semverguard: " + SafeText.OneLine(e.Message));
            return ExitCode.CouldNotCheck;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(SafeText.OneLine($"semverguard: SG9009: SemverGuard failed; please report this: {e.GetType().Name}: {e.Message}"));
            return ExitCode.CouldNotCheck;
        }
    }

    /// <param name="verdict">One sentence, which a person reads first.</param>
    public static void Print(ParseResult arguments, Report report, string verdict)
    {
        string format = arguments.GetRequiredValue(Format);
        string text = ReportFormats.Print(format, report with { Root = SourceRoot.Of(Directory.GetCurrentDirectory(), System.IO.Path.Exists) });
        // Bytes: the console's own encoding is not what reads a file.
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(format == "text" ? SafeText.OneLine(verdict) + "\n\n" + text : text));
    }

    public static string Count(int number, string one) => number + " " + one + (number == 1 ? "" : "s");
}
