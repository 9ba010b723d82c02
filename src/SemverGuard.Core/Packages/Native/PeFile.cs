namespace SemverGuard.Packages.Native;

/// <summary>A DLL of Windows (PE format, sections 3 and 6).</summary>
internal static class PeFile
{
    private const int Export = 0, Import = 1, Managed = 14; // of data directories

    public static bool IsOne(NativeBytes file) => file.Half(0) == 0x5a4d;

    /// <returns>Null for a .NET assembly, which others read.</returns>
    public static NativeLibrary? Read(NativeBytes file)
    {
        long header = file.Word(60);
        if (file.Word(header) != 0x4550) return null;
        int sections = file.Half(header + 6), optional = file.Half(header + 20);
        long start = header + 24, directories = start
            + (file.Half(start) == 0x20b ? 112 : 96), count = file.Word(directories - 4), table = start + optional;
        if (Directory(Managed) != 0) return null;
        var libraries = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        // What is delayed is looked for when it is called: without it the library still loads.
        if (Directory(Import) is var imports and not 0)
        {
            for (long at = Offset(imports); file.Word(at + 12) is var name and not 0; at += 20) libraries.Add(file.Text(Offset(name)));
        }
        var exports = new List<string>();
        if (Directory(Export) is var exported and not 0)
        {
            long at = Offset(exported), names = Offset(file.Word(at + 32));
            uint named = file.Word(at + 24);
            for (long i = 0; i < named; i++) exports.Add(file.Text(Offset(file.Word(names + 4 * i))));
        }
        return new NativeLibrary(libraries, new Dictionary<string, Version>(), exports, [Machine(file.Half(header + 4))]);

        uint Directory(int index) => index < count ? file.Word(directories + 8 * index) : 0;

        long Offset(uint place)
        {
            for (int i = 0; i < sections; i++)
            {
                long at = table + 40L * i, address = file.Word(at + 12), size = Math.Max(file.Word(at + 8), file.Word(at + 16));
                if (place >= address && place < address + size) return file.Word(at + 20) + (place - address);
            }
            throw NativeBytes.Beyond();
        }
    }

    private static string Machine(ushort machine) =>
        machine switch { 0x14c => "x86", 0x1c4 => "arm", 0x8664 => "x64", 0xaa64 => "arm64", _ => "machine " + machine };
}
