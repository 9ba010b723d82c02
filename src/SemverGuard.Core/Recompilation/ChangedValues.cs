using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>A constant or enum member with the value that it had and the one that it has.</summary>
internal sealed record ChangedValue(string Id, bool IsEnum, string Was, string Now);

/// <summary>
/// The constants, enum values and defaults that an upgrade changed: whose number it is that stands in the consumer's code.
/// </summary>
internal sealed class ChangedValues(AssemblySet before, AssemblySet after, IReadOnlyList<string> bumped)
{
    private ILookup<(string Was, string Now), ChangedValue>? constants;

    /// <summary>The constants and enum members that had the one value and have the other.</summary>
    public IReadOnlyList<ChangedValue> Constants(string was, string now)
    {
        ChangedValue[] found = [.. (constants ??= AllConstants())[(was, now)]];
        // The whole number that the source makes of a decimal.
        return found.Length > 0 ? found : [.. constants[(was + "m", now + "m")]];
    }

    /// <summary>The optional parameter of a method whose default had the one value and has the other.</summary>
    public (string Method, ApiParameter Parameter, bool IsCallerInfo)? Default(MemberHome method, string was, string now)
    {
        if (!method.IsFound || method.Image.IsFramework || method.Member.Kind != HandleKind.MethodDefinition) return null;
        string id = DocumentationId.Method(method.Image, (MethodDefinitionHandle)method.Member);
        string typeId = "T:" + method.Type.Name;
        if (ApiReader.Read(method.Image, method.Type.Handle).Member(id) is not { } member) return null;
        var old = before.FindType(method.Image.Name, method.Type.Name);
        var previous = old.IsFound ? ApiReader.Read(old.Image!, old.Handle).Member(id) : null;
        for (int i = 0; i < member.Parameters.Count; i++)
        {
            var parameter = member.Parameters[i];
            if (!parameter.IsOptional) continue;
            if (!Same(parameter.Default!, now) || previous is null || !Same(previous.Parameters[i].Default ?? "", was)) continue;
            return (id, parameter, false);
        }
        // A caller's name, file, line or expression stands in no metadata: it is what the compiler wrote in place of the default.
        var optional = member.Parameters.LastOrDefault(x => x.IsOptional);
        return optional is not null && previous is not null && Same(optional.Default!, was) ? (id, optional, true) : null;
    }

    /// <summary>
    /// The parameter for which the compiler filled in something about the caller, and passes its default by now; null without one.
    /// </summary>
    public string? NoLongerOfCaller(MemberHome method, string passed)
    {
        if (MethodAt.Find(before, method) is not { } was || MethodAt.Find(after, method) is not { } now) return null;
        string[] lost = [.. OfCaller(was).Except(OfCaller(now))];
        return now.Definition.GetParameters().Select(now.Image.Reader.GetParameter)
            .Where(x => Same(ConstantText.Of(now.Image, x.GetDefaultValue()) ?? "", passed))
            .Select(x => now.Image.Reader.GetString(x.Name)).FirstOrDefault(lost.Contains);
    }

    private static string[] OfCaller(MethodAt method) => [.. method.Definition.GetParameters().Select(method.Image.Reader.GetParameter)
        .Where(x => x.GetCustomAttributes().Select(method.Image.Reader.GetCustomAttribute).Any(y => IsOfCaller(method.Image, y)))
        .Select(x => method.Image.Reader.GetString(x.Name))];

    private static bool IsOfCaller(AssemblyImage image, CustomAttribute attribute) =>
        CustomAttributes.TypeName(image, attribute).StartsWith("System.Runtime.CompilerServices.Caller", StringComparison.Ordinal);

    /// <summary>Whether a method puts a constant in place of a null argument: <c>name ??= "x"</c>.</summary>
    public static bool Replaces(MemberHome method, string parameter, string constant)
    {
        var definition = method.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)method.Member);
        int index = definition.GetParameters().Select(x => method.Image.Reader.GetParameter(x))
            .First(x => method.Image.Reader.StringComparer.Equals(x.Name, parameter)).SequenceNumber - 1;
        if ((definition.Attributes & System.Reflection.MethodAttributes.Static) == 0) index++;
        string argument = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var body = NormalBody.Read(method.Image, (MethodDefinitionHandle)method.Member);
        for (int i = 0; i + 2 < body.Count; i++)
        {
            if (body[i].Code != ILOpCode.Ldarg || body[i].Operand != argument) continue;
            for (int j = i + 1; j < Math.Min(i + 5, body.Count); j++)
            {
                if (body[j].Code is ILOpCode.Brtrue && body.Skip(j + 1).Take(2).Any(x => x.IsConstant && x.Operand == constant))
                    return true;
            }
        }
        return false;
    }

    /// <summary>What a static field is set to by its type's initialiser, when that is a constant.</summary>
    public string? InitialValue(MemberHome field)
    {
        if (!field.IsFound || field.Member.Kind != HandleKind.FieldDefinition) return null;
        var reader = field.Image.Reader;
        foreach (var handle in field.Type.Definition.GetMethods())
        {
            if (!reader.StringComparer.Equals(reader.GetMethodDefinition(handle).Name, ".cctor")) continue;
            var body = DecimalConstants.Folded(NormalBody.Read(field.Image, handle));
            for (int i = 1; i < body.Count; i++)
            {
                if (body[i].Code == ILOpCode.Stsfld && body[i].Handle == field.Member && body[i - 1].IsConstant) return body[i - 1].Operand;
            }
        }
        return null;
    }

    /// <summary>As the two spell it: metadata knows booleans, instructions know 0 and 1.</summary>
    private static bool Same(string metadata, string instruction) =>
        metadata == instruction || (metadata == "true" && instruction == "1")
        || (metadata is "false" or "null" or "default" && instruction is "0" or "null" or "");

    private ILookup<(string, string), ChangedValue> AllConstants()
    {
        var found = new List<((string, string) Values, ChangedValue Value)>();
        foreach (string name in bumped)
        {
            if (before.Find(name) is not { } was || after.Find(name) is not { } now) continue;
            foreach (var type in ApiReader.ReadVisible(was))
            {
                if (!type.Members.Any(x => x.Is(Traits.Const)) || ApiReader.Read(now, type.Id) is not { } other) continue;
                foreach (var member in type.Members)
                {
                    if (member.Value is not { } value || other.Member(member.Id)?.Value is not { } current || value == current) continue;
                    bool isEnum = type.Kind == TypeKind.Enum;
                    found.Add(((Spelling(value), Spelling(current)), new ChangedValue(member.Id, isEnum,
                        isEnum ? value : Text(before, name, member.Type, value),
                        isEnum ? current : Text(after, name, member.Type, current))));
                }
            }
        }
        return found.ToLookup(x => x.Values, x => x.Value);
    }

    /// <summary>The value of a parameter as it was and as it is, by the names that its enum had and has.</summary>
    public (string Was, string Now) Texts(string assembly, string type, string was, string now) =>
        (Text(before, assembly, type, was), Text(after, assembly, type, now));

    private static string Text(AssemblySet world, string assembly, string type, string value) =>
        type == "System.Boolean"
            ? value switch { "1" => "true", "0" => "false", _ => value }
            : EnumNames.Of(world, assembly, type, value) ?? ValueText.Readable(value);

    /// <summary>As instructions have it.</summary>
    private static string Spelling(string value) => value switch { "true" => "1", "false" => "0", _ => value };
}
