using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Calls through an interface instantiation that only variance led to: <c>ISource&lt;object&gt;.Next</c> on a class that implements
/// <c>ISource&lt;string&gt;</c>. Without the <c>out</c> the reference still resolves, and the object has no such entry point.
/// </summary>
internal sealed class LostVariance(AssemblySet after, HashSet<string> interfaces)
{
    private HashSet<string>? implemented;

    /// <summary>Full names of the interfaces of one assembly that were variant and no longer are.</summary>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<string> Of(AssemblySet before, AssemblySet after, string assembly)
    {
        if (before.Find(assembly) is not { } was || after.Find(assembly) is not { } image || image.IsSameAs(was)) yield break;
        foreach (var handle in was.Reader.TypeDefinitions)
        {
            if (!IsVariant(was, handle)) continue;
            var now = image.FindType(was.NameOf(handle));
            if (!now.IsNil && !IsVariant(image, now)) yield return was.NameOf(handle);
        }
    }

    /// <summary>The member references of an assembly that no implementation answers any more.</summary>
    public IEnumerable<(EntityHandle Reference, Problem Problem)> In(AssemblyImage image)
    {
        if (interfaces.Count == 0) yield break;
        foreach (var built in Built(image)) yield return built;
        foreach (var handle in image.Reader.MemberReferences)
        {
            var parent = image.Reader.GetMemberReference(handle).Parent;
            if (parent.Kind != HandleKind.TypeSpecification) continue;
            var home = after.Resolve(image, parent);
            if (!home.IsFound || !interfaces.Contains(home.Name)) continue;
            string instantiation = image.NameOf(parent);
            // An argument that is itself a type parameter may stand for anything.
            if (instantiation.IndexOf('`') >= 0 || (implemented ??= Implemented()).Contains(instantiation)) continue;
            yield return (handle, new Problem("T:" + home.Name, home.Image!.Name, "EntryPointNotFoundException",
                $"has made '{DisplayName.Type(home.Name)}' invariant, and nothing implements {DisplayName.Type(instantiation)}"));
        }
    }

    /// <summary>
    /// Interfaces of the assembly that hand their own variant type parameters to one that is invariant by now: they do not load.
    /// </summary>
    private IEnumerable<(EntityHandle Reference, Problem Problem)> Built(AssemblyImage image)
    {
        foreach (var handle in image.Reader.TypeDefinitions)
        {
            if (!IsVariant(image, handle)) continue;
            foreach (var built in image.Reader.GetTypeDefinition(handle).GetInterfaceImplementations()
                .Select(x => image.Reader.GetInterfaceImplementation(x).Interface))
            {
                var home = after.Resolve(image, built);
                if (!home.IsFound || !interfaces.Contains(home.Name) || image.NameOf(built).IndexOf('`') < 0) continue;
                var problem = new Problem("T:" + home.Name, home.Image!.Name, "TypeLoadException",
                    $"has made '{DisplayName.Type(home.Name)}' invariant, on which '{DisplayName.Type(image.NameOf(handle))}' builds");
                yield return (handle, problem);
                // What implements it cannot be loaded either.
                foreach (var type in image.Reader.TypeDefinitions)
                {
                    if (Array.Exists(after.Interfaces(new TypeHome(image, type)), x => x.Type == new TypeHome(image, handle)))
                        yield return (type, problem);
                }
            }
        }
    }

    private static bool IsVariant(AssemblyImage image, TypeDefinitionHandle handle)
    {
        var type = image.Reader.GetTypeDefinition(handle);
        if ((type.Attributes & TypeAttributes.Interface) == 0) return false;
        foreach (var parameter in type.GetGenericParameters())
        {
            if ((image.Reader.GetGenericParameter(parameter).Attributes & GenericParameterAttributes.VarianceMask) != 0) return true;
        }
        return false;
    }

    private HashSet<string> Implemented()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var image in after.Application)
        {
            foreach (var handle in image.Reader.TypeDefinitions)
            {
                foreach (var (type, _, text) in after.Interfaces(new TypeHome(image, handle)))
                {
                    if (interfaces.Contains(type.Name)) found.Add(text);
                }
            }
        }
        return found;
    }
}
