using System.Reflection.PortableExecutable;
using SemverGuard.Metadata;

namespace SemverGuard.Benchmarks.Linkage;

/// <summary>
/// An application of real assemblies in which one package was bumped: the shared frameworks' own, taken for an application's.
/// </summary>
/// <remarks>The bumped one lies at the bottom, so that most of the others lean on it.</remarks>
internal sealed class Deployment : IDisposable
{
    private const string Bumped = "Microsoft.Extensions.DependencyInjection.Abstractions";

    private readonly OpenedAssemblies files;
    private readonly string[] paths;
    private readonly string bumpedBefore;
    private readonly string bumpedAfter;

    /// <param name="size">How many assemblies, the bumped one included.</param>
    /// <param name="breaks">Bumped to a major version below, which everybody refuses; else to the next patch, at which nobody takes
    /// offence.</param>
    public Deployment(int size, bool breaks)
    {
        string[] folders = [Places.Framework, Places.SharedFramework("Microsoft.AspNetCore.App")];
        files = new OpenedAssemblies(folders);
        string current = Path.Combine(folders[1], Bumped + ".dll");
        bumpedBefore = breaks ? current : Places.Package(Bumped, "10.0.0", "lib/net10.0/" + Bumped + ".dll");
        bumpedAfter = breaks ? Places.Package(Bumped, "9.0.5", "lib/net9.0/" + Bumped + ".dll") : current;
        paths = [.. Directory.EnumerateFiles(folders[1], "*.dll").Order(StringComparer.Ordinal).Where(x => x != current)
            .Concat(Directory.EnumerateFiles(folders[0], "System.*.dll").Order(StringComparer.Ordinal)).Where(IsManaged).Take(size - 1)];
    }

    /// <summary>Size of the method bodies of all assemblies, in bytes.</summary>
    public long Code => OpenedAssemblies.CodeOf(Worlds().After.Application);

    /// <summary>Two worlds that share what is the same in both, as a build has them.</summary>
    public (AssemblySet Before, AssemblySet After) Worlds()
    {
        AssemblyImage[] same = [.. paths.Select(files.Open)];
        return (new AssemblySet(same.Prepend(files.Open(bumpedBefore)), files.Framework),
            new AssemblySet(same.Prepend(files.Open(bumpedAfter)), files.Framework));
    }

    public void Dispose() => files.Dispose();

    private static bool IsManaged(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata;
    }
}
