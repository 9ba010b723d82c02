using Microsoft.CodeAnalysis;
using SemverGuard.Packages;
using SemverGuard.Rules;

namespace SemverGuard.Analyzers;

/// <summary>Turns a change and a place into a diagnostic.</summary>
internal static class Reporter
{
    /// <param name="compiles">What stands there compiles in spite of the change, so that a rebuild has mended it.</param>
    public static Diagnostic Of(SourceChange change, Location location, bool compiles)
    {
        var descriptor = Descriptors.Of(change.Change.Rule);
        return Diagnostic.Create(
            descriptor,
            location,
            SeverityOf(change, compiles),
            additionalLocations: null,
            FindingProperties.Of(change),
            change.Message(compiles));
    }

    /// <summary>A broken promise is a warning, an honest major and a harmless change an information; .editorconfig has the last word.</summary>
    private static DiagnosticSeverity SeverityOf(SourceChange change, bool compiles)
    {
        bool isHarmless = compiles && (change.Change.Impact & Impact.Recompile) == 0;
        return isHarmless || change.Bump.Claim == Claim.Major ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
    }
}
