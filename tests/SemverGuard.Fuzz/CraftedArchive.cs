using System.IO.Compression;
using System.Text;

namespace SemverGuard.Fuzz;

/// <summary>Packages that were made to cost more than they weigh.</summary>
internal static class CraftedArchive
{
    private const string Lib = "lib/net8.0/";

    public static byte[] Build(string kind) => kind switch
    {
        // Each file as large as one may be.
        "many-large" => Packed(Enumerable.Range(0, 12).Select(x => ($"{Lib}L{x}.dll", 64_000_000))),
        "many-entries" => Packed(Enumerable.Range(0, 25_000).Select(x => ($"content/{x}", 0))),
        "ratio" => Packed(Enumerable.Range(0, 400).Select(x => ($"runtimes/win/native/{x}.dll", 500_000))),
        "files-many" => Packed(Enumerable.Range(0, 8000).Select(x => ($"{(x % 2 == 0 ? Lib : "tools/")}{x}.dll", 1))),
        "nuspec-wide" => Packed([], string.Concat(Enumerable.Repeat("<a/>", 100_000))),
        "lying-sizes" => Lying(Packed(Enumerable.Range(0, 12).Select(x => ($"{Lib}L{x}.dll", 64_000_000)))),
        _ => throw new ArgumentException(kind),
    };

    private static byte[] Packed(IEnumerable<(string Name, int Length)> entries, string more = "")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string Metadata = "<id>Lib</id><version>1.0.1</version><authors>x</authors><description>x</description>";
            string nuspec = $"<package><metadata>{Metadata}{more}</metadata></package>";
            using (var entry = zip.CreateEntry("Lib.nuspec").Open()) entry.Write(Encoding.UTF8.GetBytes(nuspec));
            byte[] zeros = new byte[64_000_000];
            foreach (var (name, length) in entries)
            {
                using var entry = zip.CreateEntry(name, length > 1 ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
                entry.Write(zeros, 0, length);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>The directory at the end says that nothing becomes longer than a kilobyte.</summary>
    private static byte[] Lying(byte[] archive)
    {
        for (int i = 0; i + 46 < archive.Length; i++)
        {
            // Of each entry there: the mark, and the size behind 24 bytes.
            if (archive[i] == 'P' && archive[i + 1] == 'K' && archive[i + 2] == 1 && archive[i + 3] == 2
                && BitConverter.ToInt32(archive, i + 24) > 1024)
                BitConverter.GetBytes(1024).CopyTo(archive, i + 24);
        }
        return archive;
    }
}
