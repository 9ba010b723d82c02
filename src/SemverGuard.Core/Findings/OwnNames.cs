using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>
/// The texts in a project's own code that may be names which a package means as well. A mere word (hello, error) is one only where the code
/// asks for something by it: <c>row["name"]</c>, <c>user.FindFirst("email")</c>, <c>key == "state"</c>; or names another text with it:
/// <c>new Claim("name", "Jo")</c>.
/// </summary>
internal static class OwnNames
{
    private static readonly string[] Asking = ["get_Item", "Get", "Find", "Try", "Contains", "Has", "Remove", "Equals", "op_Equality"];

    public static IEnumerable<string> In(AssemblyImage image)
    {
        var reader = image.Reader;
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = reader.GetNextHandle(handle))
        {
            if (reader.GetUserString(handle) is var text && !IsWord(text)) yield return text;
        }
        foreach (string word in reader.MethodDefinitions.SelectMany(x => AskedFor(image, x))) yield return word;
    }

    private static bool IsWord(string text) => text.Skip(1).All(char.IsLower);

    private static List<string> AskedFor(AssemblyImage image, MethodDefinitionHandle method)
    {
        var found = new List<string>();
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return found;
        string? text = null, earlier = null;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Ldloca or ILOpCode.Ldloca_s) continue; // where the answer is put
            if (text is not null && il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && Asks(image, il.Entity)) found.Add(text);
            if (text is not null && earlier is not null && il.OpCode == ILOpCode.Newobj && TakesTwo(image, il.Entity)) found.Add(earlier);
            earlier = text;
            text = il.OpCode == ILOpCode.Ldstr ? image.UserString(il.Token) : null;
        }
        return found;
    }

    /// <summary>A constructor of one parameter takes the second text alone.</summary>
    private static bool TakesTwo(AssemblyImage image, EntityHandle constructor) => constructor.Kind switch
    {
        HandleKind.MethodDefinition => image.SignatureOf(image.Reader.GetMethodDefinition((MethodDefinitionHandle)constructor)),
        HandleKind.MemberReference => image.SignatureOf(image.Reader.GetMemberReference((MemberReferenceHandle)constructor)),
        _ => default(MethodSignature<string>?),
    } is { ParameterTypes.Length: >= 2 };

    private static bool Asks(AssemblyImage image, EntityHandle called) =>
        image.MemberName(called) is { } name && Array.Exists(Asking, x => name.StartsWith(x, StringComparison.Ordinal));
}
