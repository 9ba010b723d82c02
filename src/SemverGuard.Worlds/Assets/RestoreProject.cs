using System.Security;
using System.Text;

namespace SemverGuard.Worlds.Assets;

/// <summary>
/// A project of our own under obj, for NuGet to restore. It takes over the user's nuget.config, and nothing that packages bring.
/// </summary>
internal static class RestoreProject
{
    /// <param name="packagesFolder">Where the packages are to go.</param>
    /// <param name="isAudited">NuGet looks its packages up among the vulnerable ones.</param>
    /// <param name="items">The packages.</param>
    public static string Of(string packagesFolder, bool isAudited, IEnumerable<string> items) => $"""
        <Project>
          <!-- Written by SemverGuard: packages as they were before an upgrade, to compare with. -->
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
            <RestorePackagesPath>{Escaped(packagesFolder)}</RestorePackagesPath>
            <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
            <NuGetAudit>{(isAudited ? "true" : "false")}</NuGetAudit>
            <NuGetAuditMode>direct</NuGetAuditMode>
            <NuGetAuditLevel>low</NuGetAuditLevel>
          </PropertyGroup>
          <ItemGroup>
        {string.Concat(items.Select(x => "    " + x + "\n"))}  </ItemGroup>
          <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
        </Project>

        """.Replace("\r\n", "\n");

    /// <summary>
    /// It is brought to be read: a download imports nothing into any build, where a reference would run what the package has for MSBuild.
    /// </summary>
    public static string Download(string id, IEnumerable<string> versions) =>
        $"<PackageDownload Include=\"{Escaped(id)}\" Version=\"{string.Join(";", versions.Select(x => "[" + Escaped(x) + "]"))}\" />";

    public static string Reference(string id, string version) =>
        $"<PackageReference Include=\"{Escaped(id)}\" Version=\"[{Escaped(version)}]\" ExcludeAssets=\"all\" />";

    /// <summary>Nothing in it is for MSBuild to split or evaluate, nor for XML.</summary>
    public static string Escaped(string value) => SecurityElement.Escape(Reporting.Lists.Escaped(value));
}
