using SemverGuard.Findings;

namespace SemverGuard.Packages;

/// <summary>Other terms are told, and other words for the same terms are not.</summary>
public sealed class LicenceTests
{
    private const string Mit =
        "The MIT License (MIT)\n\nCopyright (c) 2020 Ann\n\nPermission is hereby granted, free of charge, "
            + "to any person obtaining a copy\nof this software and associated files.";

    private const string Apache =
        "                                 Apache License\n                           Version 2.0, "
            + "January 2004\n\nTERMS AND CONDITIONS. 1. Definitions.";

    private const string Lesser = "GNU LESSER GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007\n\nCopyright (C) 2007 FSF.";

    private const string Own =
        "COMMUNITY LICENCE of Lib 1.2.3.\n\n1. You may use it. 2. You may not sell it. 3. You may not blame us. 4. It may fail. 5. It may "
            + "cost later. 6. Ask us. 7. Tell us. 8. Thank us. 9. Leave us. 10. The end.";

    public static TheoryData<string, string, string, Severity?> Terms => new()
    {
        { "the same text of another year", File(Mit), File(Mit.Replace("2020", "2024").Replace("\n", "\r\n")), null },
        { "its name instead of its text", File(Mit), Expression("MIT"), null },
        { "the address that NuGet writes", "<licenseUrl>licenses.nuget.org/MIT</licenseUrl>", Expression("MIT"), null },
        { "an older address of the list", "<licenseUrl>www.opensource.org/licenses/mit-license.php</licenseUrl>",
            Expression("MIT"), null },
        { "its text instead of its name, whose version the text has too", Expression("LGPL-3.0-only"), File(Lesser), null },
        { "a text of its own that names its version", File(Own), File(Own.Replace("1.2.3", "1.2.4")), null },
        { "a text of its own with another sentence", File(Own), File(Own.Replace("Thank us", "Thank us all")), Severity.Info },
        { "an address instead of another", "<licenseUrl>a.example</licenseUrl>", "<licenseUrl>b.example</licenseUrl>", Severity.Info },
        { "an expression instead of an address", "<licenseUrl>a.example</licenseUrl>", Expression("MIT"), Severity.Info },
        { "no longer a word about it", Expression("MIT"), "", Severity.Info },
        { "another expression", Expression("MIT"), Expression("GPL-3.0-only"), Severity.Warning },
        { "another text of the list", File(Mit), File(Apache), Severity.Warning },
        { "a text of its own instead of one of the list", Expression("Apache-2.0"), File(Own), Severity.Warning },
        { "another text of its own", File(Own), File("COMMERCIAL LICENCE. Pay first. Then use it. Pay again."), Severity.Warning },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    public void Terms_are_compared_and_not_words(string what, string before, string after, Severity? severity)
    {
        var findings = PackageFindingsOf.Between(Content("1.2.3", before), Content("2.0.0", after));
        Assert.True(findings.Select(x => (Severity?)x.Severity).SequenceEqual(severity is null ? [] : [severity]),
            what + ": " + string.Concat(findings));
    }

    private static string File(string text) => "<license type=\"file\">LICENSE.txt</license>" + text;

    private static string Expression(string name) => $"<license type=\"expression\">{name}</license>";

    private static MadeContent Content(string version, string terms)
    {
        int end = terms.IndexOf("</license>", StringComparison.Ordinal);
        string text = end < 0 ? "" : terms[(end + "</license>".Length)..];
        return new MadeContent(
            version, text.Length > 0 ? [("LICENSE.txt", text)] : []) { Metadata = text.Length > 0 ? terms[..^text.Length] : terms };
    }
}
