using System.Text.RegularExpressions;

namespace SemverGuard.Packages;

/// <summary>A target framework, as far as it takes to choose between the folders of a package.</summary>
/// <remarks>NuGet.Frameworks knows them all; but every further dll in the package can clash with one of the host.</remarks>
/// <param name="Family">core, standard or framework.</param>
/// <param name="Platform">Without its version; empty for none.</param>
public sealed record FrameworkName(string Family, Version Version, string Platform)
{
    private static readonly Regex Form = new(@"^\.?(netcoreapp|netstandard|netframework|net)(?:,version=v)?(\d[\d.]*)(?:-([a-z]+)[\d.]*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <param name="name"><c>net10.0-windows</c>, <c>net462</c>, or long as in a .nuspec: <c>.NETStandard2.0</c>.</param>
    /// <returns>Null for one that is not known here, which then fits nothing.</returns>
    public static FrameworkName? Parse(string name)
    {
        if (Form.Match(name) is not { Success: true } match) return null;
        string number = match.Groups[2].Value, word = match.Groups[1].Value.ToLowerInvariant();
        if (!Version.TryParse(number.Contains('.') ? number : string.Join(".", number.PadRight(2, '0').ToCharArray()), out var version))
            return null;
        string family = word switch
        {
            "netstandard" => "standard",
            "netcoreapp" => "core",
            "net" when version.Major >= 5 => "core",
            _ => "framework",
        };
        return new FrameworkName(family, version, match.Groups[3].Value.ToLowerInvariant());
    }

    /// <returns>The name that a project for this framework takes; null when none fits.</returns>
    public string? Best(IEnumerable<string> names) =>
        names.Select(x => (Name: x, Framework: Parse(x))).Where(x => x.Framework is not null && Takes(x.Framework))
            .OrderByDescending(x => x.Framework!.Family == Family).ThenByDescending(x => x.Framework!.Version)
            .ThenByDescending(x => x.Framework!.Platform.Length)
            .Select(x => x.Name).FirstOrDefault();

    private bool Takes(FrameworkName other) =>
        (other.Platform.Length == 0 || other.Platform == Platform)
        && other.Version <= (other.Family == Family ? Version : other.Family == "standard" ? Standard : new Version(0, 0));

    /// <summary>The highest .NET Standard that this framework implements.</summary>
    private Version Standard => Family switch
    {
        "core" => Version.Major >= 3 ? new Version(2, 1) : new Version(2, 0),
        "framework" =>
            Version >= new Version(4, 6, 1) ? new Version(2, 0) : Version >= new Version(4, 5) ? new Version(1, 1) : new Version(0, 0),
        _ => Version,
    };
}
