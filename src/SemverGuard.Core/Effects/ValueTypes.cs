using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Of which types the values in a body are.</summary>
internal sealed class ValueTypes(AssemblyImage image, MethodDefinition method, MethodBodyBlock body)
{
    private IReadOnlyList<string>? locals;

    public IReadOnlyList<string> Locals => locals ??= body.LocalSignature.IsNil ? Array.Empty<string>()
        : image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(image.LinkText, GenericScope.Open);

    /// <param name="index">As instructions count arguments, <c>this</c> included.</param>
    /// <returns>Empty where that is not known.</returns>
    public string Parameter(int index)
    {
        int place = index - ((method.Attributes & System.Reflection.MethodAttributes.Static) == 0 ? 1 : 0);
        return place < 0 ? "" : Of(Value.Parameter(place));
    }

    /// <returns>Empty where that is not known.</returns>
    public string Of(Value value)
    {
        if (value.Local is { } local) return local < Locals.Count ? Locals[local] : "";
        if (value.Of is { Name.Length: > 0 } field) return Literals.FieldType(field);
        if (value.Source?.Target is { } made) return made.IsConstructor ? made.Type : Literals.ReturnType(made);
        if (value.Position is not { } index) return "";
        var parameters = method.DecodeSignature(image.DocumentationText, GenericScope.Open).ParameterTypes;
        return index < parameters.Length ? parameters[index] : "";
    }
}
