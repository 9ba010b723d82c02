using System.Text.RegularExpressions;
using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>
/// The workflows of docs/bots.md: their steps as they stand there, run in a clone, with a stand-in for what only the host has.
/// </summary>
public sealed partial class WorkflowTests
{
    private const string Choice = "SgTest.Workflow";

    [Theory]
    [InlineData("GitHub Actions")]
    [InlineData("Azure Pipelines")]
    public void A_pull_request_is_checked_and_its_baselines_move(string host)
    {
        Pack("1.0.0", "public const int Most = 3;");
        Pack("1.0.1", "public const int Most = 3; public static void Rest() { }");
        Pack("1.0.2", "public const int Most = 5; public static void Rest() { }");
        using var solution = new ConsumerSolution().Version(Choice, "1.0.0")
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>"
                + $"<ItemGroup><PackageReference Include=\"{Choice}\" /></ItemGroup>")
            .With("App/Program.cs", "Console.WriteLine(Choice.Most);\n")
            .With(".gitignore", "bin\nobj\n/tmp\n/shims\n/origin.git\n");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        Ok(solution, "git init -q -b main . && git init -q --bare origin.git && git remote add origin ./origin.git");
        Ok(solution, $"git add -A && {Git} commit -qm all && git push -q origin main && git switch -qc upgrade && mkdir -p tmp shims");
        string folder = Path.Combine(Repository.Root, "src", "SemverGuard.Tool", "bin", Repository.Configuration, "net10.0");
        solution.Write("shims/semverguard", $"#!/bin/sh\nexec dotnet '{folder}/semverguard.dll' \"$@\"\n");
        solution.Write("shims/gh", "#!/bin/sh\nfor last; do :; done\ncp \"$last\" tmp/comment.md\n");
        Ok(solution, "chmod +x shims/*");

        Upgrade(solution, "1.0.1");
        Assert.Empty(Failed(solution, host));
        Assert.Contains($"package {Choice} 1.0.1", solution.Baseline("App"));
        Assert.Equal("0\n", Ok(solution, "git rev-list --count origin/upgrade..HEAD"));
        Assert.Contains("Baselines of upgrades that break nothing here", Ok(solution, "git log -1 --format=%s origin/upgrade"));
        Assert.False(solution.Has("tmp/comment.md"));

        Upgrade(solution, "1.0.2");
        string failed = Assert.Single(Failed(solution, host));
        Assert.Contains("semverguard baseline --update", failed);
        Assert.Contains($"package {Choice} 1.0.1", solution.Baseline("App"));
        Assert.Contains("SG2001", solution.Read("tmp/upgrades.md"));
        if (host != "GitHub Actions") return;
        Assert.Contains("\"SG2001\"", solution.Read("tmp/upgrades.sarif"));
        Assert.Equal(solution.Read("tmp/upgrades.md"), solution.Read("tmp/comment.md"));
    }

    private const string Git = "git -c user.name=bot -c user.email=bot@example.org";

    private static void Pack(string version, string members) =>
        MadePackage.Pack(Choice, version, ("Choice.cs", $"public static class Choice {{ {members} }}"));

    private static void Upgrade(ConsumerSolution solution, string version)
    {
        solution.Version(Choice, version).Save();
        Ok(solution, $"git add -A && {Git} commit -qm 'Bump {Choice} to {version}' && git push -q origin upgrade");
    }

    /// <summary>As the host does it: one after the other, and after a failure only those that are for it.</summary>
    /// <returns>The steps that failed, with what they printed.</returns>
    private static List<string> Failed(ConsumerSolution solution, string host)
    {
        const string Environment = "export CI=true PATH=\"$PWD/shims:$PATH\" RUNNER_TEMP=\"$PWD/tmp\" AGENT_TEMPDIRECTORY=\"$PWD/tmp\" "
            + "BRANCH=upgrade SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/upgrade; set -e\n";
        var failed = new List<string>();
        foreach (var (script, condition) in Steps(host))
        {
            if (failed.Count > 0 ? condition.Length == 0 : condition.StartsWith("fail", StringComparison.Ordinal)) continue;
            var (exitCode, output) = Dotnet.Bash(solution.Folder, Environment + script);
            if (exitCode != 0) failed.Add(script + "\n" + output);
        }
        return failed;
    }

    private static IEnumerable<(string Script, string Condition)> Steps(string host)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "src", "SemverGuard", "docs", "bots.md"));
        string yaml = page[page.IndexOf("## " + host, StringComparison.Ordinal)..].Split("```")[1];
        // A step begins with a hyphen below "steps:".
        foreach (string step in StepStart().Split(yaml[yaml.IndexOf("steps:", StringComparison.Ordinal)..]))
        {
            if (step.Contains("dotnet tool install", StringComparison.Ordinal)) continue;
            if (Script().Match(step) is not { Success: true } script) continue;
            string line = script.Groups["line"].Value, block = script.Groups["block"].Value;
            yield return (block.Length > 0 ? Indent().Replace(block, "") : line, Condition().Match(step).Groups[1].Value);
        }
    }

    private static string Ok(ConsumerSolution solution, string line)
    {
        var (exitCode, output) = Dotnet.Bash(solution.Folder, line);
        Assert.True(exitCode == 0, output);
        return output;
    }

    [GeneratedRegex(@"^ +- ", RegexOptions.Multiline)]
    private static partial Regex StepStart();

    [GeneratedRegex(@"^ *(?:run|script): (?:\|\n(?<block>(?: {6,}.*\n)+)|(?<line>.+))", RegexOptions.Multiline)]
    private static partial Regex Script();

    [GeneratedRegex(@"^ *(?:if|condition): (\w+)\(\)", RegexOptions.Multiline)]
    private static partial Regex Condition();

    [GeneratedRegex(@"^ {6,10}", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
