using Mono.Cecil;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>Methods beside others in generic types, and with the same type parameters.</summary>
internal static class Generics
{
    /// <summary>The type as its own code names it.</summary>
    public static TypeReference Self(TypeDefinition type)
    {
        if (!type.HasGenericParameters) return type;
        var self = new GenericInstanceType(type);
        foreach (var parameter in type.GenericParameters) self.GenericArguments.Add(parameter);
        return self;
    }

    public static void Copy(MethodDefinition from, MethodDefinition to)
    {
        foreach (var parameter in from.GenericParameters)
        {
            var copy = new GenericParameter(parameter.Name, to) { Attributes = parameter.Attributes };
            foreach (var constraint in parameter.Constraints)
                copy.Constraints.Add(new GenericParameterConstraint(constraint.ConstraintType));
            to.GenericParameters.Add(copy);
        }
    }

    /// <summary>A method as another of the same type calls it, with the caller's own type parameters.</summary>
    public static MethodReference Named(MethodDefinition method, MethodDefinition caller)
    {
        MethodReference named = method;
        if (method.DeclaringType.HasGenericParameters)
        {
            named = new MethodReference(method.Name, method.ReturnType, Self(method.DeclaringType)) { HasThis = method.HasThis };
            foreach (var parameter in method.Parameters) named.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
            foreach (var parameter in method.GenericParameters) named.GenericParameters.Add(new GenericParameter(parameter.Name, named));
        }
        if (!method.HasGenericParameters) return named;
        var instance = new GenericInstanceMethod(named);
        foreach (var parameter in caller.GenericParameters) instance.GenericArguments.Add(parameter);
        return instance;
    }
}
