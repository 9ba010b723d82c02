using System.Text;

namespace SemverGuard.Tasks.Assets;

/// <summary>Asks NuGet for packages as they were: a build server that starts with nothing has only the versions after the upgrade.</summary>
/// <remarks>
/// A project under obj is restored with the user's own nuget.config and sources. In this process a failed restore would be an error of this
/// build; in one of its own it is only a check less.
/// </remarks>
internal static class PackageRestore
{
    /// <summary>Who builds without a network does not wait for it with every build.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>A source that does not answer costs a check, and not the day.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="host">Path of the dotnet command.</param>
    /// <param name="folder">Under obj, for the generated project.</param>
    /// <param name="packagesFolder">Where they are to go.</param>
    /// <returns>What the restore printed. Whether it brought the packages their folders tell.</returns>
    public static string Run(string host, string folder, IEnumerable<(string Id, string Version)> packages, string packagesFolder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string project = Project(packages), failure = Path.Combine(folder, "failed.txt"), attempt = packagesFolder + "\n" + project;
        if (HasJustFailed(failure, attempt)) return "The same restore failed less than " + Pause.TotalMinutes + " minutes ago; " + failure + " remembers.";
        File.WriteAllText(Path.Combine(folder, "before.csproj"), project);
        var (exitCode, output) = Command.Run(host, "restore before.csproj \"-p:RestorePackagesPath=" + packagesFolder.TrimEnd('\\', '/') + "\"", folder, cancellation, Patience);
        if (exitCode == 0) File.Delete(failure);
        else File.WriteAllText(failure, attempt);
        return output;
    }

    private static bool HasJustFailed(string failure, string attempt) =>
        File.Exists(failure) && DateTime.UtcNow - File.GetLastWriteTimeUtc(failure) < Pause && File.ReadAllText(failure) == attempt;

    private static string Project(IEnumerable<(string Id, string Version)> packages)
    {
        var text = new StringBuilder("""
            <Project>
              <!-- Written by SemverGuard: downloads packages as they were before an upgrade, to compare with. -->
              <PropertyGroup>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
              </PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
                <RestoreLockedMode>false</RestoreLockedMode>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>

            """);
        // Of two items with one id NuGet takes the first.
        foreach (var package in packages.GroupBy(x => x.Id, x => "[" + Escape(x.Version) + "]", StringComparer.OrdinalIgnoreCase))
            text.Append("    <PackageDownload Include=\"").Append(Escape(package.Key)).Append("\" Version=\"").Append(string.Join(";", package.Distinct())).Append("\" />\n");
        return text.Append("  </ItemGroup>\n  <Import Project=\"Sdk.targets\" Sdk=\"Microsoft.NET.Sdk\" />\n</Project>\n").ToString();
    }

    /// <summary>The names come from a file that anybody may have edited; nothing in them is for MSBuild to evaluate.</summary>
    private static string Escape(string value) =>
        System.Security.SecurityElement.Escape(value.Replace("%", "%25").Replace("$", "%24").Replace("@", "%40").Replace(";", "%3B").Replace("*", "%2A"));
}
