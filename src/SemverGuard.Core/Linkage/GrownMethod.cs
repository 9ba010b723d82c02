using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>The method that a call binds to once it is compiled again, where the one that it names got optional parameters.</summary>
internal static class GrownMethod
{
    /// <returns>Null where there is none, or more than one.</returns>
    public static MemberHome? Of(AssemblyImage from, EntityHandle called, TypeHome type)
    {
        if (called.Kind != HandleKind.MemberReference) return null;
        var reference = from.Reader.GetMemberReference((MemberReferenceHandle)called);
        if (reference.GetKind() != MemberReferenceKind.Method) return null;
        var given = reference.DecodeMethodSignature(from.DocumentationText, GenericScope.Open).ParameterTypes;
        string name = from.Reader.GetString(reference.Name);
        var reader = type.Image!.Reader;
        MethodDefinitionHandle[] grown = [
            .. type.Definition.GetMethods().Where(x => reader.StringComparer.Equals(reader.GetMethodDefinition(x).Name, name) && Takes(x))];
        return grown is [var one] ? new MemberHome(Outcome.Found, type, one) : null;

        bool Takes(MethodDefinitionHandle handle)
        {
            var method = reader.GetMethodDefinition(handle);
            var types = method.DecodeSignature(type.Image.DocumentationText, GenericScope.Open).ParameterTypes;
            return types.Length > given.Length && given.SequenceEqual(types.Take(given.Length))
                && OptionalParameters.AtEnd(reader, method).Count(x => x.SequenceNumber > given.Length) == types.Length - given.Length;
        }
    }
}
