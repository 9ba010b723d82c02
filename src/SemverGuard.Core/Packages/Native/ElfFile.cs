namespace SemverGuard.Packages.Native;

/// <summary>A shared object of Linux and its kin (System V ABI, chapters 4 and 5; symbol versions as in the Linux Standard Base).</summary>
internal static class ElfFile
{
    private const int Load = 1, Dynamic = 2; // of segments
    private const int Needed = 1, Hash = 4, Strings = 5, Symbols = 6;
    /// <summary>Processors on which, for 64 bits, the table of names counts in long words.</summary>
    private const int S390 = 22, Alpha = 0x9026;

    private const long GnuHash = 0x6ffffef5, VersionNeeds = 0x6ffffffe, VersionNeedCount = 0x6fffffff;

    public static bool IsOne(NativeBytes file) => file.Word(0) == 0x464c457f;

    public static NativeLibrary Read(ArraySegment<byte> content)
    {
        var start = new NativeBytes(content, isBigEndian: false);
        bool is64 = start.Byte(4) == 2;
        var file = new NativeBytes(content, isBigEndian: start.Byte(5) == 2);
        var segments = Segments(file, is64);
        var libraries = new List<long>();
        var entries = new Dictionary<long, long>();
        foreach (var (type, at, _, size) in segments.Where(x => x.Type == Dynamic))
        {
            int wide = is64 ? 8 : 4;
            for (long entry = at; entry + 2 * wide <= at + size; entry += 2 * wide)
            {
                long tag = file.Address(entry, is64), value = file.Address(entry + wide, is64);
                if (tag == 0) break;
                if (tag == Needed) libraries.Add(value);
                else entries[tag] = value;
            }
        }
        if (!entries.TryGetValue(Strings, out long address))
            return new NativeLibrary([], new Dictionary<string, Version>(), [], [Machine(file)]);
        long strings = Offset(address);
        return new NativeLibrary(
            [.. libraries.Select(x => file.Text(strings + x))],
            Versions(file, entries, strings, Offset),
            [.. Exports(file, is64, entries, strings, Offset)],
            [Machine(file)]);

        long Offset(long place)
        {
            foreach (var (type, at, start, size) in segments)
            {
                if (type == Load && place >= start && place < start + size) return at + (place - start);
            }
            throw NativeBytes.Beyond();
        }
    }

    private static (uint Type, long At, long Address, long Size)[] Segments(NativeBytes file, bool is64)
    {
        long table = file.Address(is64 ? 32 : 28, is64);
        int size = file.Half(is64 ? 54 : 42), count = file.Half(is64 ? 56 : 44);
        var segments = new (uint, long, long, long)[count];
        for (int i = 0; i < count; i++)
        {
            long at = table + (long)i * size;
            segments[i] = is64
                ? (file.Word(at), (long)file.Long(at + 8), (long)file.Long(at + 16), (long)file.Long(at + 32))
                : (file.Word(at), file.Word(at + 4), file.Word(at + 8), file.Word(at + 16));
        }
        return segments;
    }

    /// <summary>The highest of each family: <c>GLIBC_2.17</c> and <c>GLIBC_2.4</c> are one need.</summary>
    private static Dictionary<string, Version> Versions(
        NativeBytes file, Dictionary<long, long> entries, long strings, Func<long, long> offset)
    {
        var versions = new Dictionary<string, Version>(StringComparer.Ordinal);
        if (!entries.TryGetValue(VersionNeeds, out long address) || !entries.TryGetValue(VersionNeedCount, out long count)) return versions;
        long at = offset(address);
        for (long i = 0; i < count; i++)
        {
            long name = at + file.Word(at + 8);
            for (int j = 0; j < file.Half(at + 2); j++)
            {
                string[] words = file.Text(strings + file.Word(name + 8)).Split(['_'], 2);
                if (words.Length == 2 && Version.TryParse(words[1], out var version)
                    && (!versions.TryGetValue(words[0], out var highest) || highest < version))
                    versions[words[0]] = version;
                uint next = file.Word(name + 12);
                if (next == 0) break;
                name += next;
            }
            uint further = file.Word(at + 12);
            if (further == 0) break;
            at += further;
        }
        return versions;
    }

    private static IEnumerable<string> Exports(
        NativeBytes file, bool is64, Dictionary<long, long> entries, long strings, Func<long, long> offset)
    {
        if (!entries.TryGetValue(Symbols, out long address)) yield break;
        long symbols = offset(address), size = is64 ? 24 : 16, count = Count(file, is64, entries, offset);
        for (long i = 1; i < count; i++)
        {
            long at = symbols + i * size;
            byte info = file.Byte(at + (is64 ? 4 : 12)), other = file.Byte(at + (is64 ? 5 : 13));
            int section = file.Half(at + (is64 ? 6 : 14));
            bool isGlobal = info >> 4 is 1 or 2 or 10, isVisible = (other & 3) is 0 or 3;
            if (section != 0 && isGlobal && isVisible && file.Text(strings + file.Word(at)) is { Length: > 0 } name) yield return name;
        }
    }

    /// <summary>No entry says how many symbols there are: the tables that find them by name do.</summary>
    private static long Count(NativeBytes file, bool is64, Dictionary<long, long> entries, Func<long, long> offset)
    {
        if (entries.TryGetValue(Hash, out long hash))
            return is64 && file.Half(18) is (S390 or Alpha) ? (long)file.Long(offset(hash) + 8) : file.Word(offset(hash) + 4);
        if (!entries.TryGetValue(GnuHash, out long gnu)) return 0;
        long at = offset(gnu);
        uint buckets = file.Word(at), first = file.Word(at + 4), blooms = file.Word(at + 8);
        long bucket = at + 16 + (long)blooms * (is64 ? 8 : 4), chain = bucket + 4L * buckets;
        uint last = 0;
        for (long i = 0; i < buckets; i++) last = Math.Max(last, file.Word(bucket + 4 * i));
        if (last < first) return first;
        while ((file.Word(chain + 4L * (last - first)) & 1) == 0) last++;
        return last + 1L;
    }

    private static string Machine(NativeBytes file) =>
        file.Half(18) switch { 3 => "x86", 40 => "arm", 62 => "x64", 183 => "arm64", S390 => "s390x", var other => "machine " + other };
}
