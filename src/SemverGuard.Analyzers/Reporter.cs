using Microsoft.CodeAnalysis;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Rules;

namespace SemverGuard.Analyzers;

/// <summary>Turns a change and a place into a diagnostic.</summary>
internal static class Reporter
{
    /// <param name="compiles">What stands there compiles in spite of the change, so that a rebuild has mended it.</param>
    public static Diagnostic Of(SourceChange change, Location location, bool compiles)
    {
        var descriptor = Descriptors.Of(change.Change.Rule.Info);
        return Diagnostic.Create(
            descriptor,
            location,
            SeverityOf(change, compiles),
            additionalLocations: null,
            FindingProperties.Of(change),
            SafeText.OneLine(change.Message(compiles)));
    }

    public static Diagnostic Of(SourceRebind rebind, Location location) => Diagnostic.Create(
        Descriptors.Of(rebind.Rule),
        location,
        Against(rebind.Bump.Claim),
        additionalLocations: null,
        FindingProperties.Of(rebind),
        SafeText.OneLine(rebind.Message));

    /// <summary>
    /// A broken promise is a warning, an honest major and a harmless change an information; .editorconfig has the last word.
    /// </summary>
    private static DiagnosticSeverity SeverityOf(SourceChange change, bool compiles)
    {
        bool isHarmless = compiles && (change.Change.Impact & Impact.Recompile) == 0;
        return isHarmless ? DiagnosticSeverity.Info : Against(change.Bump.Claim);
    }

    private static DiagnosticSeverity Against(Claim claim) => claim == Claim.Major ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
}
