namespace SemverGuard.Packages.Native;

/// <summary>A dynamic library of macOS, for one processor or several (as mach-o/loader.h and mach-o/fat.h lay it out).</summary>
internal static class MachFile
{
    private const uint Fat = 0xcafebabe, Fat64 = 0xcafebabf, Thin32 = 0xfeedface, Thin64 = 0xfeedfacf;
    private const int SymbolTable = 2, LoadLibrary = 0xc, MinimumVersion = 0x24, DyldInfo = 0x22, BuildVersion = 0x32, Reexport = 0x1f,
        ExportTrie = 0x33, MostSlices = 16;

    /// <summary>Said of commands that an old loader must not skip.</summary>
    private const uint Required = 0x80000000;

    public static bool IsOne(ArraySegment<byte> file) =>
        First(file) is Thin32 or Thin64
        || new NativeBytes(file, isBigEndian: true).Word(0) is Fat or Fat64
            && new NativeBytes(file, isBigEndian: true).Word(4) <= MostSlices;

    public static NativeLibrary Read(ArraySegment<byte> content)
    {
        if (First(content) is Thin32 or Thin64) return Slice(content, 0);
        var file = new NativeBytes(content, isBigEndian: true);
        bool is64 = file.Word(0) == Fat64;
        var slices = new List<NativeLibrary>();
        for (int i = 0; i < file.Word(4); i++)
            slices.Add(Slice(content, is64 ? (long)file.Long(8 + 32L * i + 8) : file.Word(8 + 20L * i + 8)));
        return new NativeLibrary(
            [.. slices.SelectMany(x => x.Libraries).Distinct()],
            slices.SelectMany(x => x.Versions).GroupBy(x => x.Key).ToDictionary(x => x.Key, x => x.Max(y => y.Value)!),
            [.. slices.SelectMany(x => x.Exports).Distinct()],
            [.. slices.SelectMany(x => x.Machines)]);
    }

    private static uint First(ArraySegment<byte> file) => new NativeBytes(file, isBigEndian: false).Word(0);

    private static NativeLibrary Slice(ArraySegment<byte> content, long start)
    {
        var file = new NativeBytes(content, isBigEndian: false);
        bool is64 = file.Word(start) switch { Thin64 => true, Thin32 => false, _ => throw NativeBytes.Beyond() };
        var libraries = new List<string>();
        var versions = new Dictionary<string, Version>();
        List<string> symbols = [], trie = [];
        bool hasTrie = false;
        long at = start + (is64 ? 32 : 28);
        for (uint i = 0; i < file.Word(start + 16); i++)
        {
            uint size = file.Word(at + 4);
            switch (file.Word(at) & ~Required)
            {
                // The weak ones (0x18) may be missing.
                case LoadLibrary or Reexport:
                    libraries.Add(file.Text(at + file.Word(at + 8)));
                    break;
                case MinimumVersion:
                    versions["macOS"] = Version(file.Word(at + 8));
                    break;
                case BuildVersion when file.Word(at + 8) == 1:
                    versions["macOS"] = Version(file.Word(at + 12));
                    break;
                case SymbolTable:
                    symbols = Symbols(file, is64, start + file.Word(at + 8), file.Word(at + 12), start + file.Word(at + 16));
                    break;
                case DyldInfo when file.Word(at + 44) > 0:
                    hasTrie = true;
                    Walk(file, start + file.Word(at + 40), file.Word(at + 44), trie);
                    break;
                case ExportTrie when file.Word(at + 12) > 0:
                    hasTrie = true;
                    Walk(file, start + file.Word(at + 8), file.Word(at + 12), trie);
                    break;
            }
            if (size < 8) throw NativeBytes.Beyond();
            at += size;
        }
        return new NativeLibrary(libraries, versions, [.. (hasTrie ? trie : symbols).Select(Plain)], [Machine(file.Word(start + 4))]);
    }

    /// <summary>Compilers put an underscore before every name.</summary>
    private static string Plain(string name) => name.StartsWith("_", StringComparison.Ordinal) ? name.Substring(1) : name;

    private static Version Version(uint number) => new((int)(number >> 16), (int)((number >> 8) & 0xff));

    private static List<string> Symbols(NativeBytes file, bool is64, long table, uint count, long strings)
    {
        var names = new List<string>();
        for (long i = 0; i < count; i++)
        {
            long at = table + i * (is64 ? 16 : 12);
            byte type = file.Byte(at + 4);
            bool isDebug = (type & 0xe0) != 0, isPrivate = (type & 0x10) != 0, isExternal = (type & 1) != 0, isDefined = (type & 0xe) != 0;
            if (!isDebug && !isPrivate && isExternal && isDefined) names.Add(file.Text(strings + file.Word(at)));
        }
        return names;
    }

    /// <summary>The names lie in a tree by their beginnings.</summary>
    private static void Walk(NativeBytes file, long start, uint size, List<string> names)
    {
        var open = new Stack<(long Node, string Name)>();
        var seen = new HashSet<long>();
        open.Push((0, ""));
        while (open.Count > 0)
        {
            var (node, name) = open.Pop();
            if (node >= size || name.Length > 4096 || !seen.Add(node)) throw NativeBytes.Beyond();
            long at = start + node, content = (long)file.Leb(ref at);
            if (content > 0) names.Add(name);
            at += content;
            int children = file.Byte(at++);
            for (int i = 0; i < children; i++)
            {
                string more = file.Text(at);
                at += System.Text.Encoding.UTF8.GetByteCount(more) + 1;
                open.Push(((long)file.Leb(ref at), name + more));
            }
        }
    }

    private static string Machine(uint type) =>
        type switch { 7 => "x86", 0x01000007 => "x64", 0x0100000c => "arm64", _ => "machine " + type };
}
