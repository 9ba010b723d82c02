using System.IO.Compression;

namespace SemverGuard.Tool;

/// <summary>
/// What one archive may cost: how many entries it has, and how much comes out of it for what it is. A single file of it is bounded besides
/// (<see cref="SemverGuard.Packages.BoundedStream"/>).
/// </summary>
/// <param name="archive">At its beginning; it is left open.</param>
internal sealed class ArchiveBudget(Stream archive)
{
    /// <summary>Ten times what the largest packages have that are in use.</summary>
    public const int MostEntries = 20_000;

    /// <summary>Text compresses to a tenth; what becomes more than this many times as long was made to.</summary>
    private const int MostRatio = 20;

    /// <summary>However small the archive is.</summary>
    private const long Free = 64L * 1024 * 1024;

    private readonly long most = Free + (MostRatio * archive.Length);

    private long taken;

    /// <summary>By what the archive says of itself, before anything is unpacked.</summary>
    /// <exception cref="InvalidDataException">It is no archive, or one beyond the limits.</exception>
    public void Check()
    {
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true))
        {
            if (zip.Entries.Count > MostEntries) throw new InvalidDataException($"it has more than {MostEntries:N0} entries");
            // Numbers that overflow are no sizes either.
            decimal all = zip.Entries.Sum(x => (decimal)x.Length);
            if (all > most) throw Swollen();
        }
        archive.Position = 0;
    }

    /// <summary>An entry, whatever the archive says of its size.</summary>
    public Stream Bounded(Stream entry) => new Counted(entry, this);

    private void Take(int bytes)
    {
        taken += bytes;
        if (taken > most) throw Swollen();
    }

    private InvalidDataException Swollen() => new($"it would be more than {most / 1_000_000} MB unpacked, over {MostRatio} times its size");

    private sealed class Counted(Stream entry, ArchiveBudget budget) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = entry.Read(buffer, offset, count);
            budget.Take(read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) entry.Dispose();
            base.Dispose(disposing);
        }
    }
}
