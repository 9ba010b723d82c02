namespace SemverGuard.Worlds;

/// <summary>
/// The compiler's <c>/pathmap</c>, read backwards: a deterministic build writes <c>/_/src/A.cs</c>, and a developer wants the path.
/// </summary>
/// <param name="text"><c>path=name,path=name</c>; a comma or equals sign of a path is doubled.</param>
internal sealed class PathMap(string text)
{
    private readonly (string Path, string Name)[] entries = [.. Entries(text)];

    public string Restore(string name)
    {
        foreach (var entry in entries)
        {
            if (name.StartsWith(entry.Name, StringComparison.Ordinal)) return entry.Path + name.Substring(entry.Name.Length);
        }
        return name;
    }

    private static IEnumerable<(string, string)> Entries(string text)
    {
        foreach (string pair in text.Replace(",,", "\0").Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = pair.Replace("==", "\u0001").Split('=');
            if (sides.Length == 2 && sides[1].Length > 0) yield return (Folder(sides[0]), Folder(sides[1]));
        }

        // The compiler takes both for folders, whether they end like one or not.
        static string Folder(string side)
        {
            string plain = side.Replace('\0', ',').Replace('\u0001', '=');
            return plain.EndsWith("/", StringComparison.Ordinal) || plain.EndsWith("\\", StringComparison.Ordinal)
                ? plain
                : plain + (plain.IndexOf('\\') >= 0 ? '\\' : '/');
        }
    }
}
