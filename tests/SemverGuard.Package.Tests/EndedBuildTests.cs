using System.Globalization;
using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Builds may be ended at any moment, and several may write the same files.</summary>
/// <remarks><c>SEMVERGUARD_KILLS=1000</c> ends as many processes; else it is a sample.</remarks>
public sealed class EndedBuildTests
{
    private static int Kills =>
        int.Parse(Environment.GetEnvironmentVariable("SEMVERGUARD_KILLS") ?? "50", CultureInfo.InvariantCulture);

    /// <summary>
    /// A thousand builds that are ended while they write, eight at a time, leave a baseline that is whole, and nothing else once one came
    /// to its end.
    /// </summary>
    [Theory]
    [InlineData("SemverGuard.net10.0.baseline", "semverguard-baseline 1 net10.0\npackage A 1.0.0\n  assembly A 1.0.0.0 mvid=", "T:A.Type")]
    [InlineData("SemverGuard.net10.0.accepted", "semverguard-accepted 1\nSG1000 T:A.Type00000 A 1.0.0 -> 1.0.1: seen", "SG1000 T:A.Type")]
    public void Five_hundred_kills_leave_a_whole_file(string name, string begin, string line)
    {
        string folder = Directory.CreateTempSubdirectory("semverguard-").FullName, file = Path.Combine(folder, name);
        try
        {
            Assert.Equal(0, Writer(file, 1, 5).Wait());
            Eight(500, number =>
            {
                using var writer = Writer(file, int.MaxValue, 2000 + number % 8);
                writer.KillAfter(number % 40);
                string text = ReadWhole(file);
                Assert.StartsWith(begin, text);
                Assert.EndsWith("\n", text);
                string[] lines = [.. text.Split('\n').Select(x => x.TrimStart()).Where(x => x.StartsWith(line, StringComparison.Ordinal))];
                Assert.True(lines.Length is 5 or (>= 2000 and < 2008));
                string last = lines[^1][line.Length..];
                Assert.Equal(lines.Length - 1, int.Parse(last[..last.IndexOf(' ')]));
            });
            Assert.Equal(0, Writer(file, 1, 5).Wait());
            Assert.Equal([file], Directory.EnumerateFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A real project, of which eight processes record and accept, and are ended anywhere in it.</summary>
    [Fact]
    public void Whoever_is_ended_while_he_records_or_accepts_leaves_what_was_or_what_is()
    {
        RecompilationTests.Limits();
        using var app = new ConsumerProject().Referencing("SgTest.Limits", "1.0.0")
            .With("Program.cs", "SgTest.Limits.Wait();\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        string before = app.Read("SemverGuard.net10.0.baseline");
        app.Bump("SgTest.Limits", "1.0.1").Build().ShouldSucceed();
        app.Write("SemverGuard.net10.0.baseline.before", before);
        string world = Path.Combine(app.Folder, "obj", "Debug", "net10.0", "SemverGuard", "world.txt");
        string accepted = Path.ChangeExtension(app.Baseline, "accepted");

        Assert.Equal(0, new WriterProcess(world, "1").Wait());
        string after = File.ReadAllText(app.Baseline);
        string seen = File.ReadAllText(accepted), again = seen.Replace(": seen\n", ": seen again\n");
        Assert.NotEqual(before, after);
        Assert.NotEqual(seen, again);
        string[] files = Files(app.Folder);

        var moments = new Random(20261128);
        int[] waits = [.. Enumerable.Range(0, Kills).Select(_ => moments.Next(600))];
        Eight(Kills, number =>
        {
            using var writer = new WriterProcess(world, int.MaxValue.ToString(CultureInfo.InvariantCulture));
            writer.KillAfter(waits[number]);
            Assert.Contains(ReadWhole(app.Baseline), new[] { before, after });
            Assert.Contains(ReadWhole(accepted), new[] { seen, again });
        });

        Assert.Equal(0, new WriterProcess(world, "1").Wait());
        Assert.Equal((after, seen), (File.ReadAllText(app.Baseline), File.ReadAllText(accepted)));
        Assert.Equal(files, Files(app.Folder));
        app.Build().ShouldSucceed().ShouldNotWarn();
    }

    [Fact]
    public void A_writer_ends_with_whoever_started_it()
    {
        string folder = Directory.CreateTempSubdirectory("semverguard-").FullName;
        using (var writer = Writer(Path.Combine(folder, "SemverGuard.net10.0.baseline"), int.MaxValue, 5))
            Assert.True(writer.EndsWithItsParent());
        Directory.Delete(folder, recursive: true);
    }

    private static void Eight(int count, Action<int> one) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, one);

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string ReadWhole(string file)
    {
        for (int attempt = 1; ; attempt++)
        {
            try { return File.ReadAllText(file); }
            catch (IOException) when (attempt < 10) { Thread.Sleep(10); } // it is being replaced at this moment
        }
    }

    private static WriterProcess Writer(string file, int rounds, int symbols) =>
        new(file, rounds.ToString(CultureInfo.InvariantCulture), symbols.ToString(CultureInfo.InvariantCulture));
}
