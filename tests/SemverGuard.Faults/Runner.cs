using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;

namespace SemverGuard.Faults;

/// <summary>Runs a consumer with a package, in a process that may die of it.</summary>
/// <remarks>
/// A folder holds the consumer (<c>App.dll</c>) and the assemblies to run it with (<c>0.dll</c>, <c>1.dll</c>, ...), each under the name that is in
/// <c>name.txt</c>. The child writes one line for each, of its number and of what came out.
/// </remarks>
internal static class Runner
{
    private const int MostSeconds = 10;
    private const string HeapLimit = "0x40000000", Loops = "loops", Died = "died";

    /// <summary>What each assembly of a folder printed: a hash, or how it ended.</summary>
    public static string[] Run(string folder, int count)
    {
        string[] results = new string[count];
        for (int next = 0; next < count;)
        {
            using var child = Start(folder, next);
            while (Line(child) is { } line)
            {
                string[] parts = line.Split('\t', 2);
                results[int.Parse(parts[0], CultureInfo.InvariantCulture)] = parts[1];
                next++;
            }
            if (!child.HasExited) child.Kill(entireProcessTree: true);
            child.WaitForExit();
            if (next < count && results[next] is null) results[next++] = Died;
        }
        return results;
    }

    private static string? Line(Process child)
    {
        var line = child.StandardOutput.ReadLineAsync();
        return line.Wait(TimeSpan.FromSeconds(4 * MostSeconds)) ? line.Result : null;
    }

    private static Process Start(string folder, int first)
    {
        var start = new ProcessStartInfo(Compiling.DotNet.Host) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { typeof(Runner).Assembly.Location, "--run", folder, first.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
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
        for (int i = first; File.Exists(Assembly(i)); i++)
        {
            string? result = null;
            var thread = new Thread(() => result = Outcome(name, File.ReadAllBytes(Assembly(i)), app), 16 * 1024 * 1024) { IsBackground = true };
            thread.Start();
            bool isOver = thread.Join(TimeSpan.FromSeconds(MostSeconds));
            lines.WriteLine($"{i}\t{(isOver ? result : Loops)}");
            if (!isOver) Environment.Exit(0);
        }

        string Assembly(int number) => Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture) + ".dll");
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
            Resolving += (_, wanted) => wanted.Name == name ? Package : null;
        }

        public Assembly Package { get; }

        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == Package?.GetName().Name ? Package : null;
    }
}
