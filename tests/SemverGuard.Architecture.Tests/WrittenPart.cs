using SemverGuard.Compiling;

namespace SemverGuard.Architecture;

/// <summary>The parts of documents that tests write.</summary>
internal static class WrittenPart
{
    /// <param name="name">Of the document, from the root of the repository.</param>
    /// <param name="begin">The line before the part.</param>
    /// <param name="end">The beginning of the line behind it.</param>
    public static void Has(string name, string begin, string end, string expected)
    {
        string file = Repository.PathOf(name.Split('/')), text = File.ReadAllText(file);
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, to = text.IndexOf(end, StringComparison.Ordinal);
        if (Repository.IsUpdating) File.WriteAllText(file, text[..from] + expected + text[to..]);
        else Assert.Equal(expected, text[from..to]);
    }
}
