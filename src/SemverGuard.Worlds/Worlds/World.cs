using SemverGuard.Baselines;
using SemverGuard.Metadata;

namespace SemverGuard.Worlds;

/// <summary>One state of the application: the files the compiler sees and the files that are loaded.</summary>
/// <param name="Framework">Path of a framework assembly by its simple name.</param>
internal sealed record World(
    IReadOnlyCollection<string> Compile, IReadOnlyCollection<string> Runtime, IReadOnlyDictionary<string, string> Framework)
{
    /// <summary>
    /// Packages that are not on this machine as they were; their present assets stand in, so that they hide nothing and prove nothing.
    /// </summary>
    public IReadOnlyList<BaselinePackage> Missing { get; init; } = [];

    /// <summary>What the framework has when the application runs, and the compiler does not see.</summary>
    public RunTimeFramework? AtRunTime { get; init; }

    /// <summary>All but the framework's.</summary>
    public IEnumerable<string> Files => Compile.Concat(Runtime);

    /// <param name="consumer">The project's own assembly; null when it is not asked about.</param>
    public AssemblySet CompileSet(AssemblyFiles files, AssemblyImage? consumer = null) => Set(Compile, files, consumer, null);

    /// <param name="consumer">The project's own assembly, which belongs to every world; null when there is none yet.</param>
    public AssemblySet RuntimeSet(AssemblyFiles files, AssemblyImage? consumer) =>
        Set(Runtime, files, consumer, AtRunTime);

    /// <remarks>An assembly of a package that has the project's own name lies nowhere: the project's is copied to its place.</remarks>
    private AssemblySet Set(IEnumerable<string> paths, AssemblyFiles files, AssemblyImage? consumer, RunTimeFramework? more) => new(
        consumer is null
            ? files.Open(paths)
            : files.Open(paths).Where(x => !x.Name.Equals(consumer.Name, StringComparison.OrdinalIgnoreCase)).Append(consumer),
        x => FrameworkAssembly(x, files) ?? more?.Open(x, files))
    {
        HasUnseen = more is null ? null : more.Has,
    };

    /// <summary>Framework assemblies are many and few are needed: each is opened when a reference first asks for it.</summary>
    private AssemblyImage? FrameworkAssembly(string name, AssemblyFiles files) =>
        Framework.TryGetValue(name, out string? path) ? files.Open(path, isFramework: true) : null;
}
