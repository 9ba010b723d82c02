using System.CommandLine;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Reports;
using SemverGuard.Tool.Commands;

namespace SemverGuard.Tool;

/// <summary><c>semverguard compare</c>: one upgrade, one consumer.</summary>
internal static class CompareCommand
{
    private static readonly Option<string> Before =
        new("--before") { Description = "The package as it was: a dll, a folder of dlls, a nupkg or an extracted one", Required = true };
    private static readonly Option<string> After =
        new("--after") { Description = "The package as it is: a dll, a folder of dlls, a nupkg or an extracted one", Required = true };
    private static readonly Option<string?> App = new("--app") { Description = "The consumer's dll, as compiled against before" };
    private static readonly Option<string?> AppAfter = new("--app-after") { Description = "The same source compiled against after" };
    private static readonly Option<string?> Sources =
        new("--sources") { Description = "The consumer's source: a folder, which is then compiled against both" };
    private static readonly Option<string?> LangVersion = new("--langversion") { Description = "C# version of the source" };
    private static readonly Option<string> NullableContext = new Option<string>(
        "--nullable") { Description = "Nullable context of the source", DefaultValueFactory = _ => "enable" }.AcceptOnlyFromAmong(
        "enable", "disable");
    private static readonly Option<bool> ImplicitUsings =
        new("--implicit-usings") { Description = "Compile the source with the SDK's implicit usings" };
    private static readonly Option<string[]> With = new("--with") { Description = "A folder with other assemblies of the application" };
    private static readonly Option<string?> BeforeVersion =
        new("--before-version") { Description = "The version before, when PATH does not tell" };
    private static readonly Option<string?> AfterVersion =
        new("--after-version") { Description = "The version after, when PATH does not tell" };
    private static readonly Option<bool> Rebuilt =
        new("--rebuilt") { Description = "Judge as a build does: the consumer is compiled again" };
    private static readonly Option<bool> NoBehavior = new("--no-behavior") { Description = "Do not compare the implementations" };

    /// <summary>Asked for what is done anyway: scripts from the days when it was a preview go on working.</summary>
    private static readonly Option<bool> Behavior = new("--behavior") { Hidden = true };

    private static readonly Option<string> Format = new Option<string>(
        "--format") { Description = "How to print", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong([.. ReportFormats.Names]);

    public static Command Create()
    {
        var command = new Command("compare", "Compares a package before and after an upgrade, for one consumer") { Before, After, App,
            AppAfter, Sources, With, BeforeVersion, AfterVersion, Rebuilt, LangVersion, NullableContext, ImplicitUsings, NoBehavior,
            Behavior, Format };
        command.Validators.Add(x =>
        {
            bool app = x.GetResult(App) is not null, sources = x.GetResult(Sources) is not null;
            if (app == sources) x.AddError("Name the consumer by --app or by --sources.");
            else if (sources && x.GetResult(AppAfter) is not null) x.AddError("--app-after goes with --app; --sources is compiled here.");
        });
        command.SetAction(Run);
        return command;
    }

    /// <summary>What missing, locked and damaged files throw.</summary>
    internal static bool IsUnreadable(Exception e) =>
        e is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidDataException or System.Xml.XmlException
            or NuGet.Packaging.Core.PackagingException;

    private static int Run(ParseResult arguments)
    {
        try
        {
            using var files = new Files();
            var before = PackageSource.Open(arguments.GetRequiredValue(Before), arguments.GetValue(BeforeVersion), files);
            var after = PackageSource.Open(arguments.GetRequiredValue(After), arguments.GetValue(AfterVersion), files);
            string[] with = arguments.GetValue(With) ?? [];
            var application = arguments.GetValue(Sources) is { } folder
                ? ApplicationSource.Compile(new SourceOptions(folder, arguments.GetValue(LangVersion),
                    arguments.GetValue(NullableContext) == "enable", arguments.GetValue(ImplicitUsings)), with, before, after, files)
                : ApplicationSource.Open(arguments.GetValue(App)!, arguments.GetValue(AppAfter), with, files);
            var input = Comparison.Of(before, after, application, arguments.GetValue(Rebuilt))
                with { ComparesBehavior = !arguments.GetValue(NoBehavior) };
            var found = Guard.Check(input);
            var report = Report.Of(found with { NotChecked = [.. files.Damaged, .. found.NotChecked] }, input.Bumps);
            Say.Text(Shared.Text(arguments.GetValue(Format)!, report));
            return found.HasWarnings ? ExitCode.Findings : report.NotChecked.Count > 0 ? ExitCode.CouldNotCheck : ExitCode.Clean;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            Say.Error((e is LimitException limit ? limit.Assembly + ": " : "") + e.Message);
            return ExitCode.CouldNotCheck;
        }
        catch (Exception e)
        {
            // Whatever else: an exit code of its own, and never the one that says that there are findings.
            string consequence = $"did not compare {arguments.GetValue(Before)} and {arguments.GetValue(After)}";
            Say.Error("SG9009: " + MistakeException.Sentence(e, "", consequence));
            return ExitCode.CouldNotCheck;
        }
    }
}
