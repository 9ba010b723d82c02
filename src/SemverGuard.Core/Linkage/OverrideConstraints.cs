using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// The constraints of an override, compared with those of the method below: it may demand less and not more. The compiler writes into an
/// override what the method below demanded at the time, so that one that demands less by now keeps its overrides from loading.
/// </summary>
internal static class OverrideConstraints
{
    private const GenericParameterAttributes AllowByRefLike = (GenericParameterAttributes)0x20;

    /// <summary>
    /// The first override or implementation of a type that demands more than what it stands for; null when there is none.
    /// </summary>
    /// <param name="isOther">Whether a type is in another assembly, which may have changed.</param>
    public static Problem? Of(AssemblySet world, TypeHome type, Func<TypeHome, bool> isOther)
    {
        var scopes = world.MemberScopes(type);
        foreach (var slot in ClassSlots.Of(world, type))
        {
            for (var step = slot; step.Overridden is { } below; step = below)
            {
                if (step.Method.Image != type.Image || !isOther(below.Method.Type)) continue;
                if (Excess(step.Method, Scope(step.Method), below.Method, Scope(below.Method)) is { } excess)
                    return Unfit(type, below.Method, excess);
            }
        }
        var interfaces = world.Interfaces(type);
        foreach (var slot in InterfaceSlots.Of(world, type))
        {
            if (slot.State != InterfaceSlotState.Filled || !isOther(slot.Declaration.Type) || Parameters(slot.Declaration).Count == 0)
                continue;
            var excesses = interfaces.Where(x => x.Type == slot.Declaration.Type)
                .Select(x => Excess(slot.Filler, Scope(slot.Filler), slot.Declaration, x.Scope)).ToArray();
            // Of two instantiations of one interface, the one that fits is the one that is meant.
            if (excesses.Length > 0 && !excesses.Contains(null)) return Unfit(type, slot.Declaration, excesses[0]!);
        }
        return null;

        GenericScope Scope(MemberHome method) => scopes.FirstOrDefault(x => x.Type == method.Type).Scope ?? GenericScope.Open;
    }

    private static Problem Unfit(TypeHome type, MemberHome below, string excess)
    {
        string symbol = DocumentationId.Method(below.Image, (MethodDefinitionHandle)below.Member);
        return new Problem(symbol, below.Image.Name, "TypeLoadException",
            $"has relaxed the constraints of '{DisplayName.Of(symbol)}', and the compiled override in '{DisplayName.Type(type.Name)}' "
                + $"still requires {excess}") { Demand = excess };
    }

    private static string? Excess(MemberHome method, GenericScope scope, MemberHome below, GenericScope scopeBelow)
    {
        GenericParameterHandleCollection own = Parameters(method), other = Parameters(below);
        if (own.Count != other.Count) return null;
        for (int i = 0; i < own.Count; i++)
        {
            var parameter = method.Image.Reader.GetGenericParameter(own[i]);
            var parameterBelow = below.Image.Reader.GetGenericParameter(other[i]);
            string[] known = Types(below, parameterBelow, scopeBelow);
            string? type = Types(method, parameter, scope).FirstOrDefault(x => !known.Contains(x));
            if ((Excess(parameter.Attributes, parameterBelow.Attributes) ?? (type is null ? null : DisplayName.Type(type))) is { } excess)
                return excess;
        }
        return null;
    }

    private static GenericParameterHandleCollection Parameters(MemberHome method) =>
        method.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)method.Member).GetGenericParameters();

    private static string? Excess(GenericParameterAttributes demands, GenericParameterAttributes below)
    {
        const GenericParameterAttributes Struct = GenericParameterAttributes.NotNullableValueTypeConstraint,
            Constructor = GenericParameterAttributes.DefaultConstructorConstraint;
        if (Has(demands, GenericParameterAttributes.ReferenceTypeConstraint)
            && !Has(below, GenericParameterAttributes.ReferenceTypeConstraint))
            return "a reference type";
        if (Has(demands, Struct) && !Has(below, Struct)) return "a value type";
        if (Has(demands, Constructor) && !Has(below, Constructor) && !Has(below, Struct)) return "a public parameterless constructor";
        return Has(below, AllowByRefLike) && !Has(demands, AllowByRefLike) ? "no ref struct" : null;
    }

    private static string[] Types(MemberHome method, GenericParameter parameter, GenericScope scope) =>
        [.. parameter.GetConstraints().Select(x => method.Image.NameOf(method.Image.Reader.GetGenericParameterConstraint(x).Type, scope))
            .Where(x => x != "System.Object")];

    private static bool Has(GenericParameterAttributes attributes, GenericParameterAttributes one) => (attributes & one) != 0;
}
