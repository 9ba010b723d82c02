using System.Text;
using NuGet.LibraryModel;
using NuGet.ProjectModel;
using NuGet.Versioning;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Tool.Solutions;

/// <summary>
/// A project of our own that asks NuGet for what a project of the solution asks for, at other versions. All that it asks for is in it: it
/// imports NuGet's targets and no SDK, which would take ten times as long to evaluate as NuGet takes to resolve.
/// </summary>
/// <param name="project">What NuGet wrote down when it restored the solution's project.</param>
internal sealed class CandidateProject(PackageSpec project, Candidate candidate)
{
    private readonly StringBuilder text = new("<Project>\n");

    private readonly ProjectRestoreMetadata restore = project.RestoreMetadata;

    public string Text()
    {
        Group("PropertyGroup", "", Properties());
        foreach (var framework in project.TargetFrameworks)
        {
            string condition = $" Condition=\"'$(TargetFramework)' == '{framework.TargetAlias}'\"";
            Group("PropertyGroup", condition, Properties(framework));
            Group("ItemGroup", condition, Items(framework));
        }
        return text.Append("  <Import Project=\"$(MSBuildToolsPath)/NuGet.targets\" />\n</Project>\n").ToString();
    }

    private void Group(string name, string condition, IEnumerable<string> lines)
    {
        text.Append("  <").Append(name).Append(condition).Append(">\n");
        foreach (string line in lines) text.Append("    ").Append(line).Append('\n');
        text.Append("  </").Append(name).Append(">\n");
    }

    private IEnumerable<string> Properties()
    {
        string[] frameworks = [.. project.TargetFrameworks.Select(x => x.TargetAlias)];
        var warnings = restore.ProjectWideWarningProperties;
        (string Name, string Value)[] properties =
        [
            (frameworks.Length == 1 ? "TargetFramework" : "TargetFrameworks", string.Join(";", frameworks)),
            ("MSBuildProjectExtensionsPath", "$(MSBuildProjectDirectory)/obj/"),
            ("RestoreProjectStyle", "PackageReference"),
            ("RestorePackagesPath", restore.PackagesPath),
            ("RestoreRootConfigDirectory", Path.GetDirectoryName(project.FilePath)!), // credentials, and which source has what
            ("RestoreSources", string.Join(";", restore.Sources.Select(x => x.Source))),
            ("RestoreFallbackFolders", string.Join(";", restore.FallbackFolders)),
            ("RuntimeIdentifiers", string.Join(";", project.RuntimeGraph.Runtimes.Keys)),
            ("NuGetAudit", "false"),
            ("_CentralPackageVersionsEnabled", Word(restore.CentralPackageVersionsEnabled)),
            ("CentralPackageTransitivePinningEnabled", Word(restore.CentralPackageTransitivePinningEnabled)),
            ("UsingMicrosoftNETSdk", Word(restore.UsingMicrosoftNETSdk)),
            ("SdkAnalysisLevel", restore.SdkAnalysisLevel?.ToNormalizedString() ?? ""),
            ("WarningsAsErrors", string.Join(";", warnings.WarningsAsErrors)),
            ("NoWarn", string.Join(";", warnings.NoWarn)),
        ];
        return properties.Where(x => x.Value.Length > 0).Select(Property);
    }

    private static IEnumerable<string> Properties(TargetFrameworkInformation framework)
    {
        var name = framework.FrameworkName;
        string imports = string.Join(";", framework.Imports.Select(x => x.GetShortFolderName()));
        (string Name, string Value)[] properties =
        [
            ("TargetFrameworkIdentifier", name.Framework),
            ("TargetFrameworkVersion", "v" + name.Version.ToString(2)),
            ("TargetFrameworkMoniker", name.DotNetFrameworkName),
            ("TargetFrameworkProfile", name.Profile),
            ("TargetPlatformIdentifier", name.Platform),
            ("TargetPlatformVersion", name.HasPlatform ? name.PlatformVersion.ToString() : ""),
            ("TargetPlatformMoniker", name.HasPlatform ? $"{name.Platform},Version={name.PlatformVersion}" : ""),
            (framework.AssetTargetFallback ? "AssetTargetFallback" : "PackageTargetFallback", imports),
            ("RuntimeIdentifierGraphPath", framework.RuntimeIdentifierGraphPath ?? ""),
            ("RestoreEnablePackagePruning", Word(framework.PackagesToPrune.Count > 0)),
        ];
        return properties.Where(x => x.Value.Length > 0).Select(Property);
    }

    private IEnumerable<string> Items(TargetFrameworkInformation framework)
    {
        bool isCentral = restore.CentralPackageVersionsEnabled;
        foreach (var dependency in framework.Dependencies.Where(x => x.LibraryRange.TypeConstraintAllows(LibraryDependencyTarget.Package)))
        {
            bool isOwn = !isCentral || dependency.AutoReferenced || dependency.VersionOverride is not null;
            string version = isOwn ? Version(dependency.Name, dependency.LibraryRange.VersionRange) : "";
            yield return Item("PackageReference", dependency.Name,
                (isCentral && !dependency.AutoReferenced ? "VersionOverride" : "Version", version),
                ("IsImplicitlyDefined", dependency.AutoReferenced ? "true" : ""),
                ("IncludeAssets", Flags(dependency.IncludeType)), ("PrivateAssets", Flags(dependency.SuppressParent)));
        }
        foreach (string id in candidate.Transitive)
        {
            yield return Item("PackageReference", id, (isCentral ? "VersionOverride" : "Version", Version(id, null)));
            if (isCentral && !framework.CentralPackageVersions.ContainsKey(id))
                yield return Item("PackageVersion", id, ("Version", Version(id, null)));
        }
        foreach (var central in isCentral ? framework.CentralPackageVersions.Values : [])
            yield return Item("PackageVersion", central.Name, ("Version", Version(central.Name, central.VersionRange)));
        var projects = restore.TargetFrameworks.Where(x => x.FrameworkName == framework.FrameworkName).SelectMany(x => x.ProjectReferences);
        foreach (var reference in projects)
        {
            yield return Item("ProjectReference", candidate.ProjectOf(reference.ProjectPath),
                ("IncludeAssets", Flags(reference.IncludeAssets & ~reference.ExcludeAssets)),
                ("PrivateAssets", Flags(reference.PrivateAssets)));
        }
        foreach (var reference in framework.FrameworkReferences)
            yield return Item("FrameworkReference", reference.Name,
                ("PrivateAssets", reference.PrivateAssets == FrameworkDependencyFlags.All ? "all" : ""));
        foreach (var pruned in framework.PackagesToPrune.Values)
            yield return Item("PrunePackageReference", pruned.Name, ("Version", pruned.VersionRange.MaxVersion!.ToNormalizedString()));
    }

    private string Version(string id, VersionRange? range) =>
        candidate.Versions.FirstOrDefault(x => x.Id.Equals(id, StringComparison.OrdinalIgnoreCase))?.Version
        ?? range?.OriginalString ?? range?.ToNormalizedString() ?? "";

    private static string Property((string Name, string Value) property)
    {
        var (name, value) = property;
        return $"<{name}>{(value.Contains("$(", StringComparison.Ordinal) ? value : RestoreProject.Escaped(value))}</{name}>";
    }

    private static string Item(string kind, string name, params (string Name, string Value)[] metadata)
    {
        var attributes = metadata.Where(x => x.Value.Length > 0).Prepend(("Include", name));
        return $"<{kind}{string.Concat(attributes.Select(x => $" {x.Item1}=\"{RestoreProject.Escaped(x.Item2)}\""))} />";
    }

    private static string Word(bool flag) => flag ? "true" : "false";

    private static string Flags(LibraryIncludeFlags flags) => flags switch
    {
        LibraryIncludeFlags.All => "all",
        LibraryIncludeFlags.None => "none",
        _ => flags.ToString().Replace(", ", ";", StringComparison.Ordinal),
    };
}
