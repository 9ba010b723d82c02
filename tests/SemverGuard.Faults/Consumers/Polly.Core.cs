using Polly;
using Polly.CircuitBreaker;
using Polly.Fallback;
using Polly.Retry;
using Polly.Timeout;

public sealed class Clock : TimeProvider
{
    private DateTimeOffset now = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan time) => now += time;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        bool isShort = dueTime >= TimeSpan.Zero && dueTime < TimeSpan.FromHours(1);
        if (isShort) now += dueTime;
        return TimeProvider.System.CreateTimer(callback, state, isShort ? TimeSpan.Zero : dueTime, period);
    }
}

public static class App
{
    public static void Retry(TextWriter output)
    {
        foreach (var backoff in new[] { DelayBackoffType.Constant, DelayBackoffType.Linear, DelayBackoffType.Exponential })
        {
            var clock = new Clock();
            int tries = 0;
            var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock, Name = "p" }.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 4, BackoffType = backoff, Delay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(9),
                ShouldHandle = new PredicateBuilder().Handle<InvalidOperationException>(x => x.Message != "fatal"),
                OnRetry = x =>
                {
                    output.WriteLine($"retry {x.AttemptNumber} {x.RetryDelay} {x.Outcome.Exception?.Message}");
                    return default;
                },
            }).Build();
            try
            {
                pipeline.Execute(() => throw new InvalidOperationException("try " + ++tries));
            }
            catch (InvalidOperationException e)
            {
                output.WriteLine(e.Message + " " + tries);
            }
            output.WriteLine(pipeline.Execute(() => "fine"));
        }
        output.WriteLine(new RetryStrategyOptions().MaxRetryAttempts + " " + new RetryStrategyOptions().Delay + " "
            + new RetryStrategyOptions().UseJitter);
    }

    public static void Break(TextWriter output)
    {
        var clock = new Clock();
        var state = new CircuitBreakerStateProvider();
        var control = new CircuitBreakerManualControl();
        var pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = clock }.AddCircuitBreaker(new CircuitBreakerStrategyOptions<int>
        {
            FailureRatio = 0.5, MinimumThroughput = 4, SamplingDuration = TimeSpan.FromSeconds(10), BreakDuration = TimeSpan.FromSeconds(5),
            ShouldHandle = x => new(x.Outcome.Result < 0), StateProvider = state, ManualControl = control,
            OnOpened = x =>
            {
                output.WriteLine("opened " + x.BreakDuration + x.IsManual);
                return default;
            },
        }).Build();
        foreach (int value in new[] { 1, -1, 1, -1, -1, 2, 3 })
        {
            try
            {
                output.WriteLine(pipeline.Execute(() => value) + " " + state.CircuitState);
            }
            catch (BrokenCircuitException e)
            {
                output.WriteLine(e.Message + e.RetryAfter + state.CircuitState);
            }
            clock.Advance(TimeSpan.FromSeconds(1.5));
        }
        control.IsolateAsync().GetAwaiter().GetResult();
        output.WriteLine(state.CircuitState);
        control.CloseAsync().GetAwaiter().GetResult();
        output.WriteLine(state.CircuitState);
    }

    public static void Others(TextWriter output)
    {
        var pipeline = new ResiliencePipelineBuilder<string>()
            .AddFallback(new FallbackStrategyOptions<string>
            {
                ShouldHandle = new PredicateBuilder<string>().HandleResult("bad").Handle<TimeoutRejectedException>(),
                FallbackAction = x =>
                    Outcome.FromResultAsValueTask("instead of " + (x.Outcome.Result ?? x.Outcome.Exception!.GetType().Name)),
            })
            .AddTimeout(TimeSpan.FromMilliseconds(50)).Build();
        output.WriteLine(pipeline.Execute(() => "bad") + pipeline.Execute(() => "good"));
        output.WriteLine(pipeline.ExecuteAsync(async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return "late";
        }).AsTask().GetAwaiter().GetResult());
        var context = ResilienceContextPool.Shared.Get("key");
        context.Properties.Set(new ResiliencePropertyKey<int>("n"), 5);
        output.WriteLine(pipeline.Execute(x => x.OperationKey + x.Properties.GetValue(new ResiliencePropertyKey<int>("n"), 1), context));
        ResilienceContextPool.Shared.Return(context);
    }

    public static void Refused(TextWriter output)
    {
        try
        {
            new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 0, Delay = TimeSpan.FromDays(3) });
        }
        catch (System.ComponentModel.DataAnnotations.ValidationException e)
        {
            output.WriteLine(e.Message);
        }
        var registry = new Polly.Registry.ResiliencePipelineRegistry<string>();
        registry.TryAddBuilder("a", (builder, _) => builder.AddTimeout(TimeSpan.FromSeconds(1)));
        output.WriteLine(registry.GetPipeline("a") == registry.GetPipeline("a"));
        try
        {
            registry.GetPipeline("b");
        }
        catch (KeyNotFoundException e)
        {
            output.WriteLine(e.Message);
        }
    }
}
