using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>The types that were values and are references by now, or the other way round.</summary>
internal static class ChangedKinds
{
    /// <summary>Their full names among the types of one assembly.</summary>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<string> Of(AssemblySet before, AssemblySet after, string assembly)
    {
        if (before.Find(assembly) is not { } was || after.Find(assembly) is not { } now || now.IsSameAs(was)) yield break;
        foreach (var handle in was.Reader.TypeDefinitions)
        {
            var home = after.FindType(assembly, was.NameOf(handle));
            if (home.IsFound && ReferenceCheck.IsValue(new TypeHome(was, handle)) != ReferenceCheck.IsValue(home))
                yield return was.NameOf(handle);
        }
    }
}
