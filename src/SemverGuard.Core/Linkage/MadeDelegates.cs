using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Delegates that pass by reference what they passed by value, or the other way round. The runtime does not compare a delegate with the
/// method that a compiler made it of: a method that was compiled before takes an address for the value.
/// </summary>
/// <param name="delegates">What they do, by full name.</param>
internal sealed class MadeDelegates(AssemblySet after, IReadOnlyDictionary<string, string> delegates)
{
    /// <summary>The delegates of an assembly that pass their arguments otherwise by now, and how.</summary>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<(string Name, string Change)> Of(AssemblySet before, AssemblySet after, string assembly)
    {
        if (before.Find(assembly) is not { } was || after.Find(assembly) is not { } now || now.IsSameAs(was)) yield break;
        foreach (var type in was.Reader.TypeDefinitions.Select(x => new TypeHome(was, x)))
        {
            if (Passed(type) is not { } old || Passed(after.FindType(assembly, type.Name)) is not { } @new) continue;
            int other = old.Length != @new.Length ? -1 : Array.FindIndex([.. old.Zip(@new, (x, y) => x != y)], x => x);
            if (other < 0) continue;
            string name = DisplayName.Type(type.Name);
            yield return (type.Name, @new[other]
                ? $"passes by reference what a method made into a '{name}' takes by value"
                : $"passes by value what a method made into a '{name}' takes by reference");
        }
    }

    public IEnumerable<(EntityHandle Reference, Problem Problem)> In(AssemblyImage image)
    {
        var reader = image.Reader;
        if (delegates.Count == 0 || !reader.TypeReferences.Any(x => delegates.ContainsKey(image.NameOf(x)))) yield break;
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (!reader.StringComparer.Equals(member.Name, ".ctor")) continue;
            if (after.Resolve(image, member.Parent) is not { IsFound: true } type
                || !delegates.TryGetValue(type.Name, out string? change))
                continue;
            yield return (handle, new Problem("T:" + type.Name, type.Image!.Name, Problem.Silent, change));
        }
    }

    /// <summary>Which arguments a delegate passes by reference; null of any other type.</summary>
    private static bool[]? Passed(TypeHome type)
    {
        if (!type.IsFound || type.Definition.BaseType is not { IsNil: false } @base
            || type.Image!.NameOf(@base) != "System.MulticastDelegate")
            return null;
        var reader = type.Image.Reader;
        var invoke = type.Definition.GetMethods().Select(reader.GetMethodDefinition)
            .Where(x => reader.StringComparer.Equals(x.Name, "Invoke")).ToArray();
        return invoke is [var only] ? [.. type.Image.SignatureOf(only).ParameterTypes.Select(x => x.IndexOf('@') >= 0)] : null;
    }
}
