using Microsoft.CodeAnalysis;

namespace SemverGuard.CodeFixes;

/// <summary>
/// Programs that fix a whole solution while nobody looks: <c>dotnet format</c>, which runs in commit hooks, and <c>roslynator fix</c>.
/// </summary>
/// <remarks>
/// <c>dotnet format</c> takes the first fix of everything at or above its severity, so what an upgrade means would be settled by whoever
/// commits next. A person in an editor is asked; such a program has nobody to ask.
/// </remarks>
internal static class Formatter
{
    private static readonly char[] Separators = [' ', ',', ';', '=', ':', '"', '\''];

    /// <summary>These programs open projects by MSBuild; an editor has a workspace of its own.</summary>
    public static bool Owns(Solution solution) => solution.Workspace.Kind == WorkspaceKind.MSBuild;

    /// <summary>Whoever names a rule, as in <c>dotnet format analyzers --diagnostics SG2003</c>, wants its fix.</summary>
    public static bool IsUnasked(Solution solution, string rule) => Owns(solution) && !Names(CommandLine(), rule);

    internal static bool Names(IEnumerable<string> commandLine, string rule) =>
        commandLine.SelectMany(x => x.Split(Separators)).Contains(rule, StringComparer.OrdinalIgnoreCase);

#pragma warning disable RS1035 // Not an analyzer: a fix runs in the program that applies it, and only its user can have asked for it.
    private static string[] CommandLine() => Environment.GetCommandLineArgs();
#pragma warning restore RS1035
}
