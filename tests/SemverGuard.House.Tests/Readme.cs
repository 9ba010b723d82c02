using SemverGuard.Compiling;

namespace SemverGuard.House;

/// <summary>The parts of the README that tests write.</summary>
internal static class Readme
{
    /// <param name="begin">The line before the part.</param>
    /// <param name="end">The beginning of the line behind it.</param>
    public static void Has(string begin, string end, string expected)
    {
        string file = Repository.PathOf("README.md"), text = File.ReadAllText(file);
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, to = text.IndexOf(end, StringComparison.Ordinal);
        if (Repository.IsUpdating) File.WriteAllText(file, text[..from] + expected + text[to..]);
        else Assert.Equal(expected, text[from..to]);
    }
}
