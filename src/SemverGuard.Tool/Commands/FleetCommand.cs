using System.CommandLine;
using SemverGuard.Tool.Fleet;
using SemverGuard.Tool.Fleet.Export;
using SemverGuard.Tool.Fleet.Questions;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard fleet</c>: what the committed baselines of many repositories say together. Reads text only.</summary>
internal sealed class FleetCommand
{
    private const string About = """
        Says over committed baselines of many repositories who uses what, and on which version
          semverguard fleet repositories                                            packages, versions, how many services
          semverguard fleet repositories --uses JsonConvert.SerializeObject         who uses this member
          semverguard fleet repositories --package Newtonsoft.Json                  who is on which version
          semverguard fleet repositories --package Newtonsoft.Json@13.0.3           whom this upgrade would move, and what they use
          semverguard fleet repositories --findings guard.json                      who else uses what broke for one
          semverguard fleet export tables repositories                              the same as tables (Parquet)
        """;

    private readonly Argument<string[]> folders = new("FOLDER")
    {
        Description = "Folders with checkouts; every *.baseline below is read", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> uses = new("--uses")
    {
        Description = "A type or member: its documentation comment id, or its name from any dot on, which means all overloads",
    };

    private readonly Option<string?> package = new("--package")
    {
        Description = "A package; with @VERSION those that have another version of it",
    };

    private readonly Option<string?> findings = new("--findings")
    {
        Description = "A report of one upgrade ('compare' or 'preview' with --format json): ends with 1 if others use what broke",
    };

    private readonly Option<string> format =
        new Option<string>("--format") { Description = "How to print", DefaultValueFactory = _ => "text" }
            .AcceptOnlyFromAmong("text", "json");

    private readonly Func<Stream> output;

    private FleetCommand(Func<Stream> output) => this.output = output;

    /// <param name="output">Where answers go; the console's output, if left out.</param>
    public static Command Create(Func<Stream>? output = null)
    {
        var fleet = new FleetCommand(output ?? Say.Output);
        var command = new Command("fleet", About)
        {
            fleet.folders, fleet.uses, fleet.package, fleet.findings, fleet.format, fleet.Export(),
        };
        command.Validators.Add(x =>
        {
            int asked = new Option[] { fleet.uses, fleet.package, fleet.findings }.Count(y => x.GetResult(y) is not null);
            if (asked > 1) x.AddError("One question at a time: --uses, --package or --findings.");
        });
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => fleet.Ask(arguments, cancellation))));
        return command;
    }

    private Command Export()
    {
        var into = new Argument<string>("DIR") { Description = "Where packages.parquet, uses.parquet and findings.parquet go" };
        var from = new Argument<string[]>("FOLDER") { Description = folders.Description, Arity = ArgumentArity.OneOrMore };
        var command = new Command("export", "Writes the baselines as tables that DuckDB, Spark, Trino or a warehouse read") { into, from };
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() =>
        {
            var reader = new FleetReader(arguments.GetRequiredValue(from), cancellation);
            var written = FleetTables.Write(arguments.GetRequiredValue(into), reader);
            using (var printer = FleetPrinter.Of("text", output())) printer.End(written.Summary(reader.Services), reader.Problems);
            return Ended(reader, isFound: false);
        })));
        return command;
    }

    private int Ask(ParseResult arguments, CancellationToken cancellation)
    {
        var question = Question(arguments);
        var reader = new FleetReader(arguments.GetRequiredValue(folders), cancellation);
        using var baselines = reader.Read(withAccepted: false).GetEnumerator();
        // A folder that is not there is told before anything is printed.
        bool isMore = baselines.MoveNext();
        using (var printer = FleetPrinter.Of(arguments.GetRequiredValue(format), output()))
        {
            for (; isMore; isMore = baselines.MoveNext())
            {
                foreach (var row in question.Ask(baselines.Current)) printer.Row(row);
            }
            foreach (var row in question.Rest()) printer.Row(row);
            printer.End(question.Summary(reader.Services), reader.Problems,
                ("services", reader.Services), ("baselines", reader.Baselines), ("hits", question.Hits));
        }
        return Ended(reader, question.IsCheck && question.Hits > 0);
    }

    private FleetQuestion Question(ParseResult arguments) =>
        arguments.GetValue(uses) is { } symbol ? new UsesQuestion(symbol)
        : arguments.GetValue(package) is { } id ? new PackageQuestion(id)
        : arguments.GetValue(findings) is { } report ? FindingsQuestion.Of(report)
        : new VersionsQuestion();

    private static int Ended(FleetReader reader, bool isFound)
    {
        reader.Problems.Tell();
        return isFound ? ExitCode.Findings : reader.Problems.Count > 0 ? ExitCode.CouldNotCheck : ExitCode.Clean;
    }
}
