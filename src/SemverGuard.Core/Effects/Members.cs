using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>A type's fields and the properties that show them.</summary>
internal static class Members
{
    /// <summary>The property whose getter does nothing but give that field.</summary>
    public static string? PropertyOf(Side side, Operand field)
    {
        if (field.Own.Kind != HandleKind.FieldDefinition) return null;
        var handle = (FieldDefinitionHandle)field.Own;
        return side.Properties.TryGetValue(handle, out string? known) ? known : side.Properties[handle] = Shows(side, field, handle);
    }

    private static string? Shows(Side side, Operand field, FieldDefinitionHandle definition)
    {
        var type = side.Image.Reader.GetFieldDefinition(definition).GetDeclaringType();
        foreach (var handle in side.Image.Reader.GetTypeDefinition(type).GetMethods())
        {
            var method = side.Image.Reader.GetMethodDefinition(handle);
            string name = side.Image.Reader.GetString(method.Name);
            if (!name.StartsWith("get_", StringComparison.Ordinal) || side.Image.Body(method) is not { } body) continue;
            if (IsPlainly(side, field, body)) return name.Substring(4);
        }
        // A getter that does more than that is still the one with the field's name.
        string bare = field.Name.TrimStart('_');
        if (bare.Length == 0) return null;
        string property = char.ToUpperInvariant(bare[0]) + bare.Substring(1);
        return property != field.Name && HasMethod(side, type, "get_" + property) ? property : null;
    }

    public static bool Exists(Side side, string type, string member)
    {
        var handle = side.Image.FindType(type);
        if (handle.IsNil) return false;
        return HasMethod(side, handle, "get_" + member) || HasMethod(side, handle, "set_" + member)
            || Fields(side, handle).Any(x => side.Image.Reader.GetString(x.Name) == member);
    }

    /// <summary>What a property gives or a field holds, as documentation ids spell it; null where the type has none of that name.</summary>
    public static string? TypeOf(Side side, string type, string member)
    {
        if (Method(side, type, "get_" + member) is { IsNil: false } getter)
            return side.Image.Reader.GetMethodDefinition(getter)
                .DecodeSignature(side.Image.DocumentationText, GenericScope.Open).ReturnType;
        var handle = side.Image.FindType(type);
        foreach (var field in handle.IsNil ? [] : Fields(side, handle))
        {
            if (side.Image.Reader.StringComparer.Equals(field.Name, member))
                return field.DecodeSignature(side.Image.DocumentationText, GenericScope.Open);
        }
        return null;
    }

    /// <summary>What a constant of a type says; null where it has no field of that name, or one that is no constant.</summary>
    public static Value? Constant(Side side, string type, string name)
    {
        var handle = side.Image.FindType(type);
        foreach (var field in handle.IsNil ? [] : Fields(side, handle))
        {
            if ((field.Attributes & FieldAttributes.Literal) == 0 || !side.Image.Reader.StringComparer.Equals(field.Name, name)) continue;
            if (ConstantText.Number(side.Image, field.GetDefaultValue()) is { } number) return Value.From(number);
            return ConstantText.Of(side.Image, field.GetDefaultValue()) is { } text ? new Value(ValueKind.Literal, text) : null;
        }
        return null;
    }

    /// <summary>Whether a field is the value itself, or what its getter gives.</summary>
    public static bool IsBehind(Side side, Operand field, Operand value) =>
        field.Type == value.Type && (field.Name == value.MemberName || PropertyOf(side, field) == value.MemberName);

    /// <summary>Whether a method puts one of its arguments where a value is kept.</summary>
    public static bool IsGivenArgument(Side side, MethodDefinitionHandle method, Operand value)
    {
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return false;
        bool isInstance = side.Image.SignatureOf(side.Image.Reader.GetMethodDefinition(method)).Header.IsInstance, isArgument = false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            bool isStored = isArgument && il.OpCode is ILOpCode.Stfld or ILOpCode.Stsfld;
            if (isStored && IsBehind(side, side.Operands[il.Entity], value)) return true;
            isArgument = il.Long is (ILOpCode.Ldarg, var place) && (place > 0 || !isInstance);
        }
        return false;
    }

    /// <summary>Whether a getter gives what a field of its type holds, and does nothing else.</summary>
    public static bool GivesField(Side side, MethodDefinitionHandle getter) =>
        side.Image.Body(side.Image.Reader.GetMethodDefinition(getter)) is { } body && IsPlainly(side, null, body);

    /// <summary>The first method of a name; nil when there is none.</summary>
    public static MethodDefinitionHandle Method(Side side, string type, string name)
    {
        var handle = side.Image.FindType(type);
        return handle.IsNil ? default : side.Image.Reader.GetTypeDefinition(handle).GetMethods()
            .FirstOrDefault(x => side.Image.Reader.StringComparer.Equals(side.Image.Reader.GetMethodDefinition(x).Name, name));
    }

    /// <summary>The event whose handlers a field keeps: the compiler's own, or one that the event's accessor writes to.</summary>
    public static string? EventOf(Side side, Operand field)
    {
        var type = side.Image.FindType(field.Type);
        if (type.IsNil) return null;
        if (HasMethod(side, type, "add_" + field.Name)) return field.Name;
        foreach (var handle in side.Image.Reader.GetTypeDefinition(type).GetMethods())
        {
            string name = side.Image.Reader.GetString(side.Image.Reader.GetMethodDefinition(handle).Name);
            if (name.StartsWith("add_", StringComparison.Ordinal) && Touched(side, handle).Any(x => x.Symbol == field.Symbol))
                return name.Substring(4);
        }
        return null;
    }

    /// <summary>An event's accessor is there and keeps the handlers in no field of its type: another object has them.</summary>
    public static bool KeepsHandlersElsewhere(Side side, string type, string @event) =>
        Method(side, type, "add_" + @event) is { IsNil: false } accessor && !Touched(side, accessor).Any(x => x.Type == type);

    /// <summary>
    /// What a property is worked out from: the fields of its own type that its getter reads, through other getters of that type too;
    /// nothing where it gives a field as it is, or reads none.
    /// </summary>
    public static IReadOnlyCollection<Operand> FieldsBehind(Side side, string type, string property)
    {
        var fields = new List<Operand>();
        if (Method(side, type, "get_" + property) is not { IsNil: false } getter || GivesField(side, getter)) return fields;
        var open = new Stack<MethodDefinitionHandle>([getter]);
        var seen = new HashSet<MethodDefinitionHandle>();
        while (open.Count > 0)
        {
            var method = open.Pop();
            if (!seen.Add(method) || side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) continue;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode is >= ILOpCode.Ldfld and <= ILOpCode.Ldsflda && side.Operands[il.Entity] is { } field && field.Type == type)
                    fields.Add(field);
                if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt
                    && side.Operands[il.Entity] is { Own.Kind: HandleKind.MethodDefinition } call
                    && call.Type == type && call.Name.StartsWith("get_", StringComparison.Ordinal))
                    open.Push((MethodDefinitionHandle)call.Own);
            }
        }
        return fields;
    }

    private static IEnumerable<Operand> Touched(Side side, MethodDefinitionHandle method)
    {
        var fields = new List<Operand>();
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return fields;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld) fields.Add(side.Operands[il.Entity]);
        }
        return fields;
    }

    /// <param name="index">From zero, <c>this</c> not counted.</param>
    public static string ParameterName(Side side, MethodDefinitionHandle method, int index)
    {
        var reader = side.Image.Reader;
        string name = reader.GetMethodDefinition(method).GetParameters().Select(reader.GetParameter)
            .Where(x => x.SequenceNumber == index + 1).Select(x => reader.GetString(x.Name)).FirstOrDefault() ?? "";
        return name.Length == 0 ? "argument " + (index + 1).ToString(CultureInfo.InvariantCulture) : SafeText.OneLine(name);
    }

    /// <summary>Whether a type derives from another, or has it as an interface.</summary>
    public static bool Inherits(Side side, string type, string ancestor) => Ancestors(side, type).Contains(ancestor);

    /// <summary>Names of a type's classes and interfaces, its own among them.</summary>
    /// <returns>None where the assembly has no such type.</returns>
    public static IEnumerable<string> Ancestors(Side side, string type)
    {
        var home = side.World.FindType(side.Image.Name, type);
        if (!home.IsFound) return [];
        var classes = side.World.MemberScopes(home).Select(x => x.Type).Where(x => x.IsFound);
        return classes.Concat(side.World.Interfaces(home).Select(x => x.Type)).Select(x => x.Name);
    }

    /// <summary>Whether anybody outside sees a field or property.</summary>
    public static bool IsPublic(Side side, Operand target, string member) => IsPublic(side, target.Type, member);

    public static bool IsPublic(Side side, string type, string member)
    {
        var handle = side.Image.FindType(type);
        if (handle.IsNil) return true;
        if (!IsVisible(side.Image.Reader.GetTypeDefinition(handle))) return false;
        foreach (var method in side.Image.Reader.GetTypeDefinition(handle).GetMethods())
        {
            var definition = side.Image.Reader.GetMethodDefinition(method);
            if (IsVisible((int)(definition.Attributes & MethodAttributes.MemberAccessMask))
                && side.Image.Reader.GetString(definition.Name) is var name && (name == "get_" + member || name == "set_" + member))
                return true;
        }
        return Fields(side, handle)
            .Any(x => IsVisible((int)(x.Attributes & FieldAttributes.FieldAccessMask)) && side.Image.Reader.GetString(x.Name) == member);
    }

    /// <summary>Whether anybody outside sees the type that has a method.</summary>
    public static bool IsVisible(Side side, MethodDefinitionHandle method) =>
        IsVisible(side.Image.Reader.GetTypeDefinition(side.Image.Reader.GetMethodDefinition(method).GetDeclaringType()))
        && IsVisible((int)(side.Image.Reader.GetMethodDefinition(method).Attributes & MethodAttributes.MemberAccessMask));

    public static bool IsVisible(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask)
        is TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem;

    /// <summary>Public, protected, or protected internal; the masks of fields and methods agree.</summary>
    private static bool IsVisible(int access) =>
        access is (int)MethodAttributes.Public or (int)MethodAttributes.Family or (int)MethodAttributes.FamORAssem;

    private static IEnumerable<FieldDefinition> Fields(Side side, TypeDefinitionHandle type) =>
        side.Image.Reader.GetTypeDefinition(type).GetFields().Select(x => side.Image.Reader.GetFieldDefinition(x));

    private static bool HasMethod(Side side, TypeDefinitionHandle type, string name)
    {
        foreach (var handle in side.Image.Reader.GetTypeDefinition(type).GetMethods())
        {
            if (side.Image.Reader.StringComparer.Equals(side.Image.Reader.GetMethodDefinition(handle).Name, name)) return true;
        }
        return false;
    }

    /// <param name="field">Null for any.</param>
    private static bool IsPlainly(Side side, Operand? field, MethodBodyBlock body)
    {
        var il = new IlReader(body.GetILReader());
        bool gives = false;
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Ldfld or ILOpCode.Ldsfld && !gives && (field is null || side.Operands[il.Entity].Own == field.Own))
                gives = true;
            else if (il.OpCode is not (ILOpCode.Ldarg_0 or ILOpCode.Ret or ILOpCode.Nop or ILOpCode.Stloc_0 or ILOpCode.Ldloc_0
                or ILOpCode.Br_s))
                     return false;
        }
        return gives;
    }
}
