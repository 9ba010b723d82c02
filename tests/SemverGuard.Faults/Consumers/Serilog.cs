using Serilog;
using Serilog.Context;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;
using Serilog.Parsing;

public sealed class Sink(TextWriter output) : ILogEventSink
{
    private readonly MessageTemplateTextFormatter text =
        new("[{Level:u3} {SourceContext}] {Message:lj} {Properties:j}{NewLine}{Exception}");
    private readonly JsonFormatter json = new(renderMessage: true);

    public void Emit(LogEvent logEvent)
    {
        var at = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var same = new LogEvent(at, logEvent.Level, logEvent.Exception, logEvent.MessageTemplate,
            logEvent.Properties.OrderBy(x => x.Key).Select(x => new LogEventProperty(x.Key, x.Value)));
        text.Format(same, output);
        json.Format(same, output);
    }
}

public sealed record Item(int Id, string Name, int[] Sizes, Item? Inner = null);

public static class App
{
    public static void Write(TextWriter output)
    {
        var level = new LoggingLevelSwitch(LogEventLevel.Debug);
        using var log = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(level).MinimumLevel.Override("Quiet", LogEventLevel.Error)
            .Enrich.FromLogContext().Enrich.WithProperty("Version", 3)
            .Destructure.ToMaximumDepth(3).Destructure.ToMaximumStringLength(8).Destructure.ToMaximumCollectionCount(2)
            .Destructure.ByTransforming<Version>(x => new { x.Major })
            .Filter.ByExcluding(x => x.MessageTemplate.Text.StartsWith("skip"))
            .WriteTo.Sink(new Sink(output)).CreateLogger();
        log.Information("Item {@Item} for {User,-6}| {Count:000} {$Text}",
            new Item(1, "a long name here", [1, 2, 3], new Item(2, "in", [], null)), "Bob", 7, new Version(1, 2));
        log.Warning(new InvalidOperationException("broken"), "failed {0} of {1}", 1, "two");
        log.Verbose("not seen");
        log.Debug("skip this");
        log.ForContext("SourceContext", "Quiet.Part").Warning("too quiet");
        log.ForContext("SourceContext", "Quiet.Part").Error("loud");
        using (LogContext.PushProperty("Request", new Dictionary<string, object> { ["a"] = 1, ["b"] = new[] { "x" } },
            destructureObjects: true)) log.Error("in context {@V}", new Version(5, 6));
        level.MinimumLevel = LogEventLevel.Fatal;
        log.Error("not seen");
        output.WriteLine(log.IsEnabled(LogEventLevel.Error) + " " + log.IsEnabled(LogEventLevel.Fatal));
        log.Fatal("{{escaped}} {Missing} {Date:yyyy} {Null}", "x", new DateTime(2024, 1, 1), null);
    }

    public static void Template(TextWriter output)
    {
        foreach (var token in new MessageTemplateParser().Parse("a {B} {@C:x} {$D,5} {{e}} {bad name} {F,-3:0.0}").Tokens)
            output.WriteLine(token is PropertyToken x
                ? $"{x.PropertyName}|{x.Format}|{x.Destructuring}|{x.Alignment?.Width}|{x.Alignment?.Direction}|{x.IsPositional}"
                : token.ToString());
    }

    public static void Refused(TextWriter output)
    {
        var configuration = new LoggerConfiguration();
        configuration.CreateLogger();
        try
        {
            configuration.CreateLogger();
        }
        catch (InvalidOperationException e)
        {
            output.WriteLine(e.Message);
        }
        try
        {
            new LoggerConfiguration().Destructure.ToMaximumDepth(-1);
        }
        catch (ArgumentOutOfRangeException e)
        {
            output.WriteLine(e.ParamName);
        }
    }
}
