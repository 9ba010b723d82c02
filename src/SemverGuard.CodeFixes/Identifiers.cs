using Microsoft.CodeAnalysis.CSharp;

namespace SemverGuard.CodeFixes;

internal static class Identifiers
{
    /// <summary>A name that is a keyword of C#, as code has to write it.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
