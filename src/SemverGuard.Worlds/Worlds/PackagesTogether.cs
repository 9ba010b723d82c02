using NuGet.Versioning;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Worlds.Alternatives;
using SemverGuard.Worlds.Assets;
using static SemverGuard.Worlds.Assets.PackageText;

namespace SemverGuard.Worlds;

/// <summary>
/// Packages as they lie beside each other today: families at several versions, and builds for another framework than the project's.
/// </summary>
/// <param name="framework">The project's; null for one that is not known here.</param>
internal sealed class PackagesTogether(ProjectAssets graph, Inventory inventory, FrameworkName? framework, AssemblyFiles files)
{
    private readonly PackageFolders folders = new(graph.Folders);

    public IEnumerable<PackageChange> Of(Bump package)
    {
        var library = graph.Libraries[package.Id];
        foreach (var asked in library.Dependencies.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            if (!graph.Libraries.TryGetValue(asked.Key, out var other) || !other.IsPackage) continue;
            if (Apart(library, other, asked.Value) is { } apart) yield return apart;
        }
        if (Foreign(package.Id) is { } foreign) yield return foreign;
    }

    /// <summary>One asks for another of its own family at its own version, and that is at another one.</summary>
    /// <remarks>
    /// NuGet takes the highest version that somebody asks for, and most packages live with that: what was built together and does not link
    /// says the linker. It is worth a warning where the package itself says that it does not take this version.
    /// </remarks>
    private PackageChange? Apart(Library library, Library other, string range)
    {
        if (!VersionRange.TryParse(range, out var asked)) return null;
        if (Parse(library.Version) is not { } own || Parse(other.Version) is not { } now) return null;
        if (!asked.Satisfies(now) && asked.MaxVersion is { } && (asked.MinVersion is null || now >= asked.MinVersion))
        {
            return new PackageChange(PackageChangeKind.Family, Surprise.Untold,
                $"asks for {other.Id} {Versions.Asked(range)}, and this project has {now.ToNormalizedString()}",
                "its authors rule that version out, and NuGet took it because the project or another package asks for it");
        }
        if (asked.MinVersion is not { } lowest || lowest >= now || VersionClaim.Between(lowest, own) > Claim.Patch) return null;
        if (VersionClaim.Between(lowest, now) < Claim.Minor) return null;
        if (Companions.Has(other.Id) || !IsFamily(library, other)) return null;
        return new PackageChange(PackageChangeKind.Family, Surprise.None,
            $"is released together with {other.Id}, which this project has at {now.ToNormalizedString()}",
            "they may count on each other's internals; whether they link is checked by itself");
    }

    /// <summary>From one repository, or with access to each other's internals.</summary>
    private bool IsFamily(Library library, Library other) =>
        AreFriends(other.Id, library.Id) || (Nuspec(library) is { } one && Nuspec(other) is { } another && one.IsSameRepository(another));

    private Nuspec? Nuspec(Library library) =>
        folders.Find(library.Id, library.Version) is { } folder ? NuspecFile.Read(folder, library.Id, framework) : null;

    private bool AreFriends(string one, string other) =>
        inventory.RuntimeOf(one).Any(x => files.Open(x.File) is { } image && inventory.RuntimeOf(other).Any(y => image.IsFriend(y.Name)));

    /// <summary>NuGet fell back on a build for .NET Framework, because the package has none that fits.</summary>
    private PackageChange? Foreign(string id)
    {
        if (framework is null or { Family: "framework" }) return null;
        var builds = inventory.RuntimeOf(id).Select(x => x.InPackage.Split('/')).Where(x => x.Length > 2 && x[0] == "lib")
            .Select(x => x[1]);
        string[] taken = [.. builds.Where(x => FrameworkName.Parse(x)?.Family == "framework").Distinct()];
        if (taken.Length == 0) return null;
        return new PackageChange(PackageChangeKind.Asset, Surprise.Untold,
            $"is used as its build for {string.Join(" and ", taken)}, for it has none for this project's framework",
            "it was built for .NET Framework, and what it needs of that may not be there when this project runs");
    }
}
