namespace Lib;

public class Client
{
    public int Get(int value) => value + 1;

    public async Task<int> GetAsync(int value)
    {
        await Task.Yield();
        return value * 2;
    }

    public void Each(int count, Action<int> callback)
    {
        for (int i = 0; i < count; i++) callback(i);
    }
}

// program
using Lib;

// As a runner does with the classes of two collections: each call of the one comes between two calls of the other.
await Task.WhenAll(Task.Run(new FirstTests().Crosses), Task.Run(new SecondTests().Crosses));
Console.WriteLine("done");

public class FirstTests
{
    [Fact]
    public Task Crosses() => Turns.Cross(1);
}

public class SecondTests
{
    [Fact]
    public Task Crosses() => Turns.Cross(10);
}

static class Turns
{
    private static readonly Barrier Both = new(2);

    public static async Task Cross(int value)
    {
        var client = new Client();
        for (int i = 0; i < 5; i++)
        {
            Both.SignalAndWait();
            value = client.Get(value);
            Both.SignalAndWait();
            value = await client.GetAsync(value);
        }
        client.Each(3, x => Both.SignalAndWait());
    }
}

class FactAttribute : Attribute;
