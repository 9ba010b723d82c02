using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace SemverGuard.Recording;

/// <summary>
/// Keeps what crossed, in this process: of each place in each test the first different crossings, and how often each came. When the process
/// ends it writes them to a file; until then, to the same file from time to time, for a process that is killed.
/// </summary>
/// <remarks>
/// The file has one crossing a line, separated by tabs: kind, test, member, file, line, assembly, arguments, outcome (behind <c>!</c> an
/// exception), how often, and when it came first. Backslash, tab, carriage return and line feed are written as <c>\\ \t \r \n</c>.
/// </remarks>
internal sealed class Recorder
{
    /// <summary>The folder to write to. Where it is not set, nothing is recorded.</summary>
    public const string FolderVariable = "SEMVERGUARD_RECORDING";

    /// <summary>In that folder, the simple names of the assemblies whose packages moved, one a line.</summary>
    public const string MovedFile = "moved.txt";

    private const int MostDistinct = 64, MostPlaces = 50_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> moved;
    private readonly string file;
    private readonly ConcurrentDictionary<(CrossingKind, string Test, string Place), Seen> places = new();
    private readonly ConcurrentDictionary<Type, string> assemblies = new();
    private readonly object writing = new();
    private readonly Timer timer;
    private long order, dropped, written = -1;

    private Recorder(string folder)
    {
        moved = new(File.ReadAllLines(Path.Combine(folder, MovedFile)), StringComparer.OrdinalIgnoreCase);
        file = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".recording");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Write();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Write();
        bool suppressed = ExecutionContext.IsFlowSuppressed();
        if (!suppressed) ExecutionContext.SuppressFlow();
        timer = new Timer(_ => Write(), null, Interval, Interval);
        if (!suppressed) ExecutionContext.RestoreFlow();
    }

    /// <summary>Null where nobody asked for a recording, or it cannot be kept.</summary>
    public static Recorder? Current { get; } = Start();

    private static Recorder? Start()
    {
        try
        {
            return Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? new Recorder(folder) : null;
        }
        catch (Exception)
        {
            return null; // the missing file tells whoever asked for it
        }
    }

    /// <summary>The assembly of what is called, where that package moved; else null.</summary>
    public string? MovedAssembly(object? receiver)
    {
        if (receiver is null) return null;
        var type = receiver is Delegate { Method.DeclaringType: { } declaring } ? declaring : receiver.GetType();
        string name = assemblies.GetOrAdd(type, x => x.Assembly.GetName().Name is { } simple && moved.Contains(simple) ? simple : "");
        return name.Length > 0 ? name : null;
    }

    public void Add(CrossingKind kind, string test, string place, string assembly, string arguments, string outcome)
    {
        if (places.Count > MostPlaces)
        {
            Interlocked.Increment(ref dropped);
            return;
        }
        places.GetOrAdd((kind, test, place), _ => new Seen()).Add(assembly, arguments, outcome, Interlocked.Increment(ref order), ref dropped);
    }

    private void Write()
    {
        lock (writing)
        {
            long now = Interlocked.Read(ref order);
            if (now == written) return;
            try
            {
                string beside = file + ".new";
                using (var text = new StreamWriter(beside, append: false, new UTF8Encoding(false))) Write(text);
                File.Copy(beside, file, overwrite: true);
                File.Delete(beside);
                written = now;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The missing file tells whoever asked for it.
            }
        }
    }

    private void Write(TextWriter text)
    {
        text.Write("semverguard-recording 1 " + Interlocked.Read(ref dropped).ToString(CultureInfo.InvariantCulture) + "\n");
        foreach (var place in places)
        {
            foreach (var (crossing, count, first) in place.Value.All())
            {
                var (kind, test, where) = place.Key;
                string line = string.Join("\t", kind.ToString(), Escaped(test), where, crossing.Assembly, Escaped(crossing.Arguments), Escaped(crossing.Outcome));
                text.Write(line + "\t" + count.ToString(CultureInfo.InvariantCulture) + "\t" + first.ToString(CultureInfo.InvariantCulture) + "\n");
            }
        }
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\r", "\\r").Replace("\n", "\\n");

    /// <summary>What came at one place.</summary>
    private sealed class Seen
    {
        private readonly Dictionary<(string Assembly, string Arguments, string Outcome), (long Count, long First)> crossings = [];

        public void Add(string assembly, string arguments, string outcome, long order, ref long dropped)
        {
            lock (crossings)
            {
                var key = (assembly, arguments, outcome);
                if (crossings.TryGetValue(key, out var seen)) crossings[key] = (seen.Count + 1, seen.First);
                else if (crossings.Count < MostDistinct) crossings.Add(key, (1, order));
                else Interlocked.Increment(ref dropped);
            }
        }

        public IReadOnlyList<((string Assembly, string Arguments, string Outcome) Crossing, long Count, long First)> All()
        {
            lock (crossings) return [.. crossings.Select(x => (x.Key, x.Value.Count, x.Value.First))];
        }
    }
}
