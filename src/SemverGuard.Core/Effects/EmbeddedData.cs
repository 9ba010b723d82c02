using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Files that are embedded in an assembly and hold something else by now: a table of time zones, a list of words.</summary>
internal static class EmbeddedData
{
    private const int ShortestName = 5;

    /// <summary>The methods that name such a file, and what is to be told of them.</summary>
    public static IEnumerable<(MethodDefinitionHandle Method, Effect Fact)> Changed(Side before, Side after)
    {
        var was = Files(before.Image);
        if (was.Count == 0) yield break;
        var ends = Files(after.Image).Where(x => was.ContainsKey(x.Key)).SelectMany(x => Ends(x.Key).Select(y => (End: y, File: x)))
            .ToLookup(x => x.End, x => x.File, StringComparer.Ordinal);
        var isChanged = new Dictionary<string, bool>(StringComparer.Ordinal);
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in after.Texts)
        {
            foreach (var (name, file) in ends[text].Select(x => (x.Key, x.Value)))
            {
                if (!isChanged.TryGetValue(name, out bool known)) isChanged[name] = known = Differ(before, was[name], after, file);
                if (known) changed[text] = name;
            }
        }
        if (changed.Count == 0) yield break;
        foreach (var (method, body) in after.Image.Bodies())
        {
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode != ILOpCode.Ldstr || !changed.TryGetValue(after.Image.UserString(il.Token), out string? name)) continue;
                string text = $"now reads other data from the embedded file {name}";
                yield return (method, Effect.OfWork(text) with { IsData = true });
                break;
            }
        }
    }

    private static bool Differ(Side before, ManifestResource was, Side after, ManifestResource now) =>
        before.Image.Embedded(was) is { } former && after.Image.Embedded(now) is { } content && !AreSame(former, content);

    /// <summary>What the resource compiler makes is mostly words for people.</summary>
    private static Dictionary<string, ManifestResource> Files(AssemblyImage image)
    {
        var files = new Dictionary<string, ManifestResource>(StringComparer.Ordinal);
        foreach (var resource in image.Reader.ManifestResources.Select(image.Reader.GetManifestResource))
        {
            string name = image.Reader.GetString(resource.Name);
            if (!name.EndsWith(".resources", StringComparison.Ordinal)) files[name] = resource;
        }
        return files;
    }

    /// <summary>By which code may name a file: all of it, or what stands behind a namespace that somebody puts in front.</summary>
    private static IEnumerable<string> Ends(string file)
    {
        if (file.Length >= ShortestName) yield return file;
        for (int dot = file.IndexOf('.'); dot >= 0; dot = file.IndexOf('.', dot + 1))
        {
            if (file.Length - dot >= ShortestName) yield return file.Substring(dot);
            if (file.Length - dot > ShortestName) yield return file.Substring(dot + 1);
        }
    }

    /// <summary>Whatever the ends of lines were on the machine that built it, and when it was compressed.</summary>
    private static bool AreSame(byte[] was, byte[] now)
    {
        bool isCompressed = was is [0x1F, 0x8B, ..] && now is [0x1F, 0x8B, ..];
        const int FirstOfTime = 4, BehindTime = 8;
        if (!isCompressed) return was.Where(IsContent).SequenceEqual(now.Where(IsContent));
        return was.Length == now.Length
            && Enumerable.Range(0, was.Length).All(x => was[x] == now[x] || x is >= FirstOfTime and < BehindTime);

        static bool IsContent(byte value) => value != (byte)'\r';
    }
}
