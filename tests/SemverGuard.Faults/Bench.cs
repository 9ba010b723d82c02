using System.Globalization;
using System.Reflection.PortableExecutable;
using Mono.Cecil;
using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Faults;

/// <summary>How a fault is told.</summary>
internal enum Told
{
    Nothing,

    /// <summary>Something changed, and not in which method.</summary>
    Counted,

    /// <summary>The method is in the list of those that changed.</summary>
    Listed,
    Info,
    Warning,
}

/// <summary>One fault in one package, what it does and what we say of it.</summary>
/// <param name="Differs">The consumer prints something else, or does not come to its end.</param>
/// <param name="Distance">Calls from the member that the consumer uses to the method; null where it is not listed.</param>
internal sealed record Result(Package Package, Site Site, bool Differs, Told Told, string Said, int? Distance, string Before, string After)
{
    /// <summary>A replay of the consumer sees a difference where it calls the package, whatever it prints.</summary>
    public bool IsReplayed { get; init; }
}

/// <summary>Puts faults into a package, one at a time, and compares what a consumer prints with what a check of the upgrade says.</summary>
internal sealed class Bench : IDisposable
{
    private readonly Package package;
    private readonly CompiledAssembly consumer;
    private readonly string folder;
    private readonly ReaderParameters reading;

    private Bench(Package package)
    {
        this.package = package;
        consumer = package.Consumer();
        folder = Directory.CreateTempSubdirectory("semverguard-faults-").FullName;
        File.WriteAllText(Path.Combine(folder, "name.txt"), package.Assembly);
        File.WriteAllBytes(Path.Combine(folder, "App.dll"), [.. consumer.Image]);
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        reading = new ReaderParameters { AssemblyResolver = resolver, InMemory = true };
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <param name="count">Faults at most.</param>
    /// <param name="shift">The kind to begin with, so that small samples of several packages have all of them.</param>
    public static IReadOnlyList<Result> Run(Package package, int count, int shift)
    {
        using var bench = new Bench(package);
        return bench.Results(Chosen(bench.Visited(), count, shift));
    }

    /// <summary>What is said of an assembly that was read and written again, with no fault in it.</summary>
    public static GuardReport Unharmed(Package package)
    {
        using var bench = new Bench(package);
        bench.Write(0, _ => { });
        return bench.Judge(0);
    }

    /// <summary>The places that the consumer comes by.</summary>
    private List<Site> Visited()
    {
        List<Site> sites = [];
        Write(0, x =>
        {
            sites.AddRange(Sites.Of(x));
            Injection.Probe(x, sites);
        });
        string hits = Runner.Run(folder, 1)[0];
        Delete(1);
        return [.. hits.Split(',').Select(x => sites[int.Parse(x, CultureInfo.InvariantCulture)])];
    }

    /// <summary>A few of each kind in turn, in another method each as long as there is one.</summary>
    private static List<Site> Chosen(List<Site> visited, int count, int shift)
    {
        var kinds = Enum.GetValues<FaultKind>();
        var queues = kinds.Select(x => new Queue<Site>(visited.Where(y => y.Kind == x).OrderBy(y => y.Order))).ToArray();
        var chosen = new List<Site>();
        var methods = new HashSet<int>();
        for (int turn = shift; chosen.Count < count && queues.Any(x => x.Count > 0); turn++)
        {
            var queue = queues[turn % queues.Length];
            for (int i = queue.Count; i > 0 && methods.Contains(queue.Peek().Token); i--) queue.Enqueue(queue.Dequeue());
            if (queue.TryDequeue(out var site) && methods.Add(site.Token) | queue.All(x => methods.Contains(x.Token))) chosen.Add(site);
        }
        return chosen;
    }

    private List<Result> Results(List<Site> sites)
    {
        File.Copy(package.Path, FileOf(0));
        Write(1, _ => { });
        var changes = sites.Select((x, i) => Write(i + 2, y => Injection.Apply(y, x))).ToList();
        string[] printed = Runner.Run(folder, sites.Count + 2);
        if (printed[0].Length < 64 || printed[0] != printed[1])
            throw new InvalidOperationException($"The consumer of {package} does not print the same twice: {printed[0]}, {printed[1]}");
        var replayed = new Replayed(folder, package.Assembly);
        var results = new List<Result>();
        for (int i = 0; i < sites.Count; i++)
        {
            var report = Judge(i + 2);
            var (told, said, distance) = Loudest(report, sites[i]);
            bool differs = printed[i + 2] != printed[0];
            results.Add(new Result(package, sites[i], differs, told, said, distance, changes[i].Before, changes[i].After)
            {
                IsReplayed = differs && replayed.Sees(i + 2),
            });
        }
        Delete(sites.Count + 2);
        return results;
    }

    private (Told Told, string Said, int? Distance) Loudest(GuardReport report, Site site)
    {
        string method = MethodName.Of(site);
        var facts = report.Findings.Where(x => x.Id != EffectRules.Implementation.Id).OrderByDescending(x => x.Severity).ToList();
        var listed = report.Findings.SelectMany(x => x.Methods).Where(x => MethodName.Of(x.Method.Symbol) == method).ToList();
        int? distance = listed.Count == 0 ? null : listed.Min(x => x.Way.Distance);
        if (report.NotChecked.Count > 0) return (Told.Nothing, "not checked: " + report.NotChecked[0].Reason, distance);
        if (facts.Count > 0) return (facts[0].Severity >= Severity.Warning ? Told.Warning : Told.Info, facts[0].ToString(), distance);
        string said = report.Findings.FirstOrDefault()?.Message ?? "";
        return (listed.Count > 0 ? Told.Listed : report.Findings.Count > 0 ? Told.Counted : Told.Nothing, said, distance);
    }

    /// <summary>The findings of a patch that brings one of the assemblies, as a build has them.</summary>
    private GuardReport Judge(int number)
    {
        AssemblyImage was = Open(File.ReadAllBytes(package.Path)), now = Open(File.ReadAllBytes(FileOf(number))),
            app = World.Open(consumer);
        AssemblySet worldBefore = Set([was, app]), worldAfter = Set([now, app]);
        var sources = World.Sources(consumer);
        return Guard.Check(new GuardInput
        {
            Uses = UseReader.Read(app, worldBefore, sources),
            Bumps = [new Bump(package.Id, "2.4.1", "2.4.2", [package.Assembly])],
            RuntimeBefore = worldBefore,
            RuntimeAfter = worldAfter,
            Before = new ApiSurface(Set([was])).Find,
            After = new ApiSurface(Set([now])),
            Consumer = app,
            Sources = sources,
            IsRebuilt = true,
        });
    }

    private static readonly AssemblySet Framework = World.Of(Array.Empty<AssemblyImage>());

    private static AssemblySet Set(IReadOnlyList<AssemblyImage> images) => new(images, Other);

    /// <summary>The framework's, or what the package needs and is beside the tests.</summary>
    private static AssemblyImage? Other(string name)
    {
        if (Framework.Find(name) is { } framework) return framework;
        string path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        return File.Exists(path) ? World.Open(path) : null;
    }

    private static AssemblyImage Open(byte[] image)
    {
        var pe = new PEReader([.. image]);
        return new AssemblyImage(System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(pe), pe);
    }

    private T Write<T>(int number, Func<ModuleDefinition, T> change)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(package.Path, reading);
        var result = change(assembly.MainModule);
        // What was written anew has a new id, as a build has.
        assembly.MainModule.Mvid = new Guid(number + 1, 0, 0, new byte[8]);
        assembly.Write(FileOf(number), new WriterParameters { Timestamp = 0 });
        return result;
    }

    private void Write(int number, Action<ModuleDefinition> change) => Write(number, x =>
    {
        change(x);
        return 0;
    });

    private void Delete(int count)
    {
        for (int i = 0; i < count; i++) File.Delete(FileOf(i));
    }

    private string FileOf(int number) => Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture) + ".dll");
}
