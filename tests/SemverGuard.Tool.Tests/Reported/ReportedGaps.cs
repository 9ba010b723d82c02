namespace SemverGuard.Tool.Reported;

/// <summary>The reported upgrades whose cause is not named, and the harmless ones with a warning. The list only gets shorter.</summary>
internal static class ReportedGaps
{
    public static IReadOnlyList<string> Known { get; } =
    [
        "azure-dac-mi", // a call moved into a try of an asynchronous method: only other methods are named
        "swashbuckle-filter", // GetSwagger waits for a task now, and what it makes is the same
    ];
}
