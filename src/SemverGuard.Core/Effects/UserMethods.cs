using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects;

/// <summary>The methods that a person wrote, by a name that is the same in both versions.</summary>
internal static class UserMethods
{
    /// <param name="isCompared">Of a type's full name, whether its methods in the one after are wanted.</param>
    /// <remarks>Signatures are slow to read, and are read only where a name and a number of parameters leave a choice.</remarks>
    public static (Dictionary<string, MethodDefinitionHandle> Before, Dictionary<string, MethodDefinitionHandle> After) Of(
        AssemblyImage before, AssemblyImage after, Func<string, bool> isCompared)
    {
        var (was, now) = (Listed(before, _ => true), Listed(after, isCompared));
        var overloaded = new HashSet<string>(was.Concat(now).Where(x => x.Value.Count > 1).Select(x => x.Key), StringComparer.Ordinal);
        var (methodsBefore, methodsAfter) = (Named(before, was, overloaded), Named(after, now, overloaded));
        // A helper went, or got another signature, and what outsiders call took the one that it had; or an overload went and another came
        // that takes as many, of other types and by other names: those are two methods.
        foreach (string key in methodsAfter.Keys.Where(IsAnother).ToArray())
        {
            methodsAfter[key + "'"] = methodsAfter[key];
            methodsAfter.Remove(key);
        }
        return (methodsBefore, methodsAfter);

        bool IsAnother(string key) => methodsBefore.TryGetValue(key, out var old)
            && methodsAfter[key] is var other && Words(before, old) != Words(after, other)
            && (IsPrivate(before, old) != IsPrivate(after, other) || NormalBody.Symbol(before, old) != NormalBody.Symbol(after, other));
    }

    /// <summary>Those of one version that the other does not have.</summary>
    public static IEnumerable<MethodDefinitionHandle> Only(
        Dictionary<string, MethodDefinitionHandle> own, Dictionary<string, MethodDefinitionHandle> other) =>
        own.Where(x => !other.ContainsKey(x.Key)).Select(x => x.Value);

    private static bool IsPrivate(AssemblyImage image, MethodDefinitionHandle method) =>
        (image.Reader.GetMethodDefinition(method).Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Private;

    /// <summary>The names of a method's parameters.</summary>
    private static string Words(AssemblyImage image, MethodDefinitionHandle method) => string.Join(
        " ", image.Reader.GetMethodDefinition(method).GetParameters().Select(
            x => image.Reader.GetString(image.Reader.GetParameter(x).Name)));

    private static Dictionary<string, List<MethodDefinitionHandle>> Listed(AssemblyImage image, Func<string, bool> isWanted)
    {
        var methods = new Dictionary<string, List<MethodDefinitionHandle>>(StringComparer.Ordinal);
        foreach (var typeHandle in image.Reader.TypeDefinitions)
        {
            string type = image.NameOf(typeHandle);
            // What a module's initializer calls, a person wrote.
            if (GeneratedNames.IsType(type) && type != "<Module>" || !isWanted(type)) continue;
            foreach (var handle in image.Reader.GetTypeDefinition(typeHandle).GetMethods())
            {
                var method = image.Reader.GetMethodDefinition(handle);
                string name = image.Reader.GetString(method.Name);
                if (method.RelativeVirtualAddress == 0 || GeneratedNames.IsMember(name)) continue;
                string key = type + "." + name + "/" + Parameters(image.Reader.GetBlobReader(method.Signature))
                    .ToString(CultureInfo.InvariantCulture);
                if (!methods.TryGetValue(key, out var list)) methods[key] = list = new List<MethodDefinitionHandle>(1);
                list.Add(handle);
            }
        }
        return methods;
    }

    private static Dictionary<string, MethodDefinitionHandle> Named(
        AssemblyImage image, Dictionary<string, List<MethodDefinitionHandle>> methods, HashSet<string> overloaded)
    {
        var named = new Dictionary<string, MethodDefinitionHandle>(StringComparer.Ordinal);
        foreach (var pair in methods)
        {
            foreach (var handle in pair.Value) named[overloaded.Contains(pair.Key) ? NormalBody.Symbol(image, handle) : pair.Key] = handle;
        }
        return named;
    }

    private static int Parameters(BlobReader signature)
    {
        if (signature.ReadSignatureHeader().IsGeneric) signature.ReadCompressedInteger();
        return signature.ReadCompressedInteger();
    }
}
