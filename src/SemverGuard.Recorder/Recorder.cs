using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SemverGuard.Recording;

/// <summary>
/// Keeps what crossed, in this process: of each place in each test the first different crossings, how often each came, and when it came
/// first. When the process ends it writes them to a file; until then, to the same file from time to time, for a process that is killed.
/// </summary>
internal sealed class Recorder
{
    /// <summary>Of one place in one test; and of each of them, the times that are kept.</summary>
    private const int MostDistinct = 64, MostTimes = 64;

    /// <summary>Of all lines together: what is more is counted, and neither fills the memory nor makes a file that nobody reads.</summary>
    private const long MostBytes = 40_000_000;

    /// <summary>Of a time with its comma, as far as a process comes.</summary>
    private const int TimeLength = 12;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> moved;
    private readonly string file;
    private readonly ConcurrentDictionary<(CrossingKind, string Test, string Place), Seen> places = new();
    private readonly ConcurrentDictionary<Type, string> assemblies = new();
    private readonly ConcurrentDictionary<Crossing, byte> open = new();
    private readonly ConditionalWeakTable<object, string> queries = new();
    private readonly ConcurrentDictionary<MethodInfo, string> groups = new();
    private readonly object writing = new();
    private readonly Timer timer;
    private bool isEnded;
    private long order, added, dropped, bytes, written = -1;

    private Recorder(string folder)
    {
        moved = new(File.ReadAllLines(Path.Combine(folder, RecordingFormat.MovedFile)), StringComparer.OrdinalIgnoreCase);
        file = Path.Combine(folder, Guid.NewGuid().ToString("N") + RecordingFormat.Extension);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
        AppDomain.CurrentDomain.UnhandledException += (_, _) =>
        {
            Crossing.EndFailing();
            End();
        };
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
            return Environment.GetEnvironmentVariable(RecordingFormat.FolderVariable) is { Length: > 0 } folder
                ? new Recorder(folder)
                : null;
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
        if (name.Length > 0) return name;
        return Shapes.IsOfLinq(type) && queries.TryGetValue(receiver, out string? maker) ? maker : null;
    }

    /// <summary>
    /// A package returned it: its items are the package's, and come when somebody asks for them. LINQ asks its own for more than items, so
    /// that no other sequence can stand for it.
    /// </summary>
    public void Returned(object? value, string assembly)
    {
        if (value is not null && assembly.Length > 0 && Shapes.IsOfLinq(value.GetType())) queries.GetValue(value, _ => assembly);
    }

    /// <summary>The project made a delegate of a package's method.</summary>
    /// <param name="member">Documentation comment id of the method.</param>
    public void Made(Delegate made, string member)
    {
        // A method that the project has overridden is its own.
        if (MovedAssembly(made) is not null) groups[made.Method] = member;
    }

    /// <summary>The package's method that a delegate calls, where the project made it; null where it calls others or several.</summary>
    public string? MemberOf(Delegate called) =>
        groups.TryGetValue(called.Method, out string? member) && called.GetInvocationList().Length == 1 ? member : null;

    /// <summary>The class of a package that nobody outside can name: which one it is may change with every release.</summary>
    public static bool IsHidden(Type type) =>
        !type.IsVisible && Current is { } recorder && recorder.moved.Contains(type.Assembly.GetName().Name ?? "");

    /// <summary>The next number in the order of what crosses.</summary>
    public long Next() => Interlocked.Increment(ref order);

    /// <summary>Its task has not ended; if it never does, that is what there is to say of it.</summary>
    public void Open(Crossing crossing)
    {
        open[crossing] = 0;
        Interlocked.Increment(ref added);
    }

    public void Close(Crossing crossing) => open.TryRemove(crossing, out _);

    public void Add(CrossingKind kind, string test, string place, Contents contents, long time)
    {
        Interlocked.Increment(ref added);
        var seen = places.GetOrAdd((kind, test, place), _ => new Seen());
        bool mayKeepTime = Interlocked.Read(ref bytes) <= MostBytes;
        if (seen.Again(contents, time, mayKeepTime, out bool isKept))
        {
            if (isKept) Interlocked.Add(ref bytes, TimeLength);
            return;
        }
        long length = LineLength(test, place, contents);
        if (Interlocked.Add(ref bytes, length) > MostBytes || !seen.First(contents, time))
        {
            Interlocked.Add(ref bytes, -length);
            Interlocked.Increment(ref dropped);
        }
    }

    /// <summary>The line as it is written, with its first time; of each further one, <see cref="TimeLength"/>.</summary>
    private static long LineLength(string test, string place, Contents contents)
    {
        const int Numbers = 256;
        string[] texts = [test, place, contents.Assembly, contents.Arguments, contents.Outcome, contents.HandedBack];
        return Numbers + texts.Sum(Encoding.UTF8.GetByteCount);
    }

    private void End()
    {
        lock (writing)
        {
            isEnded = true;
            written = -1;
        }
        Write();
    }

    private void Write()
    {
        lock (writing)
        {
            long now = Interlocked.Read(ref added);
            if (now == written) return;
            try
            {
                string beside = file + ".new";
                using (var text = new StreamWriter(beside, append: false, new UTF8Encoding(false))) Write(text);
                if (File.Exists(file)) File.Replace(beside, file, null);
                else File.Move(beside, file);
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
        string lost = Interlocked.Read(ref dropped).ToString(CultureInfo.InvariantCulture);
        text.Write(RecordingFormat.Header + lost + (isEnded ? RecordingFormat.Ended : "") + "\n");
        foreach (var seen in places)
        {
            var (kind, test, place) = seen.Key;
            foreach (var (contents, count, times) in seen.Value.All()) Write(text, kind, test, place, contents, count, times);
        }
        foreach (var crossing in open.Keys)
        {
            var (kind, test, place, contents, order) = crossing.Unended();
            Write(text, kind, test, place, contents, 1, [order]);
        }
    }

    private static void Write(
        TextWriter text, CrossingKind kind, string test, string place, Contents contents, long count, IEnumerable<long> times)
    {
        string[] fields =
        [
            kind.ToString(), RecordingFormat.Escaped(test), place, contents.Assembly, RecordingFormat.Escaped(contents.Arguments),
            RecordingFormat.Escaped(contents.Outcome), RecordingFormat.Escaped(contents.HandedBack),
            count.ToString(CultureInfo.InvariantCulture), string.Join(",", times.Select(x => x.ToString(CultureInfo.InvariantCulture))),
        ];
        text.Write(string.Join("\t", fields) + "\n");
    }

    /// <summary>What crossed, as text.</summary>
    /// <param name="Assembly">Simple name of the package's assembly on the other side.</param>
    public record struct Contents(string Assembly, string Arguments, string Outcome, string HandedBack);

    /// <summary>What came at one place.</summary>
    private sealed class Seen
    {
        private readonly Dictionary<Contents, (long Count, List<long> Times)> crossings = [];

        /// <returns>Whether it was known.</returns>
        public bool Again(Contents contents, long time, bool mayKeepTime, out bool isKept)
        {
            lock (crossings)
            {
                isKept = false;
                if (!crossings.TryGetValue(contents, out var seen)) return false;
                isKept = mayKeepTime && seen.Times.Count < MostTimes;
                if (isKept) seen.Times.Add(time);
                crossings[contents] = (seen.Count + 1, seen.Times);
                return true;
            }
        }

        /// <returns>Whether it is kept.</returns>
        public bool First(Contents contents, long time)
        {
            lock (crossings)
            {
                if (Again(contents, time, mayKeepTime: true, out _)) return true; // on another thread, meanwhile
                if (crossings.Count == MostDistinct) return false;
                crossings.Add(contents, (1, [time]));
                return true;
            }
        }

        public IReadOnlyList<(Contents Contents, long Count, long[] Times)> All()
        {
            lock (crossings) return [.. crossings.Select(x => (x.Key, x.Value.Count, x.Value.Times.OrderBy(y => y).ToArray()))];
        }
    }
}
