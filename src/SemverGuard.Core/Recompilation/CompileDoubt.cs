using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>
/// Whether only a compiler can tell if a source still compiles. A second compilation costs as much as the first, and most upgrades change
/// nothing where the source looks: no type it uses, no name it says.
/// </summary>
public static class CompileDoubt
{
    /// <param name="bumped">Simple names of the assemblies that changed.</param>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static bool About(Build before, AssemblySet after, IReadOnlyCollection<string> bumped, IEnumerable<SymbolUse> uses)
    {
        var was = new ApiSurface(before.World);
        var now = new ApiSurface(after);
        var used = uses.Where(x => bumped.Contains(x.Assembly, StringComparer.OrdinalIgnoreCase)).Select(x => (x.Assembly, Type: DocumentationId.DeclaringType(x.Symbol))).Distinct();
        return used.Any(x => Differs(was, now, x.Assembly, x.Type)) || LosesAnIdentity(before, was, now, bumped) || LosesANamespace(was, now, bumped) || SaysANewName(before, after, bumped);
    }

    /// <summary>An assembly is gone or is another one to those that ask for it, or asks for a higher one than there is.</summary>
    private static bool LosesAnIdentity(Build before, ApiSurface was, ApiSurface now, IReadOnlyCollection<string> bumped)
    {
        if (was.Assemblies.Any(x => x != before.Output && now.Image(x.Name) is null)) return true;
        foreach (string name in bumped)
        {
            if (now.Image(name) is not { } image) continue;
            if (was.Image(name) is { } other && (other.KeyToken != image.KeyToken || image.Version < other.Version)) return true;
            foreach (var handle in image.Reader.AssemblyReferences)
            {
                var reference = image.Reader.GetAssemblyReference(handle);
                string asked = image.Reader.GetString(reference.Name);
                if (now.Assemblies.FirstOrDefault(x => x.Name == asked) is { } found && found.Version < reference.Version) return true;
            }
        }
        return false;
    }

    /// <summary>What a <c>using</c> names must be there, whether or not anything of it is used.</summary>
    private static bool LosesANamespace(ApiSurface was, ApiSurface now, IReadOnlyCollection<string> bumped)
    {
        string[] lost = [.. bumped.SelectMany(was.Namespaces).Except(bumped.SelectMany(now.Namespaces), StringComparer.Ordinal)];
        return lost.Length > 0 && lost.Except(now.Assemblies.SelectMany(x => now.Namespaces(x.Name)), StringComparer.Ordinal).Any();
    }

    /// <summary>The type or something it derives from is declared in another way; additions count, since another overload may be ambiguous.</summary>
    private static bool Differs(ApiSurface was, ApiSurface now, string assembly, string typeId)
    {
        if (was.Find(assembly, typeId) is not { } before) return false;
        return now.Find(assembly, typeId) is not { } after || !Texts(was, assembly, before).SequenceEqual(Texts(now, assembly, after), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Texts(ApiSurface surface, string assembly, ApiType type) =>
        surface.Bases(assembly, type).Prepend(type).SelectMany(x => x.Members.Where(y => y.IsVisible).Select(y => y.Id + " " + FactText.Of(y)).OrderBy(y => y, StringComparer.Ordinal).Prepend(x.Id + " " + FactText.Of(x)));

    /// <summary>A new type or extension method bears a name that stands in the source, and may be meant by it now.</summary>
    private static bool SaysANewName(Build before, AssemblySet after, IReadOnlyCollection<string> bumped)
    {
        var known = new HashSet<string>(bumped.SelectMany(x => Offered(before.World, x)), StringComparer.Ordinal);
        var said = new Lazy<HashSet<string>>(() => Said(before.Output));
        return bumped.SelectMany(x => Offered(after, x)).Any(x => !known.Contains(x) && said.Value.Contains(Simple(x)));
    }

    private static IEnumerable<string> Offered(AssemblySet world, string assembly)
    {
        if (world.Find(assembly) is not { } image) return [];
        return ApiReader.ReadVisible(image).SelectMany(x => x.Members.Where(y => y.IsVisible && y.Is(Traits.Extension)).Select(y => y.Id).Prepend(x.Id));
    }

    /// <summary><c>Trim</c> for <c>M:Lib.Text.Trim``1(System.String)</c>.</summary>
    private static string Simple(string id)
    {
        int open = id.IndexOf('(');
        string plain = open < 0 ? id : id.Substring(0, open);
        string name = plain.Substring(plain.LastIndexOf('.') + 1);
        int arity = name.IndexOf('`');
        return arity < 0 ? name : name.Substring(0, arity);
    }

    private static HashSet<string> Said(AssemblyImage output)
    {
        var reader = output.Reader;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in reader.TypeReferences) Add(reader.GetTypeReference(handle).Name);
        foreach (var handle in reader.TypeDefinitions) Add(reader.GetTypeDefinition(handle).Name);
        foreach (var handle in reader.MemberReferences) Add(reader.GetMemberReference(handle).Name);
        foreach (var handle in reader.MethodDefinitions) Add(reader.GetMethodDefinition(handle).Name);
        return names;

        void Add(StringHandle handle)
        {
            string name = reader.GetString(handle);
            int arity = name.IndexOf('`');
            names.Add(arity < 0 ? name : name.Substring(0, arity));
        }
    }
}
