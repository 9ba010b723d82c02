using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SemverGuard.Faults;

/// <summary>What somebody takes who confuses two names: another argument, local or field of the same type.</summary>
internal static class Siblings
{
    /// <returns>What the instruction could name in place of what it loads; null where there is nothing.</returns>
    public static object? Of(MethodDefinition method, Instruction instruction) => Loaded(method, instruction) switch
    {
        ParameterDefinition parameter => Other(method.Parameters, parameter, x => x.ParameterType),
        VariableDefinition local => Other(method.Body.Variables, local, x => x.VariableType),
        FieldDefinition field =>
            Other([.. field.DeclaringType.Fields.Where(x => x.IsStatic == field.IsStatic && IsWritten(x))], field, x => x.FieldType),
        _ => null,
    };

    private static object? Loaded(MethodDefinition method, Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldarg or Code.Ldarg_S or Code.Ldloc or Code.Ldloc_S or Code.Ldfld or Code.Ldsfld => instruction.Operand,
        // What a method calls "this" is none of its parameters.
        >= Code.Ldarg_0 and <= Code.Ldarg_3 and var code =>
            method.Parameters.ElementAtOrDefault(code - Code.Ldarg_0 - (method.HasThis ? 1 : 0)),
        >= Code.Ldloc_0 and <= Code.Ldloc_3 and var code => method.Body.Variables[code - Code.Ldloc_0],
        _ => null,
    };

    private static object? Other<T>(IList<T> all, T one, Func<T, TypeReference> type)
        where T : class
    {
        int index = all.IndexOf(one);
        return index < 0 ? null : all.Skip(index + 1).Concat(all.Take(index)).FirstOrDefault(x => type(x).FullName == type(one).FullName);
    }

    private static bool IsWritten(FieldDefinition field) =>
        !field.Name.StartsWith("<>", StringComparison.Ordinal) && !field.IsLiteral;
}
