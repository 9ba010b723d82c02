using Courier;

namespace Claims;

/// <summary>Pays what is claimed, each claim once.</summary>
public sealed class ClaimHandler
{
    private readonly HashSet<string> paid = [];

    public IReadOnlyCollection<string> Paid => paid;

    public int Rejected { get; private set; }

    public void Handle(string message)
    {
        string[] parts = message.Split(':');
        if (parts is [_, var amount] && decimal.TryParse(amount, out decimal value) && value > 0) paid.Add(parts[0]);
        else Rejected++;
    }
}

/// <summary>Takes claims from their queue.</summary>
public sealed class ClaimQueue(CourierClient client, ClaimHandler handler)
{
    public const string Name = "claims";

    private Consumer? consumer;

    public void Start()
    {
        var options = new ConsumerOptions { Prefetch = 8 };
        consumer = client.Subscribe(Name, handler.Handle, options);
    }

    public bool IsSubscribed => consumer?.QueueName == Name;
}
