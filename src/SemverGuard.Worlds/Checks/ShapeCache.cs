using System.Collections.Concurrent;
using SemverGuard.Packages;

namespace SemverGuard.Worlds.Checks;

/// <summary>What packages are besides their assemblies: native code is hashed for it, once for all who ask. For several threads.</summary>
internal sealed class ShapeCache
{
    private readonly ConcurrentDictionary<string, PackageShape> shapes = new(StringComparer.Ordinal);

    /// <param name="folder">Of an extracted package; what lies there is no other while a command or a build runs.</param>
    /// <param name="question">What the answer depends on besides.</param>
    public PackageShape Of(string folder, IEnumerable<string> question, Func<PackageShape> read) =>
        shapes.GetOrAdd(string.Join("\n", question.Prepend(folder)), _ => read());
}
