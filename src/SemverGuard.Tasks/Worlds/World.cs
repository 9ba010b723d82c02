using SemverGuard.Metadata;

namespace SemverGuard.Tasks.Worlds;

/// <summary>One state of the application: the files the compiler sees and the files that are loaded.</summary>
/// <param name="Framework">Path of a framework assembly by its simple name.</param>
internal sealed record World(IReadOnlyCollection<string> Compile, IReadOnlyCollection<string> Runtime, IReadOnlyDictionary<string, string> Framework)
{
    /// <summary>All but the framework's.</summary>
    public IEnumerable<string> Files => Compile.Concat(Runtime);

    public AssemblySet CompileSet(AssemblyFiles files) => new(files.Open(Compile), x => FrameworkAssembly(x, files));

    /// <param name="consumer">The project's own assembly, which belongs to every world; null when there is none yet.</param>
    public AssemblySet RuntimeSet(AssemblyFiles files, AssemblyImage? consumer) =>
        new(consumer is null ? files.Open(Runtime) : files.Open(Runtime).Append(consumer), x => FrameworkAssembly(x, files));

    /// <summary>Framework assemblies are many and few are needed: each is opened when a reference first asks for it.</summary>
    private AssemblyImage? FrameworkAssembly(string name, AssemblyFiles files) =>
        Framework.TryGetValue(name, out string? path) ? files.Open(path, isFramework: true) : null;
}
