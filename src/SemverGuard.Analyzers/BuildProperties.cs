using Microsoft.CodeAnalysis.Diagnostics;

namespace SemverGuard.Analyzers;

/// <summary>The MSBuild properties that the targets make visible to the compiler.</summary>
internal static class BuildProperties
{
    /// <summary>
    /// Keeps the analyzer silent where the task says everything already. The package's own targets take the analyzer out of such builds
    /// instead.
    /// </summary>
    public const string ReportedByTask = "SemverGuardReportedByTask";

    /// <summary>Names the baseline file where it is not <c>SemverGuard.&lt;tfm&gt;.baseline</c>.</summary>
    public const string BaselineFile = "SemverGuardBaselineFile";

    /// <summary>Names the file of accepted findings where it is not the one beside the baseline.</summary>
    public const string AcceptedFile = "SemverGuardAcceptedFile";

    /// <summary>Made visible by the SDK.</summary>
    public const string TargetFramework = "TargetFramework";

    /// <summary>Empty when it is not set.</summary>
    public static string BuildProperty(this AnalyzerOptions options, string name) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value : "";

    public static bool IsTrue(this AnalyzerOptions options, string name) =>
        string.Equals(options.BuildProperty(name), "true", StringComparison.OrdinalIgnoreCase);
}
