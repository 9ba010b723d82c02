using System.CommandLine;
using SemverGuard.Findings;

namespace SemverGuard.Tool;

/// <summary><c>semverguard compare</c>: one upgrade, one consumer.</summary>
internal static class CompareCommand
{
    private static readonly Option<string> Before = new("--before") { Description = "The package as it was: a dll, a folder of dlls or a nupkg", Required = true };
    private static readonly Option<string> After = new("--after") { Description = "The package as it is: a dll, a folder of dlls or a nupkg", Required = true };
    private static readonly Option<string> App = new("--app") { Description = "The consumer's dll, as compiled against before", Required = true };
    private static readonly Option<string[]> With = new("--with") { Description = "A folder with other assemblies of the application" };
    private static readonly Option<string?> BeforeVersion = new("--before-version") { Description = "The version before, when PATH does not tell" };
    private static readonly Option<string?> AfterVersion = new("--after-version") { Description = "The version after, when PATH does not tell" };
    private static readonly Option<bool> Rebuilt = new("--rebuilt") { Description = "Judge as a build does: the consumer is compiled again" };
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "How to print", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");

    public static Command Create()
    {
        var command = new Command("compare", "Compares a package before and after an upgrade, for one consumer") { Before, After, App, With, BeforeVersion, AfterVersion, Rebuilt, Format };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        try
        {
            using var files = new Files();
            var before = PackageSource.Open(arguments.GetRequiredValue(Before), arguments.GetValue(BeforeVersion), files);
            var after = PackageSource.Open(arguments.GetRequiredValue(After), arguments.GetValue(AfterVersion), files);
            var application = new ApplicationSource(arguments.GetRequiredValue(App), arguments.GetValue(With) ?? [], files);
            var input = Comparison.Of(before, after, application, arguments.GetValue(Rebuilt));
            var report = Guard.Check(input);
            report = report with { NotChecked = [.. files.Damaged, .. report.NotChecked] };
            if (arguments.GetValue(Format) == "json") JsonOutput.Write(Console.OpenStandardOutput(), input.Bumps[0], report);
            else TextOutput.Write(Console.Out, report);
            return report.HasWarnings ? ExitCode.Findings : ExitCode.Clean;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidDataException or NuGet.Packaging.Core.PackagingException)
        {
            Console.Error.WriteLine("semverguard: " + e.Message.ReplaceLineEndings(" "));
            return ExitCode.CouldNotCheck;
        }
    }
}
