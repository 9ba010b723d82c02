using System.Text.RegularExpressions;

namespace SemverGuard.Packages;

/// <summary>Under what terms a package is given away.</summary>
/// <param name="Name">SPDX expression, declared or known by its text; empty when neither is.</param>
/// <param name="Text">Normalised, where the package brings its licence; else empty.</param>
/// <param name="Address">Where the terms are to be read; empty when the package does not say.</param>
public sealed record Licence(string Name, string Text = "", string Address = "")
{
    /// <summary>What is said further down in a licence may be about somebody else's code in the package.</summary>
    private const int Head = 2500;

    /// <summary>Of the lines of a text, how many may differ while the terms count as the same.</summary>
    private const double Reworded = 0.1;

    private static readonly (string Name, string Mark)[] Marks =
    [
        ("MIT", "permission is hereby granted, free of charge, to any person obtaining a copy"),
        ("Apache-2.0", "apache license version ., january"),
        ("Apache-2.0", "licensed under the apache license, version ."),
        ("LGPL", "gnu lesser general public license"),
        ("GPL", "gnu general public license"),
        ("MPL-2.0", "mozilla public license version ."),
        ("MS-PL", "microsoft public license"),
        ("BSD", "redistribution and use in source and binary forms"),
    ];

    /// <summary>Addresses that name a licence of the list; NuGet writes the first for every expression.</summary>
    private static readonly Regex Known =
        new("(?:licenses\\.nuget\\.org/|opensource\\.org/licenses?/)([A-Za-z0-9.+-]+?)(?:-license)?(?:\\.(?:php|html?))?/?$"
            + "|(apache\\.org/licenses/LICENSE-2\\.0)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Digits = new(@"[\d.]+", RegexOptions.CultureInvariant);

    private static readonly Regex Blanks = new(@"\s+", RegexOptions.CultureInvariant);

    public static Licence None { get; } = new("");

    /// <param name="text">Of the licence file; null when the package brings none.</param>
    public static Licence Of(Nuspec nuspec, string? text)
    {
        if (nuspec.LicenceExpression.Length > 0) return new Licence(nuspec.LicenceExpression);
        if (text is not null && Normal(text) is { Length: > 0 } normal) return new Licence(NameOf(normal), normal);
        string address = nuspec.LicenceAddress;
        if (Known.Match(address) is { Success: true } match)
            return new Licence(match.Groups[1].Success ? match.Groups[1].Value : "Apache-2.0");
        // What NuGet writes for older clients beside a licence file.
        return new Licence("", "", address.EndsWith("deprecateLicenseUrl", StringComparison.OrdinalIgnoreCase) ? "" : address);
    }

    /// <summary>The same terms, in whatever form they are said.</summary>
    public bool IsSame(Licence other) =>
        Name.Length > 0 || other.Name.Length > 0
            ? Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase) || IsKind(other) || other.IsKind(this)
            : Text == other.Text && (Text.Length > 0 || Address == other.Address);

    /// <summary>Known by its text, which is read without its numbers: the version of the other one may be its own.</summary>
    private bool IsKind(Licence other) =>
        Text.Length > 0 && Name.Length > 0 && other.Name.StartsWith(Name + "-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Other terms for certain, and not the same ones declared in another form or touched up.</summary>
    public bool IsOther(Licence after)
    {
        if (IsSame(after) || after == None) return false;
        // Nobody goes back from a licence of the list to an address but for terms that are not on the list.
        if (Name.Length > 0) return true;
        return Text.Length > 0 && after.Name.Length == 0 && after.Text.Length > 0 && !IsReworded(after);
    }

    /// <summary>For messages.</summary>
    public override string ToString() =>
        Name.Length > 0 ? Name : Text.Length > 0 ? "a licence of its own" : Address.Length > 0 ? "the terms at " + Address : "no licence";

    private bool IsReworded(Licence after)
    {
        string[] was = Text.Split(Ends), now = after.Text.Split(Ends);
        int different = was.Except(now).Count() + now.Except(was).Count();
        return different <= Reworded * (was.Length + now.Length);
    }

    private static readonly char[] Ends = ['.', ';', ':'];

    /// <summary>Without the year, the numbers of versions and paragraphs, the lines and the letter case.</summary>
    private static string Normal(string text) => Blanks.Replace(Digits.Replace(text.ToLowerInvariant(), "."), " ").Trim();

    private static string NameOf(string normal)
    {
        string head = normal.Length > Head ? normal.Substring(0, Head) : normal;
        return Array.Find(Marks, x => head.Contains(x.Mark)).Name ?? "";
    }
}
