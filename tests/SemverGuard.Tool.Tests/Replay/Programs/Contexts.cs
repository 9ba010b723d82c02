using System.Reflection;
using System.Runtime.CompilerServices;

namespace Lib;

public class Worker
{
    private static readonly AsyncLocal<string?> Ambient = new();

    public static void Set(string? value) => Ambient.Value = value;

    public static string? Get() => Ambient.Value;

    public static Assembly Caller() => Assembly.GetCallingAssembly();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static AsyncFlowControl Suppress() => ExecutionContext.SuppressFlow();

    public static void Each(int count, Action<int> action) => Parallel.For(0, count, action);

    public static Thread Start(ThreadStart start)
    {
        var thread = new Thread(start);
        thread.Start();
        return thread;
    }

    public virtual string Called() => Caller().GetName().Name!;

    public string Call() => Called();

    public static T Run<T>(Func<T> action) => action();

    public int Value(int value) => value;
}

public abstract class Discovered
{
    public string Names() => string.Join(",", GetType().GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(x => x.Name).Order());

    public string Marked() => string.Join(",", GetType().GetMethods(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
        .Where(x => x.IsDefined(typeof(ObsoleteAttribute))).Select(x => x.Name));

    public abstract void Go();

    public object? Invoke(string name) => GetType().GetMethod(name)!.Invoke(this, null);
}

// program
using System.Reflection;
using System.Runtime.CompilerServices;
using Lib;

Worker.Set("ambient");
Console.WriteLine(Worker.Get() + await Later() + Worker.Get());
Worker.Set(null);
Console.WriteLine(ExecutionContext.IsFlowSuppressed());
using (Worker.Suppress())
{
    Console.WriteLine(ExecutionContext.IsFlowSuppressed() + " " + (ExecutionContext.Capture() is null) + Worker.Get());
    Worker.Set("suppressed");
}
Console.WriteLine(ExecutionContext.IsFlowSuppressed() + Worker.Get());
var control = ExecutionContext.SuppressFlow();
Worker.Set("inside");
Worker.Start(() => Console.WriteLine("thread " + (Worker.Get() ?? "none"))).Join();
control.Undo();
Worker.Start(() => Console.WriteLine("thread " + Worker.Get())).Join();
Console.WriteLine(Worker.Caller().GetName().Name + new Worker().Called() + new OwnWorker().Call() + new OwnWorker().Called());
Console.WriteLine(Worker.Run(() => Assembly.GetExecutingAssembly().GetName().Name) + Worker.Run(Assembly.GetEntryAssembly)!.GetName().Name);
Console.WriteLine(Worker.Run(CallingOfMine) + Worker.Run(Current) + new OwnWorker().Name());
int sum = 0;
Worker.Each(500, x => { PerThread.Count++; Interlocked.Add(ref sum, new Worker().Value(x)); });
Console.WriteLine(sum);
Console.WriteLine(new Found().Names() + new Found().Marked() + new Found().Invoke("Reflected"));
int changes = 0;
var changed = new AsyncLocal<int>(x => changes++);
changed.Value = 3;
new Worker().Value(1);
await Task.Run(() => new Worker().Value(changed.Value));
Console.WriteLine(changes > 0);
Console.WriteLine(Initialized.Text + typeof(Static<int>).GetMethod("Get")!.Invoke(null, null) + Static<string>.Get());
Console.WriteLine(Depth(2000));

static async Task<string> Later()
{
    Worker.Set("later");
    await Task.Yield();
    Worker.Set(Worker.Get() + "!");
    return Worker.Get()!;
}

static string CallingOfMine() => Assembly.GetCallingAssembly().GetName().Name!;

static string Current() => MethodBase.GetCurrentMethod()!.Name;

static int Depth(int depth) => depth == 0 ? 0 : 1 + Worker.Run(() => Depth(depth - 1));

class OwnWorker : Worker
{
    public override string Called() => base.Called() + Assembly.GetCallingAssembly().GetName().Name;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public string Name() => Run(() => new System.Diagnostics.StackTrace().GetFrame(0)!.GetMethod()!.DeclaringType!.DeclaringType!.Name);
}

class Found : Discovered
{
    public override void Go() => Worker.Get();

    public string Reflected() => Worker.Run(() => "reflected");

    public void Other() => new Worker().Value(1);

    [Obsolete]
    private void Hidden() => Worker.Set("hidden");
}

static class PerThread
{
    [ThreadStatic]
    public static int Count;
}

static class Initialized
{
    public static string Text = "";

    [ModuleInitializer]
    internal static void Start() => Text += "module" + Worker.Run(() => 3);
}

static class Static<T>
{
    private static readonly string Text = Worker.Run(() => typeof(T).Name);

    static Static() => Worker.Run(() => Console.Out);

    public static string Get() => Text;
}
