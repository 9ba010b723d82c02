using System.CommandLine;
using System.Text.RegularExpressions;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Tool.Solutions;
using SemverGuard.Tool.Witnesses;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard witness</c>: a test that is green before an upgrade and red after it.</summary>
internal static partial class WitnessCommand
{
    private static readonly Argument<string> Finding = new("FINDING")
    {
        Description = "A finding of the report: SG6001:ConsumerOptions, or the rule alone",
    };

    private static readonly Option<string> Report = new("--report") { Description = "The JSON report that has it", Required = true };

    private static readonly Option<string?> Write = new("--write")
    {
        Description = "Folder of a test project to write the test to; without it, the test is printed",
    };

    public static Command Create()
    {
        const string What = "Writes an xunit test for a finding that holds before the upgrade and fails after it";
        var command = new Command("witness", What) { Finding, Report, Write, Shared.Withdrawn };
        Examples.AddTo(
            command, "semverguard replay --package Courier@2.4.2 --output replay.json",
            "semverguard witness SG6001:ConsumerOptions --report replay.json --write tests/App.Tests");
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => Run(arguments, cancellation))));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        var fact = ReportedFact.Of(arguments.GetRequiredValue(Report), arguments.GetRequiredValue(Finding));
        string folder = arguments.GetValue(Write) ?? Directory.GetCurrentDirectory();
        if (!Directory.Exists(folder)) throw new InvalidDataException($"'{folder}' is no folder");
        using var work = new WorkFolder();
        new WithdrawnGate(arguments.GetValue(Shared.Withdrawn), cancellation).Pass([fact.Old, fact.New], Path.GetFullPath(folder));
        var before = new WitnessProject(work.Folder("before"), fact.Old, Path.GetFullPath(folder), cancellation);
        var after = new WitnessProject(work.Folder("after"), fact.New, Path.GetFullPath(folder), cancellation);
        string name = Name(fact);
        string witness = Text(fact, name, Body(fact, before, after));
        if (before.Failure(witness, name) is { } red) throw None(fact, "the test does not hold with " + fact.Old + ": " + red);
        if (after.Failure(witness, name) is not { } failure) throw None(fact, "the test holds with " + fact.New + " too");
        Print(arguments, Path.Combine(folder, name + ".cs"), witness);
        Say.Error($"green with {fact.Old}, red with {fact.New}: {failure}");
        return ExitCode.Clean;
    }

    /// <summary>Of the class and its file, whatever the report calls the member.</summary>
    public static string Name(ReportedFact fact)
    {
        const int Longest = 100;
        string word = Word().Replace(MemberName.Short(fact.Symbol), "_").Trim('_');
        return (word.Length > 0 && char.IsAsciiLetter(word[0]) ? "" : "Member_") + word[..Math.Min(word.Length, Longest)] + "_" + fact.Id;
    }

    private static void Print(ParseResult arguments, string file, string witness)
    {
        if (arguments.GetValue(Write) is null)
        {
            Say.Text(witness);
            return;
        }
        if (File.Exists(file)) throw new InvalidDataException($"{Shared.Shown(file)} is there already");
        OutputFile.Write(Path.GetFullPath(file), witness);
        Say.Text(Shared.Shown(file) + "\n");
    }

    private static WitnessBody Body(ReportedFact fact, WitnessProject before, WitnessProject after)
    {
        try
        {
            return new WitnessSource(before.Compilation(), after.Compilation).Body(fact);
        }
        catch (InvalidDataException e)
        {
            throw None(fact, e.Message);
        }
    }

    private static InvalidDataException None(ReportedFact fact, string reason) =>
        new($"no test can be written for {fact.Id} {fact.Symbol}: {reason}");

    public static string Text(ReportedFact fact, string name, WitnessBody body) =>
        string.Concat(body.Namespaces.Select(x => $"using {x};\n")) + Class(fact, name, body.Statements);

    private static string Class(ReportedFact fact, string name, string body) => $$"""
        /// <summary>Holds with {{fact.Old.Id}} {{fact.Old.Version}}, and not with {{fact.New.Version}}: {{fact.Id}}.</summary>
        public sealed class {{name}}
        {
            [Xunit.Fact]
            public void Holds()
            {
                {{body}}
            }
        }

        """;

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex Word();
}
