using System.Collections.Specialized;
using Quartz;
using Quartz.Impl;

var settings = new NameValueCollection
{
    ["quartz.scheduler.instanceName"] = "reports",
    ["quartz.jobStore.type"] = "Quartz.Impl.AdoJobStore.JobStoreTX, Quartz",
    ["quartz.jobStore.driverDelegateType"] = "Quartz.Impl.AdoJobStore.PostgreSQLDelegate, Quartz",
    ["quartz.jobStore.dataSource"] = "main",
    ["quartz.dataSource.main.provider"] = "Npgsql",
    ["quartz.dataSource.main.connectionString"] = "Host=localhost;Database=quartz",
    ["quartz.serializer.type"] = "json",
};
var scheduler = await new StdSchedulerFactory(settings).GetScheduler();
var job = JobBuilder.Create<Report>().WithIdentity("nightly").Build();
var trigger = TriggerBuilder.Create().WithCronSchedule("0 0 3 * * ?").Build();
await scheduler.ScheduleJob(job, trigger);
await scheduler.Start();
await Task.Delay(Timeout.Infinite);

internal sealed class Report : IJob
{
    public Task Execute(IJobExecutionContext context) => Console.Out.WriteLineAsync("report");
}
