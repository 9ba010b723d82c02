using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHostedService<Cleaner>();
await builder.Build().RunAsync();

internal sealed class Cleaner : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Directory.CreateDirectory("inbox");
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (string file in Directory.EnumerateFiles("inbox", "*.done")) File.Delete(file);
            await Task.Delay(TimeSpan.FromMinutes(1), stoppingToken);
        }
    }
}
