using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Lib;

public class Client : IAsyncDisposable, IDisposable
{
    public int Calls;

    public async Task<int> GetAsync(int value)
    {
        await Task.Yield();
        return value + Calls++;
    }

    public Task<int> Now(int value) => Task.FromResult(value);

    public Task<int> Never(int value) => new TaskCompletionSource<int>(value).Task;

    public async Task FailAsync(string message)
    {
        await Task.Delay(1).ConfigureAwait(false);
        throw new InvalidOperationException(message);
    }

    public Task Throw() => throw new ArgumentException("thrown at once");

    public async ValueTask<string> Value(bool later)
    {
        if (later) await Task.Yield();
        return "value" + later;
    }

    public async ValueTask Plain(bool fails)
    {
        await Task.Yield();
        if (fails) throw new TimeoutException("plain");
    }

    public ValueTask<int> Pooled() => new(new Source(), 3);

    public Task Cancelled(CancellationToken token) => Task.Delay(Timeout.Infinite, token);

    public async IAsyncEnumerable<int> Items(int count, [EnumeratorCancellation] CancellationToken token = default)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
                Console.WriteLine("made " + i);
                yield return i;
            }
        }
        finally
        {
            Console.WriteLine("items done");
        }
    }

    public async Task<T> Call<T>(Func<int, Task<T>> callback)
    {
        await Task.Yield();
        return await callback(Calls);
    }

    public Promise Promised(int value) => new(value);

    public async Wrapped<int> Built(int value)
    {
        await Task.Delay(50); // whoever awaits it comes first
        return value * 3;
    }

    public ValueTask DisposeAsync()
    {
        Console.WriteLine("disposed async");
        return default;
    }

    public void Dispose() => Console.WriteLine("disposed");

    private class Source : IValueTaskSource<int>
    {
        public int GetResult(short token) => token * 2;

        public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Succeeded;

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => continuation(state);
    }
}

public readonly struct Promise(int value)
{
    public Awaiter GetAwaiter() => new(value);

    public struct Awaiter(int value) : ICriticalNotifyCompletion
    {
        private int polled;

        public bool IsCompleted => polled++ > 0 || value % 2 == 0;

        public readonly int GetResult() => value;

        public readonly void OnCompleted(Action continuation) => Task.Run(continuation);

        public readonly void UnsafeOnCompleted(Action continuation) => Task.Run(continuation);
    }
}

[AsyncMethodBuilder(typeof(WrappedBuilder<>))]
public class Wrapped<T>(Task<T> task)
{
    public TaskAwaiter<T> GetAwaiter() => task.GetAwaiter();
}

public struct WrappedBuilder<T>
{
    private AsyncTaskMethodBuilder<T> inner;

    public static WrappedBuilder<T> Create() => new() { inner = AsyncTaskMethodBuilder<T>.Create() };

    public Wrapped<T> Task => new(inner.Task);

    public void Start<TMachine>(ref TMachine machine) where TMachine : IAsyncStateMachine => inner.Start(ref machine);

    public void SetStateMachine(IAsyncStateMachine machine) => inner.SetStateMachine(machine);

    public void SetResult(T result) => inner.SetResult(result);

    public void SetException(Exception exception) => inner.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion where TMachine : IAsyncStateMachine => inner.AwaitOnCompleted(ref awaiter, ref machine);

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion where TMachine : IAsyncStateMachine => inner.AwaitUnsafeOnCompleted(ref awaiter, ref machine);
}

// program
using Lib;

var client = new Client(); _ = client.Never(1);
Console.WriteLine(await client.GetAsync(1) + await client.GetAsync(2).ConfigureAwait(false) + await client.Now(3));
try
{
    await client.FailAsync("later");
}
catch (InvalidOperationException e) when (Log(e.Message) && e.Message == "later")
{
    Console.WriteLine("caught " + await client.GetAsync(5));
}
finally
{
    Console.WriteLine("finally " + await client.GetAsync(6));
}
try
{
    _ = client.Throw();
}
catch (ArgumentException e)
{
    Console.WriteLine(e.Message);
}
Console.WriteLine(await client.Value(true) + await client.Value(false) + await client.Pooled());
await client.Plain(false);
try
{
    await client.Plain(true);
}
catch (TimeoutException e)
{
    Console.WriteLine(e.Message);
}
using (var source = new CancellationTokenSource())
{
    var cancelled = client.Cancelled(source.Token);
    source.Cancel();
    try
    {
        await cancelled;
    }
    catch (OperationCanceledException e)
    {
        Console.WriteLine(e.GetType().Name + (e.CancellationToken == source.Token) + cancelled.Status);
    }
}
await foreach (int item in client.Items(3)) Console.WriteLine("got " + item);
await foreach (int item in client.Items(5).ConfigureAwait(false))
{
    if (item == 1) break;
}
using (var source = new CancellationTokenSource())
{
    try
    {
        await foreach (int item in client.Items(5).WithCancellation(source.Token))
        {
            if (item == 1) source.Cancel();
        }
    }
    catch (OperationCanceledException)
    {
        Console.WriteLine("items cancelled");
    }
}
Console.WriteLine(await client.Call(async x => await client.GetAsync(x) + "called"));
Console.WriteLine(await client.Promised(2) + await client.Promised(3) + await client.Built(5) + await Mine(4));
await using (var other = new Client()) Console.WriteLine(await other.GetAsync(1));
await using (var own = new OwnClient()) own.Calls++;
using (new Client()) Console.WriteLine("using");
Console.WriteLine(string.Join(",", await Task.WhenAll(Enumerable.Range(0, 5).Select(x => client.Now(x)))));
Console.WriteLine(await Generic("g", client) + await Own(client));
await foreach (string text in Texts(client, 3)) Console.WriteLine(text);
var failed = client.FailAsync("observed?");
while (!failed.IsCompleted) await Task.Delay(1);
Console.WriteLine(failed.Status + failed.Exception!.InnerException!.Message);
Forget(client);
for (int i = 0; i < 20 && !Unobserved.Seen; i++)
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
    await Task.Delay(5);
}
Console.WriteLine("unobserved " + Unobserved.Seen);
return 17;

[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
static void Forget(Client client)
{
    TaskScheduler.UnobservedTaskException += (_, e) => Unobserved.Seen = true;
    var forgotten = client.FailAsync("forgotten");
    ((IAsyncResult)forgotten).AsyncWaitHandle.WaitOne();
}

static bool Log(string text)
{
    Console.WriteLine("filter " + text);
    return true;
}

static async Wrapped<int> Mine(int value)
{
    await Task.Yield();
    return await new Client().Built(value) + 1;
}

static async Task<string> Generic<T>(T value, Client client) where T : class => value + await client.Call(async x => typeof(T).Name + await client.Value(true));

static async ValueTask<int> Own(Client client)
{
    int sum = 0;
    lock (client) sum += client.Calls;
    for (int i = 0; i < 3; i++)
    {
        try
        {
            sum += await client.GetAsync(sum);
            continue;
        }
        finally
        {
            sum += await client.Now(1);
        }
    }
    return sum;
}

static async IAsyncEnumerable<string> Texts(Client client, int count)
{
    await foreach (int item in client.Items(count)) yield return client.Value(false).Result + item;
}

static class Unobserved
{
    public static volatile bool Seen;
}

class OwnClient : Client, IAsyncDisposable
{
    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        Console.WriteLine("own disposed");
    }
}
