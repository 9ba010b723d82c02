using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>A member of both versions that has optional parameters by now that it did not have.</summary>
/// <param name="Given">What the present one is called with by who leaves those out: their defaults, behind what is not known.</param>
internal sealed record GrownMember(MethodDefinitionHandle Was, MethodDefinitionHandle Now, Value[] Given);

/// <summary>
/// Finds the members that outsiders call and that grew. Who is compiled against the present version calls them as before, and gets what
/// they do now.
/// </summary>
internal sealed class GrownMembers(
    Side before, Dictionary<string, MethodDefinitionHandle> wasMethods, Side after, Dictionary<string, MethodDefinitionHandle> methods)
{
    public IEnumerable<GrownMember> Find()
    {
        var gone = Only(before, wasMethods, methods).ToLookup(x => NameOf(before, x), StringComparer.Ordinal);
        foreach (var now in Only(after, methods, wasMethods))
        {
            string name = NameOf(after, now);
            if (!gone.Contains(name) || Defaults(now) is not { Count: > 0 } defaults) continue;
            var types = Types(after, now);
            int required = types.Count - defaults.Count;
            // The one that has most in common: of several, the others were taken away.
            var (was, known) = gone[name].Select(x => (Method: x, Types: Types(before, x))).Where(x => IsStart(x.Types, types, required))
                .Select(x => (x.Method, x.Types.Count)).OrderByDescending(x => x.Count).FirstOrDefault();
            if (was.IsNil) continue;
            int isInstance = IsStatic(now) ? 0 : 1;
            yield return new GrownMember(
                was, now, [.. Enumerable.Repeat(Value.Unknown, isInstance + known), .. defaults.Skip(known - required)]);
        }
    }

    /// <param name="required">The parameters that nobody may leave out.</param>
    private static bool IsStart(IReadOnlyList<string> was, IReadOnlyList<string> now, int required) =>
        was.Count >= required && was.Count < now.Count && was.SequenceEqual(now.Take(was.Count));

    /// <summary>Methods of one version alone that outsiders see.</summary>
    private static IEnumerable<MethodDefinitionHandle> Only(
        Side side, Dictionary<string, MethodDefinitionHandle> own, Dictionary<string, MethodDefinitionHandle> other) =>
        own.Where(x => !other.ContainsKey(x.Key) && Members.IsVisible(side, x.Value)).Select(x => x.Value);

    private static string NameOf(Side side, MethodDefinitionHandle handle)
    {
        var method = side.Image.Reader.GetMethodDefinition(handle);
        return side.Image.NameOf(method.GetDeclaringType()) + "." + side.Image.Reader.GetString(method.Name);
    }

    private static IReadOnlyList<string> Types(Side side, MethodDefinitionHandle handle) =>
        side.Image.Reader.GetMethodDefinition(handle).DecodeSignature(side.Image.DocumentationText, GenericScope.Open).ParameterTypes;

    private bool IsStatic(MethodDefinitionHandle method) =>
        (after.Image.Reader.GetMethodDefinition(method).Attributes & MethodAttributes.Static) != 0;

    /// <summary>Of the optional parameters at its end.</summary>
    private List<Value> Defaults(MethodDefinitionHandle method) =>
        [.. OptionalParameters.AtEnd(after.Image.Reader, after.Image.Reader.GetMethodDefinition(method)).Select(Default)];

    private Value Default(Parameter parameter)
    {
        if (parameter.GetDefaultValue() is not { IsNil: false } handle) return Value.Unknown;
        return Api.ConstantText.Value(after.Image, handle) switch
        {
            null => Value.Null,
            string text => Value.Literal(text),
            bool flag => Value.From(flag ? 1 : 0),
            char letter => Value.From(letter),
            _ => Api.ConstantText.Number(after.Image, handle) is { } number ? Value.From(number) : Value.Unknown,
        };
    }
}
