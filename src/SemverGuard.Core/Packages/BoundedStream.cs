namespace SemverGuard.Packages;

/// <summary>What a package brings, read no further than to a limit: how long an entry of an archive becomes, nobody knows before.</summary>
public static class BoundedStream
{
    /// <summary>Of one file of a package that is held in memory, in bytes.</summary>
    public const int Largest = 64 * 1024 * 1024;

    /// <summary>All of it in memory that others have used and will use, until it is disposed of.</summary>
    /// <exception cref="IOException">There is more.</exception>
    internal static RentedBytes Rented(Stream from)
    {
        if (!IsKnown(from)) return new RentedBytes(Bytes(from));
        int length = (int)from.Length;
        return RentedBytes.Of(length, x => Fill(x, from, length));
    }

    /// <exception cref="IOException">There is more.</exception>
    internal static byte[] Bytes(Stream from)
    {
        if (IsKnown(from)) return Bytes(from, (int)from.Length);
        using var copy = new MemoryStream();
        Copy(from, copy);
        return copy.ToArray();
    }

    /// <summary>How long it is: an entry of an archive does not tell, and may lie; a file tells.</summary>
    private static bool IsKnown(Stream from) => from.CanSeek && from.Length <= Largest;

    private static byte[] Bytes(Stream from, int length)
    {
        byte[] all = new byte[length];
        int read = Fill(all, from, length);
        if (read < length) Array.Resize(ref all, read);
        return all;
    }

    private static int Fill(byte[] all, Stream from, int length)
    {
        int read = 0;
        for (int more = 1; read < length && more > 0; read += more) more = from.Read(all, read, length - read);
        return read;
    }

    /// <exception cref="IOException">It is longer.</exception>
    public static void Copy(Stream from, Stream to, int most = Largest)
    {
        byte[] buffer = new byte[16384];
        long copied = 0;
        for (int read = from.Read(buffer, 0, buffer.Length); read > 0; read = from.Read(buffer, 0, buffer.Length))
        {
            copied += read;
            if (copied > most) throw new IOException($"a file of the package is larger than {most / 1_000_000} MB");
            to.Write(buffer, 0, read);
        }
    }
}
