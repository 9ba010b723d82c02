using SemverGuard.Effects.Sheets;
using SemverGuard.Linkage;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

public enum Severity { Info, Warning, Error }

/// <summary>A package that is at another version than the baseline says.</summary>
/// <param name="Assemblies">Simple names of the assemblies it brought or brings.</param>
/// <param name="Path">For a transitive package, the packages that lead to it, the project's own reference first.</param>
public sealed record Bump(
    string Id, string Before, string After, IReadOnlyList<string> Assemblies, bool IsDirect = true, IReadOnlyList<string>? Path = null)
{
    public Claim Claim { get; init; } = VersionClaim.Of(Before, After);

    /// <summary>It goes back to a lower version, in which much is not there yet.</summary>
    public bool IsDowngrade { get; init; } = VersionClaim.IsDowngrade(Before, After);

    /// <summary>
    /// The package that had its assemblies before and is gone, as <see cref="Before"/> is that one's version; null where it is the same.
    /// </summary>
    public string? IdBefore { get; init; }

    /// <summary><c>Lib 1.0.0 -> 1.0.1</c>, or <c>Lib.Old 1.0.0 -> Lib 1.0.1</c>.</summary>
    public string Move => $"{IdBefore ?? Id} {Before} -> {(IdBefore is null ? "" : Id + " ")}{After}";

    /// <summary>Nothing moved: the package is judged as it is, beside the others.</summary>
    public bool IsAsItIs { get; init; }

    /// <summary>An audit warned of the version before: going back to it is to be said with that.</summary>
    public bool IsBeforeVulnerable { get; init; }
}

/// <summary>One root fact that hurts this consumer; its use sites are further locations, not further findings.</summary>
public sealed record Finding
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required Severity Severity { get; init; }

    public required Impact Impact { get; init; }

    /// <summary>Documentation comment id of what changed or is missing.</summary>
    public required string Symbol { get; init; }

    /// <summary>Fact, evidence, consequence, way out.</summary>
    public required string Message { get; init; }

    public required Bump Package { get; init; }

    public Use Uses { get; init; }

    /// <summary>In the project's own source, in the order of file and line.</summary>
    public IReadOnlyList<SourceSite> Sites { get; init; } = [];

    /// <summary>Documentation ids from the project's own code to <see cref="Symbol"/>; empty when no way is known.</summary>
    public IReadOnlyList<string> Trace { get; init; } = [];

    /// <summary>How near the application comes to it; what the project's own code uses is called.</summary>
    public Reach Reach { get; init; } = Reach.Called;

    /// <summary>The compiler refuses the source for it, at each of the sites.</summary>
    public bool IsRefused { get; init; }

    /// <summary>What the runtime throws; null when it throws nothing.</summary>
    public string? Exception { get; init; }

    /// <summary>Simple name of the assembly that stays as it is and runs into it; null where the project's own code does.</summary>
    public string? NeededBy { get; init; }

    /// <summary>
    /// Versions to write with which the application links, proven; empty when none are known. Where the upgraded package is not among them,
    /// it stays upgraded. To go back to the version before is the other way out.
    /// </summary>
    public IReadOnlyList<PackageMove> WayOut { get; init; } = [];

    /// <summary>What was seen with the packages before and after; null where nothing ran.</summary>
    public Observation? Observed { get; init; }

    /// <summary>Of the line for all changed implementations: every method that is behind it, the nearest first.</summary>
    public IReadOnlyList<Effects.ReachedMethod> Methods { get; init; } = [];

    /// <summary>What changed, without whom it concerns: by these another finding is known to say the same.</summary>
    internal IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>To go back is worth a word: it is the last of the message.</summary>
    internal bool NamesWayBack { get; init; }

    public override string ToString() => $"{Severity} {Id} {Message}";
}

/// <summary>One example of what a replay saw, and where else it saw the like.</summary>
/// <param name="Arguments">With which both were seen; empty where there are none, or they are what differs.</param>
/// <param name="Tests">Names of the tests; empty where it was a program that ran.</param>
/// <param name="Explanations">Findings about the same code that say why: id and message.</param>
public sealed record Observation(
    string Arguments, string Before, string After, IReadOnlyList<string> Tests, IReadOnlyList<(string Id, string Message)> Explanations);

/// <summary>Something that could not be checked, and why. Never silence.</summary>
public sealed record NotChecked(string Subject, string Reason)
{
    /// <summary>Ids of the upgraded packages that it is about; empty when it may be about any.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>No later build will be able to check it: who has read what changed accepts it.</summary>
    public bool IsForGood { get; init; }

    private const string CannotRead = "cannot be read: ", CannotCompare = "behavior cannot be compared: ";

    internal bool IsUnread => Reason.StartsWith(CannotRead, StringComparison.Ordinal);

    internal bool IsUncompared => Reason.StartsWith(CannotCompare, StringComparison.Ordinal);

    internal static NotChecked Unread(string assembly, string reason) => new(assembly, CannotRead + reason);

    internal static NotChecked Uncompared(string assembly, string reason) => new(assembly, CannotCompare + reason);

    public static NotChecked About(Bump bump, string reason) =>
        new(bump.Move, reason) { Packages = [bump.Id] };
}

/// <summary>How much was looked at.</summary>
public sealed record Checked(int Assemblies, int References, int Members);

public sealed record GuardReport(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked, Checked Checked)
{
    /// <summary>Where the project's own code goes ways that nobody can see; no harm is known of them.</summary>
    public IReadOnlyList<Hole> Holes { get; init; } = [];

    /// <summary>
    /// Types of packages that begin or are serialised in another way, member by member; empty unless behavior is compared.
    /// </summary>
    public IReadOnlyList<Sheet> Sheets { get; init; } = [];

    /// <summary>
    /// The project's source compiles, as far as that is known: while it does not, nothing is fine and nothing can be accepted.
    /// </summary>
    public bool Compiles { get; init; } = true;

    public bool HasWarnings => Findings.Any(x => x.Severity >= Severity.Warning);
}
