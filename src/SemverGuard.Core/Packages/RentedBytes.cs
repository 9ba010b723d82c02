using System.Buffers;

namespace SemverGuard.Packages;

/// <summary>Bytes in an array of the shared pool, to which it goes back.</summary>
internal readonly struct RentedBytes : IDisposable
{
    private readonly byte[]? memory;

    public RentedBytes(byte[] own) => Bytes = new ArraySegment<byte>(own);

    public RentedBytes(byte[] memory, int count) => (this.memory, Bytes) = (memory, new ArraySegment<byte>(memory, 0, count));

    public ArraySegment<byte> Bytes { get; }

    public void Dispose()
    {
        if (memory is not null) ArrayPool<byte>.Shared.Return(memory);
    }
}
