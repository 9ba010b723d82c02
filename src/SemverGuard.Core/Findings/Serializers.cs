using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>Whether anybody in an application can be seen to write objects down.</summary>
internal static class Serializers
{
    private static readonly string[] Namespaces =
        ["System.Text.Json.", "System.Xml.", "System.Runtime.Serialization.", "System.Net.Http.Json.", "Newtonsoft.Json.", "MessagePack.",
            "ProtoBuf."];

    /// <summary>
    /// False where the project and the packages are all that there is, and none of them names more of a serializer than its attributes. A
    /// host, or a package that stays as it is, may do it for them.
    /// </summary>
    /// <param name="changed">Simple names of the upgraded assemblies.</param>
    public static bool AreAbout(AssemblySet world, AssemblyImage consumer, IReadOnlyCollection<string> changed) =>
        world.Application.Any(x => (x != consumer && !changed.Contains(x.Name)) || Names(x) || x.ReferencedNames().Any(IsHost));

    private static bool Names(AssemblyImage image) => image.Reader.TypeReferences.Select(image.NameOf).Any(
        x => Array.Exists(Namespaces, y => x.StartsWith(y, StringComparison.Ordinal))
            && !x.EndsWith("Attribute", StringComparison.Ordinal));

    /// <summary>Web frameworks and the like, which are no packages.</summary>
    private static bool IsHost(string assembly) => assembly.StartsWith("Microsoft.", StringComparison.Ordinal)
        && assembly is not ("Microsoft.CSharp" or "Microsoft.VisualBasic" or "Microsoft.VisualBasic.Core" or "Microsoft.Win32.Primitives"
            or "Microsoft.Win32.Registry");
}
