using System.Text.RegularExpressions;
using SemverGuard.Compiling;

namespace SemverGuard.Architecture;

public sealed partial class LinkTests
{
    /// <summary>What a document links to is there, whoever moves it.</summary>
    [Fact]
    public void Every_link_of_a_document_leads_to_a_file()
    {
        var dead = TrackedFiles.WithExtension(".md")
            .SelectMany(file => Link().Matches(File.ReadAllText(file)).Select(x => x.Groups[1].Value)
            .Where(x => !File.Exists(Target(file, x)) && !Directory.Exists(Target(file, x)))
            .Select(x => $"{TrackedFiles.Name(file)}: {x}"));
        Assert.Empty(dead);
    }

    private static string Target(string file, string link) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link.Split('#')[0]));

    /// <summary>Of a file: no address of the web, no place in the same document, and no code that looks like one.</summary>
    [GeneratedRegex(@"(?<!`)\[[^\]\n`]+\]\(([\w./-]+\.\w+(?:#[\w-]+)?)\)")]
    private static partial Regex Link();
}
