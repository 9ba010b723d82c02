using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Text;

namespace SemverGuard.Metadata;

/// <summary>
/// Writes the types of a signature as documentation comment ids do (<c>System.Collections.Generic.List{System.Int32}</c>).
/// Two signatures that print the same are the same to the runtime, up to the assembly a type lives in: type forwards and facades
/// cost nothing that way.
/// </summary>
/// <remarks>
/// With <c>modifiers</c>, modreq and modopt are part of the text (<c>System.Void|System.Runtime.CompilerServices.IsExternalInit</c>), as
/// they are part of what the runtime compares (ECMA-335 II.7.1.1); documentation ids leave them out.
/// </remarks>
internal sealed class SignatureText(AssemblyImage image, bool modifiers) : ISignatureTypeProvider<string, GenericScope>
{
    /// <summary>
    /// Longer than any text of a signature that a compiler made, and soon reached by a type that is made of ever more of itself.
    /// </summary>
    public const int Longest = 100_000;

    [ThreadStatic]
    private static StringBuilder? builder;

    public string GetPrimitiveType(PrimitiveTypeCode code) => code switch
    {
        PrimitiveTypeCode.TypedReference => "System.TypedReference",
        _ => Primitives[(int)code],
    };

    private static readonly string[] Primitives = [.. Enumerable.Range(0, 0x20).Select(x => "System." + (PrimitiveTypeCode)x)];

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => image.NameOf(handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => image.NameOf(handle);

    public string GetTypeFromSpecification(MetadataReader reader, GenericScope scope, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, scope);

    public string GetSZArrayType(string elementType) => Short(elementType) + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) =>
        Short(elementType) + "[" + string.Join(",", Enumerable.Repeat("0:", shape.Rank)) + "]";

    public string GetByReferenceType(string elementType) => Short(elementType) + "@";

    public string GetPointerType(string elementType) => Short(elementType) + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetGenericTypeParameter(GenericScope scope, int index) => scope.TypeArgument(index);

    public string GetGenericMethodParameter(GenericScope scope, int index) => scope.MethodArgument(index);

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        modifiers ? Short(unmodifiedType) + (isRequired ? "|" : "!") + modifier : unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) =>
        FunctionPointers.Start + Convention(signature.Header) + signature.ReturnType
            + "(" + string.Join(",", signature.ParameterTypes) + ")";

    /// <summary>How a pointer is called is part of its type to the runtime; documentation ids leave it out.</summary>
    private string Convention(SignatureHeader header) =>
        modifiers && header.CallingConvention != SignatureCallingConvention.Default ? header.CallingConvention + " " : "";

    private string Short(string type) =>
        type.Length <= Longest ? type : throw new LimitException(image.Name, "it has a type whose name grows beyond 100,000 characters");

    /// <summary>
    /// Spreads the arguments over the nesting levels that declare them: <c>Dictionary`2.Enumerator</c> is
    /// <c>Dictionary{A,B}.Enumerator</c>.
    /// </summary>
    public string GetGenericInstantiation(string genericType, ImmutableArray<string> arguments)
    {
        int tick = genericType.IndexOf('`');
        foreach (string argument in arguments) Short(argument);
        if (tick < 0) return genericType + "{" + string.Join(",", arguments) + "}"; // a name without arity: only hand-written IL has it
        var text = (builder ??= new StringBuilder()).Clear();
        int copied = 0, next = 0;
        while (tick >= 0)
        {
            text.Append(genericType, copied, tick - copied);
            int end = tick + 1, arity = 0;
            while (end < genericType.Length && genericType[end] is >= '0' and <= '9') arity = arity * 10 + (genericType[end++] - '0');
            text.Append('{');
            for (int i = 0; i < arity && next < arguments.Length; i++) text.Append(i == 0 ? "" : ",").Append(arguments[next++]);
            text.Append('}');
            copied = end;
            tick = genericType.IndexOf('`', end);
        }
        return text.Append(genericType, copied, genericType.Length - copied).ToString();
    }
}
