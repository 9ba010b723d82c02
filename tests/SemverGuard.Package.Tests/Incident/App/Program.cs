using Claims;
using Courier;

if (args is ["test"])
{
    foreach (var (_, run) in Tests.All) run();
    Console.WriteLine($"{Tests.All.Length} passed");
    return;
}

var client = new CourierClient();
var handler = new ClaimHandler();
new ClaimQueue(client, handler).Start();
foreach (string claim in new[] { "1:10", "2:20", "3:30" }) client.Publish(ClaimQueue.Name, claim);
Console.WriteLine($"paid {handler.Paid.Count}, waiting {client.Waiting(ClaimQueue.Name)}");
