using System.Globalization;
using System.Text;
using SemverGuard.Api;

namespace SemverGuard.Worlds;

/// <summary>
/// The text of a <see cref="ProjectWorld"/>. <see cref="Write(ProjectWorld)"/> and <see cref="Parse(string)"/> are exact inverses.
/// </summary>
/// <remarks>
/// <code>
/// semverguard-world 1
/// ProjectFile /repo/app/app.csproj
/// + ReferencePath /packages/newtonsoft.json/13.0.3/lib/net6.0/Newtonsoft.Json.dll NuGetPackageId=Newtonsoft.Json
/// </code>
/// An item has its full path only where that is another text: <c>+ Sources Program.cs|/repo/app/Program.cs</c>.
/// </remarks>
internal static class WorldFile
{
    /// <summary>The only format so far: the file is made anew by each build that needs it, and read by the same version.</summary>
    private const int Format = 1;

    private const string Magic = "semverguard-world ", Item = "+ ";

    public static string Write(ProjectWorld world)
    {
        var text = new StringBuilder(Magic).Append(Format.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var property in world.Properties.Where(x => x.Value.Length > 0).OrderBy(x => x.Key, StringComparer.Ordinal))
            text.Append(property.Key).Append(' ').Append(PercentEncoding.Escape(property.Value)).Append('\n');
        foreach (var kind in world.Items.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            foreach (var item in kind.Value) Write(text, kind.Key, item);
        }
        return text.ToString();
    }

    /// <exception cref="FormatException">It is no world file of this version; the message says why.</exception>
    public static ProjectWorld Parse(string text)
    {
        string[] lines = text.Split('\n');
        if (lines[0] != Magic + Format.ToString(CultureInfo.InvariantCulture))
            throw new FormatException("does not begin with '" + Magic + Format + "'");
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        var items = new Dictionary<string, List<WorldItem>>(StringComparer.Ordinal);
        foreach (string line in lines.Skip(1).Where(x => x.Length > 0))
        {
            string[] words = line.Split(' ');
            bool isItem = line.StartsWith(Item, StringComparison.Ordinal);
            if (isItem && words.Length > 2)
            {
                if (!items.TryGetValue(words[1], out var all)) items[words[1]] = all = [];
                all.Add(Parse(words));
            }
            else if (!isItem && words.Length == 2)
            {
                properties[words[0]] = PercentEncoding.Unescape(words[1]);
            }
            else
            {
                throw new FormatException("has a line that is neither a property nor an item: '" + line + "'");
            }
        }
        return new ProjectWorld(properties, items.ToDictionary(x => x.Key, x => (IReadOnlyList<WorldItem>)x.Value, StringComparer.Ordinal));
    }

    private static void Write(StringBuilder text, string kind, WorldItem item)
    {
        text.Append(Item).Append(kind).Append(' ').Append(PercentEncoding.Escape(item.Spec, "|"));
        if (item.FullPath != item.Spec) text.Append('|').Append(PercentEncoding.Escape(item.FullPath, "|"));
        foreach (var fact in item.Metadata.Where(x => x.Value.Length > 0))
            text.Append(' ').Append(fact.Key).Append('=').Append(PercentEncoding.Escape(fact.Value));
        text.Append('\n');
    }

    private static WorldItem Parse(string[] words)
    {
        string[] names = [.. words[2].Split('|').Select(PercentEncoding.Unescape)];
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string word in words.Skip(3))
        {
            int sign = word.IndexOf('=');
            if (sign < 0) throw new FormatException("has an item with a word that is no 'name=value': '" + word + "'");
            metadata[word.Substring(0, sign)] = PercentEncoding.Unescape(word.Substring(sign + 1));
        }
        return new WorldItem(names[0], names[names.Length - 1], metadata);
    }
}
