using Microsoft.CodeAnalysis.Diagnostics;

namespace SemverGuard.Analyzers;

/// <summary>The MSBuild properties that the targets make visible to the compiler.</summary>
internal static class BuildProperties
{
    /// <summary>The targets set it in a command-line build: the task says everything there, and saying it twice helps nobody. A design-time build does not set it.</summary>
    public const string ReportedByTask = "SemverGuardReportedByTask";

    /// <summary>Names the baseline file where it is not <c>SemverGuard.&lt;tfm&gt;.baseline</c>.</summary>
    public const string BaselineFile = "SemverGuardBaselineFile";

    /// <summary>Made visible by the SDK.</summary>
    public const string TargetFramework = "TargetFramework";

    /// <summary>Empty when it is not set.</summary>
    public static string BuildProperty(this AnalyzerOptions options, string name) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value : "";

    public static bool IsTrue(this AnalyzerOptions options, string name) =>
        string.Equals(options.BuildProperty(name), "true", StringComparison.OrdinalIgnoreCase);
}
