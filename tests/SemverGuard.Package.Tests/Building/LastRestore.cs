namespace SemverGuard.Package.Tests.Building;

/// <summary>
/// What a restore read last. Where nothing of it changed a build does without: NuGet starts a process to find that there is nothing to do,
/// which is a third of the time of a build in which nothing changed.
/// </summary>
/// <param name="folder">Of the project or solution.</param>
internal sealed class LastRestore(string folder)
{
    private static readonly string[] Read = [".csproj", ".fsproj", ".vbproj", ".props", ".targets", ".config", ".json", ".slnx"];

    private string? last;

    /// <summary>Builds, and restores before it where that could find something else than last time.</summary>
    public (int ExitCode, string Output) Build(IReadOnlyDictionary<string, string> environment, string[] command)
    {
        bool isSame = last is not null && last == State(environment, command);
        var result = Dotnet.Run(folder, environment, isSame ? [.. command, "--no-restore"] : command);
        bool isRestored = !result.Output.Contains("error NU", StringComparison.Ordinal);
        last = isRestored ? State(environment, command) : null;
        return result;
    }

    private string State(IReadOnlyDictionary<string, string> environment, string[] command)
    {
        var properties = command.Where(x => x.StartsWith("-p:", StringComparison.Ordinal) && !x.StartsWith("-p:SemverGuard"));
        var variables = environment.Select(x => x.Key + "=" + x.Value);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return string.Join('\n', [.. properties, .. variables, .. files.Select(Of).OfType<string>()]);
    }

    /// <summary>What it wrote itself need only be there as it left it.</summary>
    private string? Of(string file)
    {
        string[] parts = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
        if (Path.GetFileName(file) == "project.assets.json") return file + File.GetLastWriteTimeUtc(file).Ticks;
        if (parts.Contains("bin") || parts.Contains("obj") || !Read.Contains(Path.GetExtension(file))) return null;
        return file + "\n" + File.ReadAllText(file);
    }
}
