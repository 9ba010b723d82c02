using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Whether one type argument is what one type parameter demands, by the runtime's rules (ECMA-335 II.10.1.7).</summary>
internal sealed class Fulfilment(AssemblySet world)
{
    private const GenericParameterAttributes AllowByRefLike = (GenericParameterAttributes)0x20;

    /// <summary>The framework's generic interfaces that an array has.</summary>
    private static readonly string[] OfArrays =
    [
        "System.Collections.Generic.IList`1", "System.Collections.Generic.ICollection`1", "System.Collections.Generic.IEnumerable`1",
        "System.Collections.Generic.IReadOnlyList`1", "System.Collections.Generic.IReadOnlyCollection`1",
    ];

    /// <summary>What the argument is not, as the rest of "is"; null when it is all that is demanded, or that cannot be told.</summary>
    /// <param name="constraints">Reads the constraints, with the arguments in place of the parameters.</param>
    /// <param name="owner">Whose type parameters an argument names.</param>
    public string? Missing(
        MetadataReader reader, GenericParameter parameter, TypeArgumentReader constraints, TypeArgument argument, TypeParameters owner)
    {
        var demanded = parameter.Attributes;
        var own = argument.IsParameter ? owner[argument] : null;
        if (argument.IsParameter && own is null) return null;
        if (IsByRefLike(argument, own) && (demanded & AllowByRefLike) == 0) return "no ref struct";
        if ((demanded & GenericParameterAttributes.ReferenceTypeConstraint) != 0 && !IsReference(argument, own, owner))
            return "a reference type";
        if ((demanded & GenericParameterAttributes.NotNullableValueTypeConstraint) != 0 && !IsPlainValue(argument, own))
            return "a value type";
        if ((demanded & GenericParameterAttributes.DefaultConstructorConstraint) != 0 && !CanBeMade(argument, own))
            return "a class with a public parameterless constructor";
        foreach (var handle in parameter.GetConstraints())
        {
            var wanted = constraints.Read(reader.GetGenericParameterConstraint(handle).Type);
            if (!Is(argument, wanted, owner, 0)) return "a " + DisplayName.Type(wanted.Text);
        }
        return null;
    }

    private static bool IsByRefLike(TypeArgument argument, GenericParameter? own) =>
        own is { } parameter ? (parameter.Attributes & AllowByRefLike) != 0
        : argument.IsValue && argument.Home.IsFound && IsByRefLike(argument.Home);

    public static bool IsByRefLike(TypeHome type) =>
        CustomAttributes.Has(type.Image!, type.Definition.GetCustomAttributes(), "System.Runtime.CompilerServices.IsByRefLikeAttribute");

    /// <summary>
    /// A type parameter is one by its own demand, or by a class that it derives from, be it through another type parameter.
    /// </summary>
    private bool IsReference(TypeArgument argument, GenericParameter? own, TypeParameters owner, int depth = 0)
    {
        if (!argument.IsParameter) return !argument.IsValue;
        if (own is not { } parameter || Has(parameter, GenericParameterAttributes.ReferenceTypeConstraint)) return true;
        var reader = new TypeArgumentReader(world, owner.Image);
        return depth <= 16 && parameter.GetConstraints().Select(x => reader.Read(owner.Image.Reader.GetGenericParameterConstraint(x).Type))
            .Any(x => x.IsParameter ? IsReference(x, owner[x], owner, depth + 1) : IsClass(x));
    }

    /// <summary>Values derive from some classes, too. What is not found may be one.</summary>
    private static bool IsClass(TypeArgument type) =>
        type.Text is not ("System.Object" or "System.ValueType" or "System.Enum")
        && (!type.Home.IsFound || !type.Home.IsInterface);

    private static bool IsPlainValue(TypeArgument argument, GenericParameter? own) =>
        own is { } parameter
            ? Has(parameter, GenericParameterAttributes.NotNullableValueTypeConstraint)
            : argument.IsValue && argument.Home.Name != "System.Nullable`1";

    private static bool CanBeMade(TypeArgument argument, GenericParameter? own) =>
        own is { } parameter
            ? Has(parameter, GenericParameterAttributes.DefaultConstructorConstraint)
                || Has(parameter, GenericParameterAttributes.NotNullableValueTypeConstraint)
            : argument.IsValue || (argument.Home.IsFound && HasPublicConstructor(argument.Home));

    private static bool Has(GenericParameter parameter, GenericParameterAttributes attribute) => (parameter.Attributes & attribute) != 0;

    public static bool HasPublicConstructor(TypeHome type)
    {
        var definition = type.Definition;
        if ((definition.Attributes & TypeAttributes.Abstract) != 0) return false;
        foreach (var handle in definition.GetMethods())
        {
            var method = type.Image!.Reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
                && type.Image.Reader.StringComparer.Equals(method.Name, ".ctor")
                && type.Image.SignatureOf(method).ParameterTypes.IsEmpty) return true;
        }
        return false;
    }

    /// <summary>Whether an argument may be had as another type; what cannot be told it is taken to be.</summary>
    private bool Is(TypeArgument argument, TypeArgument wanted, TypeParameters owner, int depth)
    {
        if (depth > 16 || wanted.Kind == ArgumentKind.Unknown || wanted.Text == argument.Text
            || wanted.Text is "System.Object" or "System.ValueType")
            return true;
        if (argument.IsParameter) return IsParameter(argument, wanted, owner, depth);
        if (!wanted.Home.IsFound) return wanted.Kind != ArgumentKind.TypeParameter && wanted.Kind != ArgumentKind.MethodParameter;
        if (argument.Kind == ArgumentKind.Array) return IsArray(argument, wanted);
        return !argument.Home.IsFound || !IsKnownNotToBe(argument, wanted);
    }

    private bool IsParameter(TypeArgument argument, TypeArgument wanted, TypeParameters owner, int depth)
    {
        if (owner[argument] is not { } parameter) return true;
        var reader = new TypeArgumentReader(world, owner.Image);
        foreach (var handle in parameter.GetConstraints())
        {
            if (Is(reader.Read(owner.Image.Reader.GetGenericParameterConstraint(handle).Type), wanted, owner, depth + 1)) return true;
        }
        return false;
    }

    private bool IsArray(TypeArgument array, TypeArgument wanted)
    {
        string name = wanted.Home.Name;
        if (OfArrays.Contains(name))
            return array.Arguments.Length == 1 && wanted.Arguments.Length == 1
                && IsVariantOf(array.Arguments[0].Text, wanted.Arguments[0].Text);
        var all = world.BasicType("System.Array");
        return !all.IsFound || all == wanted.Home || Array.Exists(world.Interfaces(all), x => x.Type == wanted.Home);
    }

    /// <summary>No ancestor is the wanted type, and all ancestors could be found.</summary>
    private bool IsKnownNotToBe(TypeArgument argument, TypeArgument wanted)
    {
        foreach (var (type, _, text) in world.Interfaces(argument.Home))
        {
            if (type == wanted.Home && Fits(text, argument, wanted)) return false;
        }
        foreach (var (ancestor, _) in world.MemberScopes(argument.Home))
        {
            if (!ancestor.IsFound || ancestor == wanted.Home) return false;
            if (ancestor.Definition.GetInterfaceImplementations()
                .Any(x => !world.Resolve(ancestor.Image!, ancestor.Image!.Reader.GetInterfaceImplementation(x).Interface).IsFound))
                return false;
        }
        return true;
    }

    /// <summary>
    /// Whether an interface, in the words of its implementer's type parameters, is the wanted instantiation, or variance may lead there.
    /// </summary>
    private static bool Fits(string text, TypeArgument argument, TypeArgument wanted)
    {
        string had = InWordsOf(argument, text);
        if (had == wanted.Text) return true;
        bool isVariant = wanted.Home.Definition.GetGenericParameters()
            .Any(x => (wanted.Home.Image!.Reader.GetGenericParameter(x).Attributes & GenericParameterAttributes.VarianceMask) != 0);
        if (!isVariant || wanted.Arguments.Length != 1) return isVariant;
        int open = had.IndexOf('{');
        return open < 0 || IsVariantOf(had.Substring(open + 1, had.Length - open - 2), wanted.Arguments[0].Text);
    }

    /// <summary>Variance is for reference types; between these it is not looked into.</summary>
    private static bool IsVariantOf(string one, string other) => one == other || !(IsPrimitive(one) || IsPrimitive(other));

    private static bool IsPrimitive(string text) =>
        text.StartsWith("System.", StringComparison.Ordinal) && Enum.TryParse<PrimitiveTypeCode>(text.Substring(7), out var code)
        && code is not (PrimitiveTypeCode.String or PrimitiveTypeCode.Object);

    private static string InWordsOf(TypeArgument type, string text)
    {
        for (int i = 0; i < type.Arguments.Length; i++) text = ReplaceParameter(text, "`" + i, type.Arguments[i].Text);
        return text;
    }

    /// <summary>A type parameter's place stands between the marks of a list, never behind a name.</summary>
    private static string ReplaceParameter(string text, string parameter, string argument) =>
        text.Replace("{" + parameter + "}", "{" + argument + "}").Replace("{" + parameter + ",", "{" + argument + ",")
            .Replace("," + parameter + "}", "," + argument + "}").Replace("," + parameter + ",", "," + argument + ",")
            .Replace("{" + parameter + "[", "{" + argument + "[").Replace("," + parameter + "[", "," + argument + "[");
}
