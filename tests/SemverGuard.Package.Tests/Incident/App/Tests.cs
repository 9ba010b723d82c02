using Courier;

namespace Claims;

/// <summary>
/// The worker's own tests. They hand messages to the handler themselves, as most such tests do; a broker is for production.
/// </summary>
public static class Tests
{
    public static readonly (string Name, Action Run)[] All =
    [
        (nameof(A_claim_is_paid), A_claim_is_paid),
        (nameof(A_claim_is_paid_once), A_claim_is_paid_once),
        (nameof(What_cannot_be_read_is_rejected), What_cannot_be_read_is_rejected),
        (nameof(The_worker_subscribes), The_worker_subscribes),
    ];

    public static void A_claim_is_paid()
    {
        var handler = new ClaimHandler();
        handler.Handle("4711:12");
        Equal("4711", handler.Paid.Single());
    }

    public static void A_claim_is_paid_once()
    {
        var handler = new ClaimHandler();
        handler.Handle("4711:12");
        handler.Handle("4711:12");
        Equal(1, handler.Paid.Count);
    }

    public static void What_cannot_be_read_is_rejected()
    {
        var handler = new ClaimHandler();
        handler.Handle("no claim");
        Equal(1, handler.Rejected);
    }

    public static void The_worker_subscribes()
    {
        var queue = new ClaimQueue(new CourierClient(), new ClaimHandler());
        queue.Start();
        Equal(true, queue.IsSubscribed);
    }

    private static void Equal<T>(T expected, T actual)
    {
        if (!Equals(expected, actual)) throw new InvalidOperationException($"expected {expected}, was {actual}");
    }
}
