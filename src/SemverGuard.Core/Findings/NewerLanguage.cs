using System.Text.RegularExpressions;
using SemverGuard.Recompilation;

namespace SemverGuard.Findings;

/// <summary>Errors by which a compiler says that it would take the line in a newer version of the language.</summary>
internal static class NewerLanguage
{
    /// <summary>"Feature '...' is not available in C# 12.0. Please use language version 14.0 or greater", of each version one.</summary>
    private static readonly HashSet<string> ids = new(StringComparer.Ordinal)
    {
        "CS8022", "CS8023", "CS8024", "CS8025", "CS8026", "CS8059", "CS8107", "CS8302", "CS8320", "CS8370", "CS8400", "CS8773", "CS8936",
        "CS9058", "CS9202", "CS9260",
    };

    private static readonly Regex Version = new(@"\d+(\.\d+)?", RegexOptions.CultureInvariant);

    /// <returns>As <c>14.0</c>; null for another error. The last number stands in every language that the compiler speaks.</returns>
    public static string? Needed(CompileError error) =>
        ids.Contains(error.Id) && Version.Matches(error.Message) is { Count: > 0 } all ? all[all.Count - 1].Value : null;
}
