using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Values as a person wrote them: a number that is passed where an enum or a bool is wanted has another name.</summary>
internal static class Literals
{
    public static string Text(Value value, string type, Side side)
    {
        if (value.Kind == ValueKind.Made && value.Source is { Target: { } target } source)
        {
            if (Readable(target, source) is { } readable) return readable;
            string arguments = Arguments(target, source, side);
            return target.IsConstructor ? $"new {DisplayName.Type(target.Type)}({arguments})"
                : target.Name.StartsWith("get_", StringComparison.Ordinal) ? DisplayName.Type(target.Type) + "." + target.Name.Substring(4)
                : $"{DisplayName.Type(target.Type)}.{target.Name}({arguments})";
        }
        if (value.Number is not { } number) return value.Text;
        type = EnumNames.WithoutNullable(type);
        return type switch
        {
            "System.Boolean" => number == 0 ? "false" : "true",
            "System.Char" => ConstantText.Of((char)number),
            _ => EnumMember(type, number, side) ?? value.Text,
        };
    }

    private static string Arguments(Operand target, Step call, Side side)
    {
        var types = ParameterTypes(target);
        int receiver = Math.Max(call.Arguments.Length - types.Count, 0);
        // FromMinutes(5, 0) is what FromMinutes(5) was before it had an overload.
        bool isLength = target is { Type: "System.TimeSpan", IsConstructor: false } && call.Arguments.Skip(1).All(x => x.IsDefault);
        var written = call.Arguments.Take(isLength ? 1 : call.Arguments.Length);
        return string.Join(", ", written.Select((x, i) => Text(x, i < receiver ? "" : types[i - receiver], side)));
    }

    /// <summary>One number that has a name on one side alone: the enum of the other was not found.</summary>
    public static bool AreSame(Value? one, string text, Value? other, string otherText) =>
        one?.Number is not null && one.Number == other?.Number && (text == one.Text || otherText == other.Text);

    /// <summary>Of what has its number in ticks or in parts, what they come to.</summary>
    private static string? Readable(Operand target, Step made)
    {
        if (!target.IsConstructor || !Array.TrueForAll(made.Arguments, x => x.Number is not null)) return null;
        long[] numbers = Array.ConvertAll(made.Arguments, x => x.Number!.Value);
        return (target.Type, numbers) switch
        {
            ("System.Decimal", { Length: 5 }) => ValueText.Decimal(numbers),
            ("System.Decimal", [var whole]) => whole.ToString(System.Globalization.CultureInfo.InvariantCulture) + "m",
            ("System.DateTime", [var ticks]) when ValueText.Date(ticks) is { } date => $"DateTime {date}",
            ("System.TimeSpan", [var ticks]) => $"TimeSpan {ValueText.Duration(ticks)}",
            _ => null,
        };
    }

    /// <summary>What memory holds before anybody sets a field of that type.</summary>
    public static string Default(string type, Side side) => type switch
    {
        "System.Boolean" => "false",
        _ when type.StartsWith("System.Nullable{", StringComparison.Ordinal) => "null",
        _ when IsNumber(type) => "0",
        "System.TimeSpan" => "TimeSpan.Zero",
        _ => EnumMember(type, 0, side) ?? "null",
    };

    /// <summary>Whether 0 is a number of that type; of any other it is null.</summary>
    public static bool IsNumber(string type) => type is "System.Byte" or "System.SByte" or "System.Int16" or "System.UInt16"
        or "System.Int32" or "System.UInt32" or "System.Int64" or "System.UInt64" or "System.Int128" or "System.UInt128"
        or "System.IntPtr" or "System.UIntPtr" or "System.Half" or "System.Single" or "System.Double";

    /// <summary>The same as a value.</summary>
    public static Value DefaultValue(string type, Side side)
    {
        if (type.StartsWith("System.Nullable{", StringComparison.Ordinal) || type is "System.String" or "System.Object"
            || type.EndsWith("]", StringComparison.Ordinal))
            return Value.Null;
        if (type is "System.Boolean" or "System.Char" || IsNumber(type) || IsEnum(type, side)) return Value.From(0);
        if (type == "System.TimeSpan") return new Value(ValueKind.Literal, "TimeSpan.Zero");
        return side.Find(type) is { IsFound: true } home && ReferenceCheck.IsValue(home)
            ? new Value(ValueKind.Literal, $"default({DisplayName.Type(type)})")
            : Value.Null;
    }

    public static string FieldType(Operand field)
    {
        if (field.Image is not { Reader: var reader } image) return "";
        switch (field.Handle.Kind)
        {
            case HandleKind.FieldDefinition:
                return reader.GetFieldDefinition((FieldDefinitionHandle)field.Handle)
                    .DecodeSignature(image.DocumentationText, GenericScope.Open);
            case HandleKind.MemberReference:
                return reader.GetMemberReference((MemberReferenceHandle)field.Handle)
                    .DecodeFieldSignature(image.DocumentationText, GenericScope.Open);
            default: return "";
        }
    }

    /// <summary>The types of a call's parameters; empty when they cannot be told.</summary>
    public static IReadOnlyList<string> ParameterTypes(Operand call)
    {
        if (call.Image is not { Reader: var reader } image) return [];
        switch (call.Handle.Kind)
        {
            case HandleKind.MethodDefinition:
                return reader.GetMethodDefinition((MethodDefinitionHandle)call.Handle)
                    .DecodeSignature(image.DocumentationText, GenericScope.Open).ParameterTypes;
            case HandleKind.MemberReference
                when reader.GetMemberReference((MemberReferenceHandle)call.Handle) is var reference
                    && reference.GetKind() == MemberReferenceKind.Method:
                return reference.DecodeMethodSignature(image.DocumentationText, GenericScope.Open).ParameterTypes;
            default: return [];
        }
    }

    /// <summary>The type of what a call leaves; empty when it cannot be told.</summary>
    public static string ReturnType(Operand call)
    {
        if (call.Image is not { Reader: var reader } image) return "";
        return call.Handle.Kind switch
        {
            HandleKind.MethodDefinition =>
                reader.GetMethodDefinition((MethodDefinitionHandle)call.Handle)
                    .DecodeSignature(image.DocumentationText, GenericScope.Open).ReturnType,
            HandleKind.MemberReference
                when reader.GetMemberReference((MemberReferenceHandle)call.Handle) is var reference
                    && reference.GetKind() == MemberReferenceKind.Method =>
                reference.DecodeMethodSignature(image.DocumentationText, GenericScope.Open).ReturnType,
            _ => "",
        };
    }

    public static bool IsEnum(string type, Side side) => EnumHome(type, side).IsFound;

    /// <summary>The member of an enum that has a number; null for another type.</summary>
    public static string? EnumMember(string type, long number, Side side) =>
        EnumNames.Of(EnumHome(EnumNames.WithoutNullable(type), side), number);

    private static TypeHome EnumHome(string type, Side side)
    {
        if (type.Length == 0 || type.IndexOf('{') >= 0 || type.StartsWith("System.Int", StringComparison.Ordinal)) return default;
        var home = side.Find(type);
        return home.IsEnum ? home : default;
    }
}
