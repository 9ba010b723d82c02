namespace SemverGuard.Recompilation;

/// <summary>How far the compiler came. The command line stops at errors in declarations, before it looks into any method.</summary>
public static class CompilerPhases
{
    /// <summary>Errors about expressions and statements.</summary>
    private static readonly HashSet<string> OfBodies = new(StringComparer.Ordinal)
    {
        "CS0019", "CS0021", "CS0023", "CS0029", "CS0030", "CS0034", "CS0103", "CS0117", "CS0120", "CS0121", "CS0122", "CS0123", "CS0131",
        "CS0149", "CS0154", "CS0165",
        "CS0172", "CS0191", "CS0198", "CS0200", "CS0205", "CS0266", "CS0272", "CS0407", "CS0411", "CS0428", "CS0457", "CS1061", "CS1501",
        "CS1503", "CS1579", "CS1593", "CS1594",
        "CS1615", "CS1618", "CS1620", "CS1660", "CS1661", "CS1662", "CS1674", "CS1729", "CS1739", "CS1744", "CS1929", "CS1955", "CS4033",
        "CS7036", "CS8129", "CS8130", "CS8917",
        "CS9035", "CS9174", "CS9342",
        "BC30057", "BC30311", "BC30389", "BC30451", "BC30455", "BC30456", "BC30512", "BC30516", "BC30518", "BC30519", "BC30521",
    };

    /// <summary>Whether method bodies were looked into, so that what is not refused in them is fine.</summary>
    public static bool HaveSeenBodies(Recompiled recompiled) =>
        recompiled.Errors.Any(x => OfBodies.Contains(x.Id) && !IsInAttribute(x, recompiled));

    /// <summary>An attribute's arguments are expressions in a declaration.</summary>
    private static bool IsInAttribute(CompileError error, Recompiled recompiled) =>
        error.Site is not { } site || recompiled.Line(site) is not { } line || line.TrimStart() is not [not ('[' or '<'), ..];
}
