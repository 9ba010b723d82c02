using Mono.Cecil;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>The types of a member as its caller sees them: type arguments put in, modifiers left out.</summary>
internal static class Signature
{
    public static TypeReference Seen(TypeReference type, MethodReference member) => type switch
    {
        GenericParameter { Type: GenericParameterType.Type } parameter =>
            member.DeclaringType is GenericInstanceType owner ? owner.GenericArguments[parameter.Position] : parameter,
        GenericParameter parameter => member is GenericInstanceMethod instance ? instance.GenericArguments[parameter.Position] : parameter,
        IModifierType modified => Seen(modified.ElementType, member),
        ByReferenceType reference => new ByReferenceType(Seen(reference.ElementType, member)),
        ArrayType array => Array(array, member),
        PointerType pointer => new PointerType(Seen(pointer.ElementType, member)),
        GenericInstanceType generic => Generic(generic, member),
        _ => type,
    };

    /// <summary>Without what marks it as read-only, init-only or volatile.</summary>
    public static TypeReference Bare(TypeReference type) => type is IModifierType modified ? Bare(modified.ElementType) : type;

    /// <summary>Cannot be a type argument, nor be boxed.</summary>
    public static bool IsUnseen(TypeReference type) =>
        type is PointerType or FunctionPointerType or ByReferenceType
        || type is GenericParameter { Attributes: var attributes } && ((int)attributes & AllowsRefStruct) != 0
        || type.FullName is "System.TypedReference" or "System.ArgIterator" or "System.RuntimeArgumentHandle"
        || type is not (GenericParameter or ArrayType)
            && (type.GetElementType().FullName is "System.Span`1" or "System.ReadOnlySpan`1" || IsByRefLike(type));

    private const int AllowsRefStruct = 0x20;

    private static bool IsByRefLike(TypeReference type) =>
        type.IsValueType && (Resolution.Of(type) is not { } definition
            || definition.CustomAttributes.Any(x => x.AttributeType.Name == "IsByRefLikeAttribute"));

    private static ArrayType Array(ArrayType array, MethodReference member)
    {
        var seen = new ArrayType(Seen(array.ElementType, member), array.Rank);
        if (array.IsVector) return seen;
        for (int i = 0; i < array.Rank; i++) seen.Dimensions[i] = array.Dimensions[i];
        return seen;
    }

    private static GenericInstanceType Generic(GenericInstanceType generic, MethodReference member)
    {
        var seen = new GenericInstanceType(generic.ElementType);
        foreach (var argument in generic.GenericArguments) seen.GenericArguments.Add(Seen(argument, member));
        return seen;
    }
}
