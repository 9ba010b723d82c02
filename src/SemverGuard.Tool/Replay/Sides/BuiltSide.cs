using SemverGuard.Metadata;
using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Tool.Replay.Rewriting;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Replay.Sides;

/// <summary>A project of a side, for one target framework.</summary>
internal sealed record BuiltProject(string File, string Framework, bool IsTest)
{
    /// <summary>As <see cref="SideTargets"/> has it written.</summary>
    public static BuiltProject? Parse(string[] lines) => lines is [var file, var framework, var test, ..]
        ? new(file, framework, test.Contains("true", StringComparison.OrdinalIgnoreCase)) : null;
}

/// <param name="Used">Members that the project's own code uses of what moved.</param>
/// <param name="Mvids">Of its own assemblies.</param>
/// <param name="Failed">Assemblies that could not be rewritten, and why.</param>
internal sealed record Rewritten(
    IReadOnlyCollection<(string Member, string Assembly)> Used, IReadOnlyList<Guid> Mvids,
    IReadOnlyList<(string Assembly, string Reason)> Failed);

/// <summary>
/// The solution, built with one side's versions, in the folder that both sides take turns in: so no path tells them apart.
/// </summary>
internal sealed class BuiltSide
{
    private readonly string place, aside;

    private BuiltSide(
        string place, string aside, IReadOnlyDictionary<string, string> properties, SolutionBuild build,
        IReadOnlyList<BuiltProject> projects)
    {
        (this.place, this.aside, Properties) = (place, aside, properties);
        (Worlds, Projects, Failure, Name) = (build.Worlds, projects, build.Failure, build.Name);
    }

    public string Name { get; }

    public IReadOnlyList<ProjectWorld> Worlds { get; }

    public IReadOnlyList<BuiltProject> Projects { get; }

    /// <summary>The first error; null where everything was built.</summary>
    public string? Failure { get; }

    /// <param name="name">Of the side, among the work's folders.</param>
    /// <exception cref="InvalidDataException">Nothing of it is compiled.</exception>
    public static BuiltSide Build(
        string target, WorkFolder work, string name, IReadOnlyList<(ProjectToday, IReadOnlyList<PackageVersion>)> versions,
        CancellationToken cancellation)
    {
        string place = Path.Combine(work.Path, "side"), worlds = work.Folder(name + "-worlds"),
            file = Path.Combine(work.Path, name + ".targets");
        Directory.CreateDirectory(place);
        OutputFile.Write(file, new SideTargets(place).Text(versions));
        OutputFile.Write(OuterOf(file), SideTargets.Outer);
        var properties = PropertiesOf(place, file, versions.Count > 0);
        var build = SolutionBuild.Of(target, worlds, cancellation, properties);
        var projects = Directory.EnumerateFiles(worlds, "*" + SideTargets.ProjectExtension).Order(StringComparer.Ordinal)
            .Select(x => BuiltProject.Parse(InputFile.Lines(x)));
        return new BuiltSide(place, Path.Combine(work.Path, name), properties, build, [.. projects.OfType<BuiltProject>()]);
    }

    /// <summary>Lets the other side have the place.</summary>
    public void Leave() => Directory.Move(place, aside);

    /// <summary>Takes the place, which the other side left.</summary>
    public void Return() => Directory.Move(aside, place);

    /// <summary>What a build needs that finds everything done.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; }

    /// <remarks>The file comes behind all that a project imports: what that says of versions is said before.</remarks>
    private static Dictionary<string, string> PropertiesOf(string place, string file, bool hasOtherVersions)
    {
        var properties = new Dictionary<string, string>(SideTargets.Properties)
        {
            ["UseArtifactsOutput"] = "true", ["ArtifactsPath"] = place, ["SemverGuardEnabled"] = "false",
            ["CustomAfterMicrosoftCommonTargets"] = "", ["CustomAfterDirectoryBuildTargets"] = file,
            ["CustomAfterMicrosoftCommonCrossTargetingTargets"] = OuterOf(file),
        };
        if (hasOtherVersions) foreach (var (name, value) in SideTargets.Leniency) properties[name] = value;
        return properties;
    }

    private static string OuterOf(string file) => Path.ChangeExtension(file, ".outer.targets");

    /// <summary>Makes the projects' own assemblies record. Where one cannot be rewritten it stays as it is.</summary>
    public Rewritten Rewrite(IReadOnlySet<string> moved)
    {
        var own = Worlds.Select(x => Path.GetFileNameWithoutExtension(x.AssemblyFile)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var rewriter = new AssemblyRewriter(own, moved);
        var failed = new List<(string, string)>();
        foreach (var world in Worlds.Where(x => File.Exists(x.AssemblyFile)))
        {
            string[] copies = [.. Copies(world.AssemblyFile)];
            var folders = world.ReferencePath.Select(x => x.FullPath).Concat(copies).Select(x => Path.GetDirectoryName(x)!).Distinct();
            try
            {
                rewriter.Rewrite(world.AssemblyFile, folders, RecorderFor(copies));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add((Path.GetFileName(world.AssemblyFile), e.Message));
                continue;
            }
            foreach (string copy in copies) Take(world.AssemblyFile, copy);
        }
        return new Rewritten(rewriter.Used, rewriter.Mvids, failed);
    }

    /// <summary>Of the compiler's output, wherever the build copied it.</summary>
    private IEnumerable<string> Copies(string assembly)
    {
        byte[] content = InputFile.Bytes(assembly);
        return Directory.EnumerateFiles(Path.Combine(place, "bin"), Path.GetFileName(assembly), SearchOption.AllDirectories)
            .Where(x => new FileInfo(x).Length == content.Length && InputFile.Bytes(x).AsSpan().SequenceEqual(content));
    }

    private static string RecorderFor(string[] copies) =>
        copies.Select(x => Path.Combine(Path.GetDirectoryName(x)!, "SemverGuard.Recorder.dll")).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("the recorder was not copied beside it");

    private static void Take(string from, string to)
    {
        File.Copy(from, to, overwrite: true);
        string symbols = Path.ChangeExtension(from, ".pdb"), copy = Path.ChangeExtension(to, ".pdb");
        if (File.Exists(symbols) && File.Exists(copy)) File.Copy(symbols, copy, overwrite: true);
        File.SetLastWriteTimeUtc(to, File.GetLastWriteTimeUtc(from));
    }

    /// <summary>Where a run records to.</summary>
    /// <param name="salt">The same for all runs.</param>
    public Dictionary<string, string> Environment(string folder, string salt, IEnumerable<string> moved)
    {
        OutputFile.Write(Path.Combine(folder, RecordingFormat.MovedFile), string.Join('\n', moved));
        return new Dictionary<string, string>(Properties)
        {
            [RecordingFormat.FolderVariable] = folder,
            [RecordingFormat.SaltVariable] = salt,
            // VSTest ends the process of the tests after a tenth of a second, and with it what writes the recording.
            ["VSTEST_TESTHOST_SHUTDOWN_TIMEOUT"] = "60000",
        };
    }
}
