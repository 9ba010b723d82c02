using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;
using SemverGuard.Recording;

namespace SemverGuard.Faults;

/// <summary>Runs a consumer with a package, in a process that may die of it.</summary>
/// <remarks>
/// A folder holds the consumer (<c>App.dll</c>) and the assemblies to run it with (<c>0.dll</c>, <c>1.dll</c>, ...), each under the name
/// that is in <c>name.txt</c>; <c>run.txt</c> has the numbers of those to run. The child writes one line for each, of its number and of
/// what came out. The first, which is the published one, says how long a run takes.
/// </remarks>
internal static class Runner
{
    /// <summary>For the first run, which nothing is known of.</summary>
    private const int MostSeconds = 20;
    private const string HeapLimit = "0x40000000", Loops = "loops", Died = "died";

    /// <summary>What each assembly of a folder printed: a hash, or how it ended. What was run before is not run again.</summary>
    public static string[] Run(string folder, int count)
    {
        var kept = new KeptOutcomes(folder);
        string?[] results = [.. Enumerable.Range(0, count).Select(kept.Find)];
        int[] numbers = [.. Enumerable.Range(0, count).Where(x => results[x] is null)];
        File.WriteAllLines(Path.Combine(folder, "run.txt"), numbers.Select(x => x.ToString(CultureInfo.InvariantCulture)));
        for (int next = 0; next < numbers.Length;)
        {
            using var child = Start(folder, next);
            int started = next;
            while (Line(child) is { } line) Keep(numbers[next++], line);
            if (!child.HasExited) child.Kill(entireProcessTree: true);
            child.WaitForExit();
            // One that ends by itself after a loop has said so.
            bool hasSaidSo = next > started && results[numbers[next - 1]] == Loops;
            if (next < numbers.Length && !hasSaidSo) Keep(numbers[next++], Died);
        }
        return results!;

        void Keep(int number, string result)
        {
            results[number] = result;
            kept.Keep(number, result);
        }
    }

    private static string? Line(Process child)
    {
        var line = child.StandardOutput.ReadLineAsync();
        return line.Wait(TimeSpan.FromSeconds(2 * MostSeconds)) ? line.Result : null;
    }

    /// <summary>Runs one assembly of a folder in a process of its own that records.</summary>
    /// <param name="recording">Folder to record to.</param>
    /// <returns>False where it does not come to its end.</returns>
    public static bool Record(string folder, int number, string recording)
    {
        using var child = Start(folder, number, "--record", recording);
        child.BeginOutputReadLine();
        if (!child.WaitForExit(TimeSpan.FromSeconds(2 * MostSeconds))) child.Kill(entireProcessTree: true);
        child.WaitForExit();
        return child.ExitCode == 0;
    }

    /// <summary>In the child that records.</summary>
    public static void Record(string folder, string number)
    {
        Console.SetOut(TextWriter.Null);
        string name = File.ReadAllText(Path.Combine(folder, "name.txt"));
        byte[] app = File.ReadAllBytes(Path.Combine(folder, "App.dll")), package = File.ReadAllBytes(Path.Combine(folder, number + ".dll"));
        var thread = new Thread(() => Outcome(name, package, app), 16 * 1024 * 1024);
        thread.Start();
        thread.Join();
    }

    private static Process Start(string folder, int first, string verb = "--run", string recording = "")
    {
        var start = new ProcessStartInfo(Compiling.DotNet.Host) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [typeof(Runner).Assembly.Location, verb, folder, first.ToString(CultureInfo.InvariantCulture)];
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment[RecordingFormat.FolderVariable] = recording;
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        var child = Process.Start(start)!;
        child.ErrorDataReceived += (_, _) => { }; // a stack overflow writes megabytes
        child.BeginErrorReadLine();
        return child;
    }

    /// <summary>In the child.</summary>
    public static void Work(string folder, int first)
    {
        using var lines = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(TextWriter.Null);
        string name = File.ReadAllText(Path.Combine(folder, "name.txt"));
        byte[] app = File.ReadAllBytes(Path.Combine(folder, "App.dll"));
        var limit = TimeSpan.FromSeconds(MostSeconds);
        if (first > 0)
        {
            // Another child before this one came to a loop.
            var watch = Stopwatch.StartNew();
            Outcome(name, File.ReadAllBytes(Assembly("0")), app);
            limit = Limit(watch.Elapsed);
        }
        foreach (string number in File.ReadLines(Path.Combine(folder, "run.txt")).Skip(first))
        {
            string? result = null;
            var watch = Stopwatch.StartNew();
            var thread = new Thread(
                () => result = Outcome(name, File.ReadAllBytes(Assembly(number)), app), 16 * 1024 * 1024) { IsBackground = true };
            thread.Start();
            bool isOver = thread.Join(limit);
            lines.WriteLine(isOver ? result : Loops);
            if (!isOver) Environment.Exit(0);
            if (limit.TotalSeconds == MostSeconds) limit = Limit(watch.Elapsed);
        }

        string Assembly(string number) => Path.Combine(folder, number + ".dll");

        static TimeSpan Limit(TimeSpan run) => TimeSpan.FromSeconds(Math.Clamp(8 * run.TotalSeconds, 3, MostSeconds - 1));
    }

    private static string Outcome(string name, byte[] package, byte[] app)
    {
        var context = new Context(name, package);
        try
        {
            var type = context.LoadFromStream(new MemoryStream(app)).GetType("App")!;
            var hits = context.Package.GetType(Injection.ProbeType)?.GetField(Injection.HitsField);
            bool[] hit = new bool[hits is null ? 0 : 1 << 20];
            hits?.SetValue(null, hit);
            var output = new StringWriter(CultureInfo.InvariantCulture);
            foreach (var part in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)) Run(part, output);
            if (Environment.GetEnvironmentVariable("SEMVERGUARD_FAULTS_OUTPUT") is { } file) File.AppendAllText(file, output.ToString());
            return hits is null ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(output.ToString())))
                : string.Join(',', hit.Select((x, i) => x ? i : -1).Where(x => x >= 0));
        }
        finally
        {
            context.Unload();
        }
    }

    private static void Run(MethodInfo part, StringWriter output)
    {
        output.WriteLine("== " + part.Name);
        try
        {
            part.Invoke(null, [output]);
        }
        catch (TargetInvocationException e)
        {
            output.WriteLine($"{e.InnerException!.GetType()}: {e.InnerException.Message}");
        }
    }

    /// <summary>One build of the package; what it needs besides is beside the tests.</summary>
    private sealed class Context : AssemblyLoadContext
    {
        public Context(string name, byte[] package)
            : base(isCollectible: true)
        {
            Package = LoadFromStream(new MemoryStream(package));
            Resolving += (_, wanted) => wanted.Name == name ? Package
                : wanted.Name == Replayed.Recorder ? Default.LoadFromAssemblyPath(Replayed.RecorderFile)
                : null;
        }

        public Assembly Package { get; }

        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == Package?.GetName().Name ? Package : null;
    }
}
