using System.Text.Json;
using System.Text.RegularExpressions;
using SemverGuard.Compiling;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Reported;

/// <summary>One folder of tests/Reports with a program: what it takes, what that harms, and how the cause is known.</summary>
internal sealed class ReportedCase
{
    private readonly Regex? cause;

    private ReportedCase(string folder)
    {
        Name = Path.GetFileName(folder);
        var described = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json"))).RootElement;
        Upgrade = new PackageVersion(described.GetProperty("package").GetString()!, described.GetProperty("after").GetString()!);
        string project = File.ReadAllText(Path.Combine(folder, Name + ".csproj"));
        Moves = $"{Upgrade.Id} {Regex.Match(project, $"\"{Upgrade.Id}\" Version=\"([^\"]+)").Groups[1].Value} -> {Upgrade.Version}";
        Harm = described.GetProperty("harm").GetString()!;
        cause = described.TryGetProperty("expect", out var pattern) ? new Regex(pattern.GetString()!) : null;
    }

    public static string Root { get; } = Repository.PathOf("tests", "Reports");

    public static IReadOnlyList<ReportedCase> All { get; } =
        [.. Directory.GetDirectories(Root).Where(x => File.Exists(Path.Combine(x, "case.json"))).Order(StringComparer.Ordinal)
            .Select(x => new ReportedCase(x))];

    public string Name { get; }

    public PackageVersion Upgrade { get; }

    /// <summary>From the version that the project references.</summary>
    public string Moves { get; }

    /// <summary>In a word; <c>none</c> where nothing may be warned of.</summary>
    public string Harm { get; }

    public bool IsHarmless => Harm == "none";

    /// <summary>The project, below the folder that all of them are copied to.</summary>
    public string Project => $"{Name}/{Name}.csproj";

    /// <summary>A harmless one may have a cause too: something that is to be said, and no reason to worry.</summary>
    public bool HasCause => cause is not null;

    public bool IsCause(string message) => cause?.IsMatch(message) == true;
}
