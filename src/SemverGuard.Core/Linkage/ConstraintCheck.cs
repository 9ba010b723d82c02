using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Whether type arguments still satisfy the constraints of what they are given to.</summary>
/// <remarks>Only named types are judged: what a type parameter may stand for was judged where it got its argument.</remarks>
internal sealed class ConstraintCheck(AssemblySet world, AssemblyImage from)
{
    private const GenericParameterAttributes AllowByRefLike = (GenericParameterAttributes)0x20;

    public Problem? OfMethod(MethodSpecificationHandle handle)
    {
        var specification = from.Reader.GetMethodSpecification(handle);
        var home = world.ResolveMember(from, specification.Method);
        if (!home.IsFound || home.Member.Kind != HandleKind.MethodDefinition) return null;
        var parameters = home.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)home.Member).GetGenericParameters();
        return Check(home.Image, parameters, specification.DecodeSignature(new Arguments(), GenericScope.Open),
            DocumentationId.Method(home.Image, (MethodDefinitionHandle)home.Member), "VerificationException");
    }

    public Problem? OfType(TypeSpecificationHandle handle)
    {
        var outermost = new Arguments();
        from.Reader.GetTypeSpecification(handle).DecodeSignature(outermost, GenericScope.Open);
        if (outermost.Outermost.IsEmpty) return null;
        var home = world.Resolve(from, handle);
        return home.IsFound
            ? Check(home.Image!, home.Definition.GetGenericParameters(), outermost.Outermost, "T:" + home.Name, "TypeLoadException")
            : null;
    }

    private Problem? Check(AssemblyImage target, GenericParameterHandleCollection parameters, ImmutableArray<Argument> arguments, string symbol, string exception)
    {
        if (parameters.Count != arguments.Length) return null;
        foreach (var handle in parameters)
        {
            var parameter = target.Reader.GetGenericParameter(handle);
            if (parameter.Index >= arguments.Length) throw new BadImageFormatException($"'{symbol}' has {parameters.Count} type parameters, and one of them is number {parameter.Index}.");
            var argument = arguments[parameter.Index];
            if (argument.Kind == ArgumentKind.Unknown) continue;
            var type = argument.Handle.IsNil ? default : world.Resolve(from, argument.Handle);
            // Between two assemblies that did not change nothing can break; the diff against the before world takes care of that.
            if ((!type.IsFound && !argument.Handle.IsNil) || Violated(target, parameter, argument, type) is not { } demand) continue;
            bool ownGeneric = target == from && type.IsFound;
            string subject = ownGeneric ? "T:" + type.Name : symbol;
            return new Problem(subject, ownGeneric ? type.Image!.Name : target.Name, exception,
                ownGeneric
                    ? $"has changed '{DisplayName.Type(type.Name)}' so that it is no longer {demand}, as a type parameter demands"
                    : $"demands that the type argument of '{DisplayName.Of(symbol)}' is {demand}, and {(type.IsFound ? DisplayName.Type(type.Name) : "the one given")} is not");
        }
        return null;
    }

    private string? Violated(AssemblyImage target, GenericParameter parameter, Argument argument, TypeHome type)
    {
        var attributes = parameter.Attributes;
        bool isByRefLike = argument.IsValue && type.IsFound && CustomAttributes.Has(type.Image!, type.Definition.GetCustomAttributes(), "System.Runtime.CompilerServices.IsByRefLikeAttribute");
        if (isByRefLike && (attributes & AllowByRefLike) == 0) return "no ref struct";
        if ((attributes & GenericParameterAttributes.ReferenceTypeConstraint) != 0 && argument.IsValue) return "a reference type";
        if ((attributes & GenericParameterAttributes.NotNullableValueTypeConstraint) != 0 && !argument.IsValue) return "a value type";
        if ((attributes & GenericParameterAttributes.DefaultConstructorConstraint) != 0 && !argument.IsValue && type.IsFound && !HasPublicConstructor(type)) return "a class with a public parameterless constructor";
        if (!type.IsFound) return null; // what arrays and primitive types are the framework knows
        foreach (var handle in parameter.GetConstraints())
        {
            var constraint = world.Resolve(target, target.Reader.GetGenericParameterConstraint(handle).Type);
            if (constraint.IsFound && constraint.Name != "System.ValueType" && IsKnownNotToBe(type, constraint)) return "a " + DisplayName.Type(constraint.Name);
        }
        return null;
    }

    private static bool HasPublicConstructor(TypeHome type)
    {
        var definition = type.Definition;
        if ((definition.Attributes & TypeAttributes.Abstract) != 0) return false;
        foreach (var handle in definition.GetMethods())
        {
            var method = type.Image!.Reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
                && type.Image.Reader.StringComparer.Equals(method.Name, ".ctor")
                && method.DecodeSignature(type.Image.LinkText, GenericScope.Open).ParameterTypes.IsEmpty) return true;
        }
        return false;
    }

    /// <summary>No ancestor is the wanted type, and all ancestors could be found.</summary>
    private bool IsKnownNotToBe(TypeHome type, TypeHome wanted)
    {
        if (Array.Exists(world.Interfaces(type), x => x.Type == wanted)) return false;
        foreach (var (ancestor, _) in world.MemberScopes(type))
        {
            if (!ancestor.IsFound) return false;
            if (ancestor == wanted) return false;
            if (ancestor.Definition.GetInterfaceImplementations().Any(x => !world.Resolve(ancestor.Image!, ancestor.Image!.Reader.GetInterfaceImplementation(x).Interface).IsFound)) return false;
        }
        return true;
    }

    private enum ArgumentKind { Unknown, Value, Reference }

    /// <param name="Handle">The named type; nil for arrays, pointers, primitives and type parameters.</param>
    private sealed record Argument(EntityHandle Handle, ArgumentKind Kind)
    {
        public static readonly Argument Unknown = new(default, ArgumentKind.Unknown);

        public bool IsValue => Kind == ArgumentKind.Value;
    }

    private sealed class Arguments : ISignatureTypeProvider<Argument, GenericScope>
    {
        private const byte ValueTypeCode = 0x11;

        public ImmutableArray<Argument> Outermost { get; private set; } = ImmutableArray<Argument>.Empty;

        public Argument GetGenericInstantiation(Argument genericType, ImmutableArray<Argument> arguments)
        {
            Outermost = arguments;
            return genericType;
        }

        public Argument GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => new(handle, rawTypeKind == ValueTypeCode ? ArgumentKind.Value : ArgumentKind.Reference);

        public Argument GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => new(handle, rawTypeKind == ValueTypeCode ? ArgumentKind.Value : ArgumentKind.Reference);

        public Argument GetTypeFromSpecification(MetadataReader reader, GenericScope scope, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, scope);

        public Argument GetModifiedType(Argument modifier, Argument unmodifiedType, bool isRequired) => unmodifiedType;

        public Argument GetArrayType(Argument elementType, ArrayShape shape) => new(default, ArgumentKind.Reference);

        public Argument GetByReferenceType(Argument elementType) => Argument.Unknown;

        public Argument GetFunctionPointerType(MethodSignature<Argument> signature) => Argument.Unknown;

        public Argument GetGenericMethodParameter(GenericScope scope, int index) => Argument.Unknown;

        public Argument GetGenericTypeParameter(GenericScope scope, int index) => Argument.Unknown;

        public Argument GetPinnedType(Argument elementType) => elementType;

        public Argument GetPointerType(Argument elementType) => Argument.Unknown;

        public Argument GetPrimitiveType(PrimitiveTypeCode typeCode) =>
            new(default, typeCode is PrimitiveTypeCode.String or PrimitiveTypeCode.Object ? ArgumentKind.Reference : ArgumentKind.Value);

        public Argument GetSZArrayType(Argument elementType) => new(default, ArgumentKind.Reference);
    }
}
