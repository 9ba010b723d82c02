using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>What two compilations of the same declarations made differently: slots a method takes, attributes a symbol wears.</summary>
internal sealed class DeclarationDiff(Build before, Build after)
{
    public IEnumerable<Rebind> Read()
    {
        var was = Methods(before.Output);
        foreach (var pair in Methods(after.Output))
        {
            if (!was.TryGetValue(pair.Key, out var previous)) continue;
            foreach (var rebind in Method(previous, pair.Value)) yield return rebind;
        }
        foreach (var handle in after.Output.Reader.TypeDefinitions)
        {
            string name = after.Output.NameOf(handle);
            var previous = before.Output.FindType(name);
            if (previous.IsNil || name.Contains("<")) continue;
            foreach (var rebind in Attributes(
                "T:" + name, before.Output.Reader.GetTypeDefinition(previous).GetCustomAttributes(), after.Output.Reader.GetTypeDefinition(handle).GetCustomAttributes()))
                yield return rebind;
        }
    }

    private static Dictionary<string, MethodDefinitionHandle> Methods(AssemblyImage image)
    {
        var methods = new Dictionary<string, MethodDefinitionHandle>(StringComparer.Ordinal);
        foreach (var handle in image.Reader.MethodDefinitions) methods[NormalBody.Symbol(image, handle)] = handle;
        return methods;
    }

    private IEnumerable<Rebind> Method(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        var one = before.Output.Reader.GetMethodDefinition(was);
        var other = after.Output.Reader.GetMethodDefinition(now);
        string id = DocumentationId.Method(after.Output, now);
        bool wasVirtual = (one.Attributes & MethodAttributes.Virtual) != 0, isVirtual = (other.Attributes & MethodAttributes.Virtual) != 0;
        if (!wasVirtual && isVirtual)
            yield return new Rebind(RebindKind.Override, id, id, $"{DisplayName.Of(id)} answers for a member of an interface now (was a method of its own)", after.Sources?.Locate(now, 0));
        foreach (var rebind in Attributes(id, one.GetCustomAttributes(), other.GetCustomAttributes())) yield return rebind;
    }

    private IEnumerable<Rebind> Attributes(string id, CustomAttributeHandleCollection was, CustomAttributeHandleCollection now)
    {
        var one = Worn(before.Output, was);
        var other = Worn(after.Output, now);
        foreach (var pair in one)
        {
            if (!other.TryGetValue(pair.Key, out string? value))
                yield return new Rebind(RebindKind.AttributeArgument, "T:" + pair.Key, id, $"{DisplayName.Of(id)} no longer wears {DisplayName.Type(pair.Key)}", null);
            else if (value != pair.Value)
                yield return new Rebind(RebindKind.AttributeArgument, "T:" + pair.Key, id, $"{DisplayName.Of(id)} wears {DisplayName.Type(pair.Key)} with other arguments", null);
        }
    }

    /// <summary>Attributes of packages by class, with the bytes of their arguments; the compiler's own follow from other things.</summary>
    private static Dictionary<string, string> Worn(AssemblyImage image, CustomAttributeHandleCollection handles)
    {
        var worn = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var handle in handles)
        {
            var attribute = image.Reader.GetCustomAttribute(handle);
            string type = CustomAttributes.TypeName(image, attribute);
            if (!type.StartsWith("System.", StringComparison.Ordinal) && !type.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal))
                worn[type] = Convert.ToBase64String(image.Reader.GetBlobBytes(attribute.Value));
        }
        return worn;
    }
}
