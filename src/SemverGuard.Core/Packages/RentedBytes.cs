namespace SemverGuard.Packages;

/// <summary>Bytes in an array that is used again: the memory of a large one costs more than to read a file into it.</summary>
internal readonly struct RentedBytes : IDisposable
{
    /// <summary>The array that was given back last, as long as nobody wants its memory.</summary>
    private static WeakReference<byte[]>? spare;

    private readonly byte[]? memory;

    public RentedBytes(byte[] own) => Bytes = new ArraySegment<byte>(own);

    private RentedBytes(byte[] memory, int count) => (this.memory, Bytes) = (memory, new ArraySegment<byte>(memory, 0, count));

    public ArraySegment<byte> Bytes { get; }

    /// <param name="length">Of the file, in bytes.</param>
    /// <param name="read">Reads it into an array that may be longer, and says how much there was.</param>
    public static RentedBytes Of(int length, Func<byte[], int> read)
    {
        byte[]? memory = null;
        bool isEnough = Interlocked.Exchange(ref spare, null)?.TryGetTarget(out memory) == true && memory!.Length >= length;
        if (!isEnough) memory = new byte[length];
        return new RentedBytes(memory!, read(memory!));
    }

    public void Dispose()
    {
        if (memory is not null) Interlocked.Exchange(ref spare, new WeakReference<byte[]>(memory));
    }
}
