namespace SemverGuard.Reports.Browser;

/// <summary>A test that looks at a page in Chromium; skipped, and said so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium is null || Driver is null) Skip = "no chromium and chromedriver on the PATH: apt-get install chromium chromium-driver";
    }

    public static string? Chromium { get; } = OnPath("chromium");

    public static string? Driver { get; } = OnPath("chromedriver");

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(x => Path.Combine(x, name))
            .FirstOrDefault(File.Exists);
}
