using System.CommandLine;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Reports;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds.Files;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Tool.Commands;

/// <summary>What the commands for a solution have in common.</summary>
internal static class Shared
{
    public static Argument<string> Path { get; } =
        new("PATH") { Description = "A project, a solution, or a folder that has one", DefaultValueFactory = _ => "." };

    public static Option<string> Format { get; } = new Option<string>(
        "--format") { Description = "How to print", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong([.. ReportFormats.Names]);

    public static Option<string?> Output { get; } = new("--output")
    {
        Description = "A file to write to; its extension names the format where --format does not",
    };

    public static Option<bool> Quiet { get; } = new("--quiet") { Description = "Say nothing of how far it is" };

    public static Option<bool> Withdrawn { get; } = new(WithdrawnGate.Option)
    {
        Description = "Take versions all the same that NuGet's audit warns of, that are deprecated for critical bugs, or not listed",
    };

    /// <summary>What a search left out, which would have been tried.</summary>
    public static void TellWithheld(IReadOnlyList<(string Id, string Version, string Reason)> withheld)
    {
        if (withheld.Count > 0) Say.Error(WithdrawnGate.Refusal(withheld, "tried"));
    }

    /// <summary>For who waits at a terminal; a script wants none of it.</summary>
    public static void Progress(ParseResult arguments, string text)
    {
        if (Say.IsWatched && !arguments.GetValue(Quiet)) Say.Note(text);
    }

    /// <summary>One clear line and an exit code of its own for whatever goes wrong.</summary>
    public static int Guarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            Say.Error("cancelled");
            return ExitCode.CouldNotCheck;
        }
        catch (Exception e) when (CompareCommand.IsUnreadable(e) || e is FormatException)
        {
            Say.Error((e is LimitException limit ? limit.Assembly + ": " : "") + e.Message);
            return ExitCode.CouldNotCheck;
        }
        catch (Exception e)
        {
            Say.Error("SG9009: " + MistakeException.Sentence(e, "", "did not do it all"));
            return ExitCode.CouldNotCheck;
        }
    }

    /// <param name="verdict">One sentence, which a person reads first.</param>
    /// <param name="gaps">What the report does not know of; a person in a terminal is told by the command itself.</param>
    public static void Print(ParseResult arguments, Report report, string verdict, params NotChecked[] gaps)
    {
        string? file = arguments.GetValue(Output);
        bool isNamed = arguments.GetResult(Format) is { Implicit: false };
        string format = (isNamed || file is null ? null : ReportFormats.OfFile(file)) ?? arguments.GetRequiredValue(Format);
        string line = SafeText.OneLine(verdict) + "\n";
        if (file is not null || format != "text") report = report with { NotChecked = [.. report.NotChecked, .. gaps] };
        string text = Text(format, report);
        if (file is null)
        {
            Say.Text(format == "text" ? line + "\n" + text : text);
            return;
        }
        OutputFile.Write(System.IO.Path.GetFullPath(file), text);
        Say.Text(line);
    }

    /// <summary>With files named from the repository around the current folder.</summary>
    public static string Text(string format, Report report) => ReportFormats.Print(
        format, report with { Root = SourceRoot.Of(Directory.GetCurrentDirectory(), System.IO.Path.Exists), Pages = RulePages.Of });

    /// <summary>A path as it is typed in the current folder.</summary>
    public static string Shown(string file) => System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), file).Replace('\\', '/');

    public static string Count(int number, string one) => number + " " + one + (number == 1 ? "" : "s");
}
