using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Whether type arguments still satisfy the constraints of what they are given to.</summary>
/// <remarks>
/// The runtime judges a type parameter that is handed on by its own constraints, whatever it stands for at the moment
/// (<c>class Mine&lt;T&gt; : Box&lt;T&gt;</c>).
/// </remarks>
internal sealed class ConstraintCheck(AssemblySet world, AssemblyImage from, Extent extent)
{
    private const string CreateInstance = "M:System.Activator.CreateInstance``1";

    private readonly Fulfilment fulfilment = new(world);
    private TypeParameters[]? owners;

    public Problem? OfMethod(MethodSpecificationHandle handle)
    {
        var specification = from.Reader.GetMethodSpecification(handle);
        var home = world.ResolveMember(from, specification.Method);
        if (!home.IsFound || home.Member.Kind != HandleKind.MethodDefinition) return null;
        var reader = new TypeArgumentReader(world, from);
        var arguments = specification.DecodeSignature(reader, GenericScope.Open);
        if (FirstOf(reader.Found, mayBeOpen: true) is { } inner) return inner;
        var method = home.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)home.Member);
        string symbol = DocumentationId.Method(home.Image, (MethodDefinitionHandle)home.Member);
        if (symbol == CreateInstance && arguments.Length == 1 && NotMade(arguments[0]) is { } notMade) return notMade;
        var target = new Target(home.Image, method.GetGenericParameters(), symbol, "VerificationException");
        return Check(target, OfType(specification.Method), arguments, mayBeOpen: true);
    }

    /// <summary>It demands nothing, and fails.</summary>
    private static Problem? NotMade(TypeArgument argument)
    {
        if (argument.IsParameter || argument.IsValue || !argument.Home.IsFound || argument.Home.Image!.IsFramework
            || Fulfilment.HasPublicConstructor(argument.Home))
            return null;
        string name = argument.Home.Name;
        return new Problem("T:" + name, argument.Home.Image.Name, "MissingMethodException",
            $"has changed '{DisplayName.Type(name)}', which can no longer be made without arguments");
    }

    public Problem? OfType(TypeSpecificationHandle handle)
    {
        var reader = new TypeArgumentReader(world, from);
        reader.Read(handle);
        return FirstOf(reader.Found, mayBeOpen: true) ?? reader.Found.Select(OfFields).FirstOrDefault(x => x is not null);
    }

    /// <summary>Fields beyond which a type is no hand-written one.</summary>
    private const int MostFields = 100;

    /// <summary>
    /// What the fields of a type of this assembly are made of, by its type arguments here: who reads one of them loads that.
    /// </summary>
    private Problem? OfFields(Instantiation type)
    {
        // Where all are references, the runtime shares one code and asks no more than for that.
        if (type.Generic.Home.Image != from || !type.Arguments.Any(x => x.IsValue) || type.Arguments.Any(x => x.IsParameter)) return null;
        foreach (var field in type.Generic.Home.Definition.GetFields().Take(MostFields))
        {
            var reader = new TypeArgumentReader(world, from, type.Arguments);
            from.Reader.GetFieldDefinition(field).DecodeSignature(reader, GenericScope.Open);
            if (FirstOf(reader.Found, mayBeOpen: false) is { } problem) return problem;
        }
        return null;
    }

    /// <summary>What a variable or parameter is made of; the runtime does not look at type parameters there.</summary>
    public Problem? OfSignature(TypeArgumentReader reader) => FirstOf(reader.Found, mayBeOpen: false);

    private Problem? FirstOf(List<Instantiation> instantiations, bool mayBeOpen)
    {
        foreach (var (generic, arguments) in instantiations)
        {
            if (!generic.Home.IsFound) continue;
            var target = new Target(
                generic.Home.Image!, generic.Home.Definition.GetGenericParameters(), "T:" + generic.Home.Name, "TypeLoadException");
            if (Check(target, arguments, default, mayBeOpen) is { } problem) return problem;
        }
        return null;
    }

    /// <summary>The arguments of the type in which a generic method stands.</summary>
    private ImmutableArray<TypeArgument> OfType(EntityHandle method)
    {
        if (method.Kind != HandleKind.MemberReference) return ImmutableArray<TypeArgument>.Empty;
        var parent = from.Reader.GetMemberReference((MemberReferenceHandle)method).Parent;
        return parent.Kind == HandleKind.TypeSpecification
            ? new TypeArgumentReader(world, from).Read(parent).Arguments
            : ImmutableArray<TypeArgument>.Empty;
    }

    /// <param name="ofMethod">The default for the parameters of a type.</param>
    private Problem? Check(Target target, ImmutableArray<TypeArgument> ofType, ImmutableArray<TypeArgument> ofMethod, bool mayBeOpen)
    {
        var arguments = ofMethod.IsDefault ? ofType : ofMethod;
        if (target.Parameters.Count != arguments.Length) return null;
        var constraints = new TypeArgumentReader(world, target.Image, ofType, ofMethod.IsDefault ? null : ofMethod);
        foreach (var handle in target.Parameters)
        {
            var parameter = target.Image.Reader.GetGenericParameter(handle);
            if (parameter.Index >= arguments.Length)
                throw new BadImageFormatException(
                    $"'{target.Symbol}' has {arguments.Length} type parameters, and one of them is number {parameter.Index}.");
            var argument = arguments[parameter.Index];
            var problem = !argument.IsParameter ? Given(target, parameter, argument, constraints)
                : mayBeOpen ? HandedOn(target, parameter, argument, constraints)
                : null;
            if (problem is not null) return problem;
        }
        return null;
    }

    private Problem? Given(Target target, GenericParameter parameter, TypeArgument argument, TypeArgumentReader constraints)
    {
        if (argument.Kind == ArgumentKind.Unknown || (argument.Kind != ArgumentKind.Array && !argument.Home.IsFound)) return null;
        // Between two assemblies that did not change nothing can break; the diff against the before world takes care of that.
        if (fulfilment.Missing(target.Image.Reader, parameter, constraints, argument, default) is not { } demand) return null;
        // Who changed is the one to name.
        bool isArguments = argument.Home.IsFound && !argument.Home.Image!.IsFramework
            && (target.Image == from || !extent.IsChanged(target.Image.Name));
        return isArguments
            ? new Problem("T:" + argument.Home.Name, argument.Home.Image!.Name, target.Exception,
                $"has changed '{DisplayName.Type(argument.Home.Name)}', which is no longer {demand}, "
                    + $"as a type parameter of '{DisplayName.Of(target.Symbol)}' requires")
            : new Problem(target.Symbol, target.Image.Name, target.Exception,
                $"requires the type argument of '{DisplayName.Of(target.Symbol)}' to be {demand}, and {DisplayName.Type(argument.Text)} "
                    + "is not");
    }

    private Problem? HandedOn(Target target, GenericParameter parameter, TypeArgument argument, TypeArgumentReader constraints)
    {
        if (target.Image.IsFramework || target.Image == from) return null;
        owners ??= [.. TypeParameters.In(from)];
        if (owners.Select(Missing).FirstOrDefault(x => x is not null) is not { } demand) return null;
        return new Problem(target.Symbol, target.Image.Name, target.Exception,
            $"requires the type argument of '{DisplayName.Of(target.Symbol)}' to be {demand}, and the type parameter that {from.Name} "
                + "passes on need not be")
        {
            Demand = demand,
            OnlyFor = static (code, _) => code != ILOpCode.Ldtoken, // a token asks for what the parameter stands for
            OnlyWithin = x => Missing(x) is not null,
        };

        string? Missing(TypeParameters owner) =>
            owner[argument] is null ? null : fulfilment.Missing(target.Image.Reader, parameter, constraints, argument, owner);
    }

    /// <summary>What has the type parameters, and what the runtime throws.</summary>
    private sealed record Target(AssemblyImage Image, GenericParameterHandleCollection Parameters, string Symbol, string Exception);
}
