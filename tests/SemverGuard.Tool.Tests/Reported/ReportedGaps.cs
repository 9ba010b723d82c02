namespace SemverGuard.Tool.Reported;

/// <summary>The reported upgrades whose cause is not named, and the harmless ones with a warning. The list only gets shorter.</summary>
internal static class ReportedGaps
{
    public static IReadOnlyList<string> Known { get; } =
    [
        "swashbuckle-filter", // GetSwagger waits for a task now, and what it makes is the same
    ];
}
