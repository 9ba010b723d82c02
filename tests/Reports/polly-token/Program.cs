using Polly;
using Polly.Timeout;

var import = new Import();
using var user = new CancellationTokenSource();
user.CancelAfter(50);
try { await import.Run(user.Token); Console.WriteLine("done"); }
catch (Exception e) { Console.WriteLine($"{e.GetType().Name}: {e.Message}"); }

class Import
{
    readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
        .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(5) }).Build();

    public async Task Run(CancellationToken user)
    {
        try { await pipeline.ExecuteAsync(async stop => await Task.Delay(2000, stop), user); }
        // A token that is not the user's is a step of our own that was given up: the import goes on without it.
        catch (OperationCanceledException e) when (e.CancellationToken != user) { Console.WriteLine("step given up, import goes on"); }
    }
}
