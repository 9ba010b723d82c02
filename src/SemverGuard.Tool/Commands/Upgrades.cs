using NuGet.Versioning;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Commands;

/// <summary>Upgrades as they are typed: <c>Newtonsoft.Json@13.0.3</c>.</summary>
internal static class Upgrades
{
    /// <exception cref="InvalidDataException">It is no id with a version.</exception>
    public static PackageVersion Parse(string text)
    {
        string[] parts = text.Split('@');
        if (parts.Length != 2 || !Packages.PackageGrammar.IsId(parts[0]) || !NuGetVersion.TryParse(parts[1], out var version))
            throw new InvalidDataException($"'{text}' is no upgrade: write Newtonsoft.Json@13.0.3");
        return new PackageVersion(parts[0], version.ToNormalizedString());
    }
}
