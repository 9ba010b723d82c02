using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orders.Messaging;
using Quartz;
using Quartz.Impl;
using Serilog;

Log.Logger = new LoggerConfiguration().MinimumLevel.Information().WriteTo
    .File("worker.log", rollingInterval: RollingInterval.Day, retainedFileCountLimit: 7).CreateLogger();
var scheduler = await new StdSchedulerFactory().GetScheduler();
await scheduler.ScheduleJob(
    JobBuilder.Create<Reminder>().WithIdentity("reminder").Build(),
    TriggerBuilder.Create().WithCronSchedule("0 0 8 ? * MON-FRI", x => x.WithMisfireHandlingInstructionDoNothing()).Build());
await scheduler.Start();
await Host.CreateDefaultBuilder(args).ConfigureServices(x => x.AddHostedService<Listener>()).Build().RunAsync();
await scheduler.Shutdown(waitForJobsToComplete: true);
Log.CloseAndFlush();

internal sealed class Reminder : IJob
{
    public Task Execute(IJobExecutionContext context)
    {
        Log.Information("Reminding at {Time}", context.FireTimeUtc);
        return Task.CompletedTask;
    }
}

internal sealed class Listener : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var queue = new Queue(new Uri("amqp://localhost"));
        queue.Listen(x => Mail.Send(Mail.Confirmation(x), "localhost"));
        return Task.CompletedTask;
    }
}
