using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Members that nobody may use and that <c>UnsafeAccessor</c> names: looked for when the accessor is first called, in the named type only.
/// </summary>
internal sealed class AccessorCheck(AssemblySet world, AssemblyImage from, Extent extent)
{
    private const string Attribute = "System.Runtime.CompilerServices.UnsafeAccessorAttribute";
    private readonly MetadataReader reader = from.Reader;

    private enum Kind { Constructor, Method, StaticMethod, Field, StaticField }

    /// <summary>The accessors of the assembly, of which nearly none has one.</summary>
    public IEnumerable<MethodDefinitionHandle> All =>
        reader.TypeReferences.Any(x => from.NameOf(x) == Attribute)
            ? reader.MethodDefinitions.Where(x => AttributeOf(reader.GetMethodDefinition(x)) is not null)
            : [];

    /// <summary>The same where an accessor stands in a generic type, and is called by a reference.</summary>
    public Problem? Of(MemberHome called) =>
        called.IsFound && called.Image == from && called.Member.Kind == HandleKind.MethodDefinition
            ? Of((MethodDefinitionHandle)called.Member)
            : null;

    public Problem? Of(MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        if ((method.Attributes & MethodAttributes.Static) == 0 || AttributeOf(method) is not { } attribute
            || CustomAttributes.Decode(from, attribute) is not { } value)
            return null;
        if (value.FixedArguments.Length != 1 || value.FixedArguments[0].Value is not int number || !Enum.IsDefined(typeof(Kind), number))
            return null;
        var kind = (Kind)number;
        var signature = method.DecodeSignature(new TargetReader(world, from), GenericScope.Open);
        if (kind != Kind.Constructor && signature.ParameterTypes.IsEmpty) return null;
        var target = kind == Kind.Constructor ? signature.ReturnType : signature.ParameterTypes[0];
        if (!target.Home.IsFound || target.Home.Image!.IsFramework || target.Home.Image == from
            || !extent.IsConcerned(target.Home.Image.Name))
            return null;
        string name = kind == Kind.Constructor
            ? ".ctor"
            : value.NamedArguments.FirstOrDefault(x => x.Name == "Name").Value as string ?? reader.GetString(method.Name);
        var words = method.DecodeSignature(from.DocumentationText, GenericScope.Open);
        var scope = new GenericScope([.. target.Arguments.Select(x => x.Text)]);
        return kind is Kind.Field or Kind.StaticField
            ? HasField(target.Home, name, words.ReturnType.TrimEnd('@'), scope, kind == Kind.StaticField) ? null
            : Missing(target.Home, "F:" + target.Home.Name + "." + name, "field", "MissingFieldException")
            : HasMethod(target.Home, name, words, scope, kind) ? null
            : Missing(target.Home, Symbol(target.Home, name, words, kind), "method", "MissingMethodException");
    }

    private CustomAttribute? AttributeOf(MethodDefinition method)
    {
        foreach (var attribute in CustomAttributes.Named(from, method.GetCustomAttributes(), Attribute)) return attribute;
        return null;
    }

    private Problem Missing(TypeHome type, string symbol, string what, string exception) =>
        new(symbol, type.Image!.Name, exception,
            $"has no {what} '{DisplayName.Of(symbol)}', which {from.Name} reads by UnsafeAccessor") { OnlyFor = static (code, _) =>
                code != ILOpCode.Nop };

    private static bool HasField(TypeHome type, string name, string fieldType, GenericScope scope, bool isStatic)
    {
        var image = type.Image!;
        foreach (var handle in type.Definition.GetFields())
        {
            var field = image.Reader.GetFieldDefinition(handle);
            if (image.Reader.StringComparer.Equals(field.Name, name) && ((field.Attributes & FieldAttributes.Static) != 0) == isStatic
                && field.DecodeSignature(image.DocumentationText, scope) == fieldType) return true;
        }
        return false;
    }

    private static bool HasMethod(TypeHome type, string name, MethodSignature<string> accessor, GenericScope scope, Kind kind)
    {
        var image = type.Image!;
        var parameters = Parameters(accessor, kind);
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = image.Reader.GetMethodDefinition(handle);
            if (!image.Reader.StringComparer.Equals(method.Name, name)
                || ((method.Attributes & MethodAttributes.Static) != 0) != (kind == Kind.StaticMethod))
                continue;
            var signature = method.DecodeSignature(image.DocumentationText, scope);
            if (signature.ParameterTypes.SequenceEqual(parameters)
                && (kind == Kind.Constructor || signature.ReturnType == accessor.ReturnType))
                return true;
        }
        return false;
    }

    private static ImmutableArray<string> Parameters(MethodSignature<string> accessor, Kind kind) =>
        kind == Kind.Constructor ? accessor.ParameterTypes : accessor.ParameterTypes.RemoveAt(0);

    private static string Symbol(TypeHome type, string name, MethodSignature<string> accessor, Kind kind)
    {
        string parameters = string.Join(",", Parameters(accessor, kind));
        return "M:" + type.Name + "." + (kind == Kind.Constructor ? "#ctor" : name)
            + (parameters.Length == 0 ? "" : "(" + parameters + ")");
    }

    /// <summary>A target may be given by reference.</summary>
    private sealed class TargetReader(AssemblySet world, AssemblyImage image) : TypeArgumentReader(world, image)
    {
        public override TypeArgument GetByReferenceType(TypeArgument elementType) => elementType;
    }
}
