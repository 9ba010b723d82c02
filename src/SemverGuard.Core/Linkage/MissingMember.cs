using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>What is said of a member that is not there: what was asked for, and what stands in its place.</summary>
internal sealed class MissingMember(AssemblySet world, AssemblyImage from)
{
    public Problem NoMethod(MemberReference reference, MemberHome home)
    {
        var signature = reference.DecodeMethodSignature(from.DocumentationText, GenericScope.Open);
        string name = from.Reader.GetString(reference.Name);
        string symbol = DocumentationId.Method(home.Type.Name, name, signature);
        return new Problem(symbol, home.Image.Name, "MissingMethodException",
            $"has no method '{DisplayName.Of(symbol, GenericNames.Of(home.Type))}'" + Instead(home.Type, name, signature));
    }

    /// <summary>What stands in a missing method's place, if there is just one method of the name.</summary>
    private string Instead(TypeHome type, string name, MethodSignature<string> signature)
    {
        var image = type.Image!;
        var same = type.Definition.GetMethods()
            .Where(x => image.Reader.StringComparer.Equals(image.Reader.GetMethodDefinition(x).Name, name)).ToArray();
        if (same.Length == 0) return Inherited(type, name, signature);
        if (same.Length != 1) return "";
        var now = image.Reader.GetMethodDefinition(same[0]).DecodeSignature(image.DocumentationText, GenericScope.Open);
        var generics = GenericNames.Of(image, same[0]);
        string display = DisplayName.Of(DocumentationId.Method(image, same[0]), generics);
        if (now.Header.IsInstance != signature.Header.IsInstance)
            return now.Header.IsInstance ? " (it is now an instance method)" : " (it is now static)";
        if (now.ReturnType != signature.ReturnType)
        {
            var (had, has) = DisplayName.Types(signature.ReturnType, now.ReturnType, generics);
            return $" returning {had} (it now returns {has})";
        }
        string asked = DocumentationId.Method(type.Name, name, signature);
        if (asked != DocumentationId.Method(image, same[0]))
            return DisplayName.Of(asked, generics) != display ? $" (it is now '{display}')" : Apart(signature, now, generics);
        if (!name.StartsWith("set_", StringComparison.Ordinal)) return " (its signature now has other modifiers)";
        bool isInit = image.SignatureOf(image.Reader.GetMethodDefinition(same[0])).ReturnType
            .IndexOf("IsExternalInit", StringComparison.Ordinal) >= 0;
        return isInit ? " (it is now an init accessor)" : " (it is now a set accessor, was init)";
    }

    /// <summary>The source finds what an interface inherits; a reference has to name the one that has it.</summary>
    private string Inherited(TypeHome type, string name, MethodSignature<string> signature)
    {
        if (!type.IsInterface) return "";
        var home = world.Interfaces(type).Select(x => x.Type).FirstOrDefault(x => x.Definition.GetMethods()
            .Select(x.Image!.Reader.GetMethodDefinition).Any(y => x.Image.Reader.StringComparer.Equals(y.Name, name)
                && y.DecodeSignature(x.Image.DocumentationText, GenericScope.Open).ParameterTypes.SequenceEqual(signature.ParameterTypes)));
        return home.IsFound ? $" (it is now in {DisplayName.Type(home.Name)})" : "";
    }

    /// <summary>What differs where the short names say nothing.</summary>
    private static string Apart(MethodSignature<string> signature, MethodSignature<string> now, GenericNames generics)
    {
        if (signature.GenericParameterCount != now.GenericParameterCount)
            return $" with {Counted(signature.GenericParameterCount)} (it now has {Counted(now.GenericParameterCount)})";
        for (int i = 0; i < now.ParameterTypes.Length; i++)
        {
            if (signature.ParameterTypes[i] == now.ParameterTypes[i]) continue;
            var (took, takes) = DisplayName.Types(signature.ParameterTypes[i], now.ParameterTypes[i], generics);
            return $" (it now takes {takes}, was {took})";
        }
        return "";

        static string Counted(int count) => (count == 0 ? "no" : $"{count}") + " type parameter" + (count == 1 ? "" : "s");
    }

    public Problem NoField(MemberReference reference, MemberHome home)
    {
        string name = from.Reader.GetString(reference.Name);
        string symbol = "F:" + home.Type.Name + "." + name;
        return new Problem(symbol, home.Image.Name, "MissingFieldException",
            $"has no field '{DisplayName.Of(symbol)}'" + FieldInstead(reference, home, name));
    }

    private string FieldInstead(MemberReference reference, MemberHome home, string name)
    {
        var target = home.Image.Reader;
        foreach (var handle in home.Type.Definition.GetFields())
        {
            var field = target.GetFieldDefinition(handle);
            if (!target.StringComparer.Equals(field.Name, name)) continue;
            string was = reference.DecodeFieldSignature(from.LinkText, GenericScope.Open),
                now = field.DecodeSignature(home.Image.LinkText, GenericScope.Open);
            var (had, has) = DisplayName.Types(was, now);
            return $" of type {had} (it is now {has})";
        }
        return "";
    }
}
