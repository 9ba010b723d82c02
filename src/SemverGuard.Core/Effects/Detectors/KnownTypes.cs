using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A method asks for values of a framework type that its assembly did not know before, and treats them in a way of its own: a serializer
/// that learns of <c>TimeOnly</c> writes other text from then on.
/// </summary>
internal static class KnownTypes
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        foreach (string type in AskedFor(pair.AfterSide, pair.IsHandle).Distinct(StringComparer.Ordinal)
            .Where(x => !IsKnown(pair.BeforeSide.Image, x)))
        {
            string text = $"now has its own handling of {DisplayName.Type(type)}";
            yield return new Effect(EffectKind.Serialization, type, text, Weight.Faint) { Direction = 1, Concerns = type };
        }
    }

    /// <summary>Framework structs whose values the method tells from others.</summary>
    private static List<string> AskedFor(Side side, MethodDefinitionHandle method)
    {
        var types = new List<string>();
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return types;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is not (ILOpCode.Ldtoken or ILOpCode.Isinst or ILOpCode.Unbox or ILOpCode.Unbox_any)) continue;
            if (il.Entity.Kind != HandleKind.TypeReference) continue;
            var home = side.World.Resolve(side.Image, il.Entity);
            if (home.IsFound && home.Image!.IsFramework && ReferenceCheck.IsValue(home)) types.Add(home.Name);
        }
        return types;
    }

    private static bool IsKnown(AssemblyImage image, string type) => image.Reader.TypeReferences.Any(x => image.NameOf(x) == type);
}
