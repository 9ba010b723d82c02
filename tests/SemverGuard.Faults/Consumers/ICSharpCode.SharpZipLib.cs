using System.Text;
using ICSharpCode.SharpZipLib.BZip2;
using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.GZip;
using ICSharpCode.SharpZipLib.Tar;
using ICSharpCode.SharpZipLib.Zip;
using ICSharpCode.SharpZipLib.Zip.Compression;

public static class App
{
    private static readonly byte[] Data =
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(x => $"line {x % 17} of {x}; ")));

    private static string Print(byte[] bytes) => bytes.Length + ":" + Convert.ToHexString(bytes.AsSpan(0, Math.Min(24, bytes.Length)));

    public static void Zip(TextWriter output)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipOutputStream(stream) { IsStreamOwner = false })
        {
            zip.SetLevel(7);
            zip.SetComment("archive");
            zip.PutNextEntry(
                new ZipEntry("dir/a.txt") { DateTime = new DateTime(2020, 2, 3, 4, 5, 6), Comment = "first", Size = Data.Length });
            zip.Write(Data, 0, Data.Length);
            zip.CloseEntry();
            zip.PutNextEntry(new ZipEntry(ZipEntry.CleanName("\\b\\c.bin")) { DateTime = new DateTime(2021, 2, 3),
                CompressionMethod = CompressionMethod.Stored, Size = 3, Crc = 0 });
            zip.Write(Data, 0, 3);
            zip.CloseEntry();
        }
        output.WriteLine(stream.Length);
        stream.Position = 0;
        using var file = new ZipFile(stream, leaveOpen: true);
        output.WriteLine(file.Count + file.ZipFileComment + file.TestArchive(true) + file.FindEntry("B/C.BIN", true));
        foreach (ZipEntry entry in file)
        {
            using var reader = new StreamReader(file.GetInputStream(entry));
            output.WriteLine($"{entry.Name} {entry.Size} {entry.CompressedSize} {entry.Crc:x} {entry.DateTime:s} {entry.Comment} {entry.IsDirectory} {reader.ReadToEnd().Length}");
        }
        stream.Position = 0;
        using var input = new ZipInputStream(stream);
        while (input.GetNextEntry() is { } next) output.WriteLine(next.Name + new StreamReader(input).ReadToEnd().Length);
    }

    public static void GZip(TextWriter output)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipOutputStream(stream) { IsStreamOwner = false }) gzip.Write(Data, 0, Data.Length);
        output.WriteLine(stream.Length);
        stream.Position = 0;
        using var reader = new StreamReader(new GZipInputStream(stream));
        output.WriteLine(reader.ReadToEnd().Length);
    }

    public static void BZip2(TextWriter output)
    {
        MemoryStream packed = new(), unpacked = new();
        ICSharpCode.SharpZipLib.BZip2.BZip2.Compress(new MemoryStream(Data), packed, false, 1);
        output.WriteLine(Print(packed.ToArray()));
        packed.Position = 0;
        ICSharpCode.SharpZipLib.BZip2.BZip2.Decompress(packed, unpacked, false);
        output.WriteLine(Print(unpacked.ToArray()));
    }

    public static void Tar(TextWriter output)
    {
        var stream = new MemoryStream();
        using (var tar = new TarOutputStream(stream, Encoding.UTF8) { IsStreamOwner = false })
        {
            var entry = TarEntry.CreateTarEntry("some/file.txt");
            (entry.Size, entry.ModTime, entry.UserName, entry.UserId) =
                (Data.Length, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc), "me", 7);
            tar.PutNextEntry(entry);
            tar.Write(Data, 0, Data.Length);
            tar.CloseEntry();
        }
        output.WriteLine(Print(stream.ToArray()));
        stream.Position = 0;
        using var input = new TarInputStream(stream, Encoding.UTF8);
        while (input.GetNextEntry() is { } next)
            output.WriteLine($"{next.Name} {next.Size} {next.ModTime:s} {next.UserName} {next.UserId} {next.IsDirectory}");
    }

    public static void Sums(TextWriter output)
    {
        foreach (IChecksum sum in new IChecksum[] { new Crc32(), new Adler32(), new BZip2Crc() })
        {
            sum.Update(Data);
            sum.Update(5);
            output.WriteLine(sum.Value.ToString("x"));
        }
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, noZlibHeaderOrFooter: true);
        deflater.SetInput(Data);
        deflater.Finish();
        byte[] packed = new byte[4000], unpacked = new byte[Data.Length];
        int length = deflater.Deflate(packed);
        var inflater = new Inflater(noHeader: true);
        inflater.SetInput(packed, 0, length);
        output.WriteLine(length + " " + inflater.Inflate(unpacked) + inflater.IsFinished + unpacked.SequenceEqual(Data));
    }

    public static void Refused(TextWriter output)
    {
        try
        {
            using var file = new ZipFile(new MemoryStream(Data));
        }
        catch (ZipException e)
        {
            output.WriteLine(e.Message);
        }
        try
        {
            new GZipInputStream(new MemoryStream(Data)).ReadByte();
        }
        catch (GZipException e)
        {
            output.WriteLine(e.Message);
        }
    }
}
