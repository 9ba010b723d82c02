using Grpc.Core;
using Grpc.Net.Client;

using var channel = GrpcChannel.ForAddress("http://stock.example.org", new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler() });
Console.WriteLine(new Connection(channel).IsUp ? "up" : "down");

class Connection(GrpcChannel channel)
{
    public bool IsUp => channel.State == ConnectivityState.Ready;
}
