using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace SemverGuard.Recording;

/// <summary>
/// Keeps what crossed, in this process: of each place in each test the first different crossings, and how often each came. When the process
/// ends it writes them to a file; until then, to the same file from time to time, for a process that is killed.
/// </summary>
internal sealed class Recorder
{
    private const int MostDistinct = 64;

    /// <summary>Of all texts together: what is more is counted, and neither fills the memory nor makes a file that nobody reads.</summary>
    private const long MostCharacters = 40_000_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> moved;
    private readonly string file;
    private readonly ConcurrentDictionary<(CrossingKind, string Test, string Place), Seen> places = new();
    private readonly ConcurrentDictionary<Type, string> assemblies = new();
    private readonly ConcurrentDictionary<Crossing, byte> open = new();
    private readonly object writing = new();
    private readonly Timer timer;
    private bool isEnded;
    private long order, added, dropped, characters, written = -1;

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
        return name.Length > 0 ? name : null;
    }

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

    public void Add(CrossingKind kind, string test, string place, Contents contents, long first)
    {
        if (Interlocked.Read(ref characters) > MostCharacters)
        {
            Interlocked.Increment(ref dropped);
            return;
        }
        places.GetOrAdd((kind, test, place), _ => new Seen()).Add(contents, first, ref dropped, ref characters);
        Interlocked.Increment(ref added);
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
            foreach (var (contents, count, first) in seen.Value.All()) Write(text, kind, test, place, contents, count, first);
        }
        foreach (var crossing in open.Keys)
        {
            var (kind, test, place, contents, order) = crossing.Unended();
            Write(text, kind, test, place, contents, 1, order);
        }
    }

    private static void Write(TextWriter text, CrossingKind kind, string test, string place, Contents contents, long count, long first)
    {
        string[] fields =
        [
            kind.ToString(), RecordingFormat.Escaped(test), place, contents.Assembly, RecordingFormat.Escaped(contents.Arguments),
            RecordingFormat.Escaped(contents.Outcome), RecordingFormat.Escaped(contents.HandedBack),
            count.ToString(CultureInfo.InvariantCulture), first.ToString(CultureInfo.InvariantCulture),
        ];
        text.Write(string.Join("\t", fields) + "\n");
    }

    /// <summary>What crossed, as text.</summary>
    /// <param name="Assembly">Simple name of the package's assembly on the other side.</param>
    public record struct Contents(string Assembly, string Arguments, string Outcome, string HandedBack)
    {
        /// <summary>About as much as a line of the file is long.</summary>
        public readonly int Length => 256 + Arguments.Length + Outcome.Length + HandedBack.Length;
    }

    /// <summary>What came at one place.</summary>
    private sealed class Seen
    {
        private readonly Dictionary<Contents, (long Count, long First)> crossings = [];

        public void Add(Contents contents, long order, ref long dropped, ref long characters)
        {
            lock (crossings)
            {
                if (crossings.TryGetValue(contents, out var seen))
                {
                    crossings[contents] = (seen.Count + 1, Math.Min(seen.First, order));
                }
                else if (crossings.Count < MostDistinct)
                {
                    crossings.Add(contents, (1, order));
                    Interlocked.Add(ref characters, contents.Length);
                }
                else
                {
                    Interlocked.Increment(ref dropped);
                }
            }
        }

        public IReadOnlyList<(Contents Contents, long Count, long First)> All()
        {
            lock (crossings) return [.. crossings.Select(x => (x.Key, x.Value.Count, x.Value.First))];
        }
    }
}
