using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>
/// Arguments that the source gives by their place, where an optional parameter came before the last one: each goes to the parameter
/// before its own.
/// </summary>
internal sealed class ShiftedArguments(Build before, Build after)
{
    /// <returns>What the place does now, as the rest of a sentence; null where the arguments go where they went.</returns>
    public string? Of(MemberUse was, MemberUse now, Difference difference)
    {
        if (!IsMethod(was.Home) || !IsMethod(now.Home) || difference.After.IsNil) return null;
        string[] names = ParameterNames(was.Home), newNames = ParameterNames(now.Home);
        if (newNames.Length <= names.Length || !names.SequenceEqual(newNames.Where(names.Contains))) return null;
        int came = Array.FindIndex(names, x => Array.IndexOf(newNames, x) != Array.IndexOf(names, x));
        if (came < 0) return null;
        // Left out, the last one is given what it begins with, before and after.
        bool isShifted = !IsDefault(was.Home, Last(before, difference.Before, was))
            && IsDefault(now.Home, Last(after, difference.After, now));
        return isShifted ? $"passes its argument for '{names[came]}' of {Shown(now.Home)} to '{newNames[came]}'" : null;
    }

    /// <summary>The instruction before the call, which gives it its last argument.</summary>
    private static NormalInstruction? Last(Build build, MethodDefinitionHandle method, MemberUse call)
    {
        var body = NormalBody.Read(build.Output, method);
        for (int i = 1; i < body.Count; i++)
        {
            if (body[i].IsCall && body[i].Handle == call.Instruction.Handle) return body[i - 1];
        }
        return null;
    }

    /// <summary>What the last parameter is given is its default.</summary>
    private static bool IsDefault(MemberHome method, NormalInstruction? given) =>
        given is { IsConstant: true } constant && NamedParameters(method).Last().GetDefaultValue() is { IsNil: false } handle
        && (constant.Constant == ConstantText.Of(method.Image, handle)
            || constant.Operand == ConstantText.Number(method.Image, handle)?.ToString(CultureInfo.InvariantCulture));
}
