using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Orders.Domain;
using Polly;
using Polly.Retry;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RestSharp;
using StackExchange.Redis;
using Order = Orders.Domain.Order;

namespace Orders.Messaging;

public sealed class Queue(Uri uri) : IDisposable
{
    private readonly IConnection connection =
        new ConnectionFactory { Uri = uri, DispatchConsumersAsync = true, AutomaticRecoveryEnabled = true }.CreateConnection("orders");

    public void Send(Order order)
    {
        using var channel = connection.CreateModel();
        channel.QueueDeclare("orders", durable: true, exclusive: false, autoDelete: false, arguments: null);
        var properties = channel.CreateBasicProperties();
        properties.Persistent = true;
        channel.BasicPublish("", "orders", properties, Encoding.UTF8.GetBytes(Json.Write(order)));
    }

    public void Listen(Func<Order, Task> handle)
    {
        var channel = connection.CreateModel();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.Received += async (_, message) =>
        {
            await handle(Json.Read(Encoding.UTF8.GetString(message.Body.Span))!);
            channel.BasicAck(message.DeliveryTag, multiple: false);
        };
        channel.BasicConsume("orders", autoAck: false, consumer);
    }

    public void Dispose() => connection.Dispose();
}

public static class Mail
{
    public static MimeMessage Confirmation(Order order)
    {
        var message = new MimeMessage { Subject = "Your order " + order.Id, Body = new TextPart("plain") { Text = order.Describe() } };
        message.From.Add(new MailboxAddress("Orders", "orders@example.org"));
        message.To.Add(MailboxAddress.Parse(order.Mail));
        return message;
    }

    public static async Task Send(MimeMessage message, string host)
    {
        using var client = new SmtpClient { Timeout = 10_000 };
        await client.ConnectAsync(host, 587, SecureSocketOptions.StartTls);
        await client.SendAsync(message);
        await client.DisconnectAsync(true);
    }
}

public static class Retry
{
    public static readonly AsyncRetryPolicy Policy = Polly.Policy.Handle<HttpRequestException>()
        .WaitAndRetryAsync(3, x => TimeSpan.FromMilliseconds(10 * x));
}

public sealed class Carrier(Uri uri)
{
    private readonly RestClient client = new(new RestClientOptions(uri) { MaxTimeout = 5_000 });

    public Task<string?> Track(int order) => Retry.Policy.ExecuteAsync(async () =>
    {
        var request = new RestRequest("track/{id}").AddUrlSegment("id", order).AddHeader("Accept", "text/plain");
        return (await client.ExecuteGetAsync(request)).Content;
    });
}

public sealed class Stock(string server)
{
    private readonly Lazy<ConnectionMultiplexer> redis = new(() => ConnectionMultiplexer.Connect(
        new ConfigurationOptions { EndPoints = { server }, AbortOnConnectFail = false, ConnectTimeout = 1_000 }));

    public async Task<long> Take(string article, int count)
    {
        var database = redis.Value.GetDatabase();
        await database.KeyExpireAsync(article, TimeSpan.FromDays(1));
        return await database.StringDecrementAsync(article, count);
    }
}
