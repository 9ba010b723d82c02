using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>The types that were values and are references by now, or the other way round.</summary>
internal static class ChangedKinds
{
    /// <summary>Their full names. They come in no order.</summary>
    public static HashSet<string> Between(AssemblySet before, AssemblySet after, IEnumerable<string> assemblies)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (string assembly in assemblies)
        {
            if (before.Find(assembly) is not { } was || after.Find(assembly) is not { } now || was.Mvid == now.Mvid) continue;
            foreach (var handle in was.Reader.TypeDefinitions)
            {
                var home = after.FindType(assembly, was.NameOf(handle));
                if (home.IsFound && ReferenceCheck.IsValue(new TypeHome(was, handle)) != ReferenceCheck.IsValue(home)) found.Add(was.NameOf(handle));
            }
        }
        return found;
    }
}
