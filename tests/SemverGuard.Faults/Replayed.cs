using System.Globalization;
using SemverGuard.Compiling;
using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Comparing;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Tool.Replay.Rewriting;

namespace SemverGuard.Faults;

/// <summary>
/// The consumer of a package, rewritten so that it records: what a replay sees of a fault, without what the consumer prints.
/// </summary>
internal sealed class Replayed
{
    public const string Recorder = "SemverGuard.Recorder";

    /// <summary>Beside these tests, and no reference of theirs.</summary>
    public static readonly string RecorderFile = Path.Combine(AppContext.BaseDirectory, Recorder + ".dll");

    private readonly string bench, folder, assembly;
    private readonly RecordedRun[] published;

    /// <param name="bench">Folder with the consumer and the assemblies to run it with; the first is the published one.</param>
    public Replayed(string bench, string assembly)
    {
        this.bench = bench;
        this.assembly = assembly;
        folder = Directory.CreateDirectory(Path.Combine(bench, "replay")).FullName;
        foreach (string file in new[] { "App.dll", "name.txt" }) File.Copy(Path.Combine(bench, file), Path.Combine(folder, file));
        string[] folders = [AppContext.BaseDirectory, Path.GetDirectoryName(typeof(object).Assembly.Location)!];
        new AssemblyRewriter(new HashSet<string> { "App" }, new HashSet<string> { assembly }).Rewrite(
            Path.Combine(folder, "App.dll"), folders, RecorderFile);
        published = [.. Enumerable.Range(0, 2).Select(x => Run(0, "published" + x).Recorded)];
        if (published[0].Crossings.Count == 0) throw new InvalidOperationException($"The consumer of {assembly} records nothing.");
    }

    /// <summary>Whether anything at the border differs, or the program does not come to its end.</summary>
    public bool Sees(int number)
    {
        var (ended, recorded) = Run(number, "fault" + number);
        if (!ended) return true;
        // Each side is run twice; of a fault, once is enough to know what always differs.
        var noise = Noise.Of([published, [recorded]]);
        var (then, now) = (SteadyRun.Of(published[0], noise), SteadyRun.Of(recorded, noise));
        var shapes = new CommonShapes(then, now);
        return ReplayComparison.Of(shapes.Of(then), shapes.Of(now), noise, new Sameness([])).Differences.Count > 0;
    }

    private (bool Ended, RecordedRun Recorded) Run(int number, string name)
    {
        string recording = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(Path.Combine(recording, RecordingFormat.MovedFile), assembly);
        string file = number.ToString(CultureInfo.InvariantCulture) + ".dll";
        File.Copy(Path.Combine(bench, file), Path.Combine(folder, file), overwrite: true);
        bool ended = Runner.Record(folder, number, recording);
        return (ended, RecordedRun.Of(recording));
    }
}
