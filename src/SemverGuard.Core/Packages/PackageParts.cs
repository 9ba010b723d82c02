namespace SemverGuard.Packages;

/// <summary>What a package gives a project besides assemblies.</summary>
[Flags]
public enum PackageParts
{
    None = 0,
    Analyzers = 1,

    /// <summary>Props and targets.</summary>
    Build = 2,

    /// <summary>Files that become the project's own, source among them.</summary>
    Content = 4,
    Native = 8,

    /// <summary>Programs and scripts.</summary>
    Tools = 16,
}

public static class PackagePartsText
{
    private static readonly (PackageParts Part, string Word)[] Words =
    [
        (PackageParts.Analyzers, "analyzers"),
        (PackageParts.Build, "build"),
        (PackageParts.Content, "content"),
        (PackageParts.Native, "native"),
        (PackageParts.Tools, "tools"),
    ];

    /// <summary><c>build,native</c>; empty for none.</summary>
    public static string Write(PackageParts parts) => string.Join(",", Words.Where(x => (parts & x.Part) != 0).Select(x => x.Word));

    /// <summary>Null where a word means nothing.</summary>
    public static PackageParts? Parse(string text)
    {
        var parts = PackageParts.None;
        foreach (string word in text.Split(','))
        {
            var part = Array.Find(Words, x => x.Word == word).Part;
            if (part == PackageParts.None) return null;
            parts |= part;
        }
        return parts;
    }
}
