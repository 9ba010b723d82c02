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
        List<Parameter> old = ParametersOf(was.Home), @new = ParametersOf(now.Home);
        string[] names = [.. old.Select(x => NameOf(was.Home, x))], newNames = [.. @new.Select(x => NameOf(now.Home, x))];
        if (newNames.Length <= names.Length || !names.SequenceEqual(newNames.Where(names.Contains))) return null;
        int came = Array.FindIndex(names, x => Array.IndexOf(newNames, x) != Array.IndexOf(names, x));
        if (came < 0) return null;
        // Left out, the last one is given what it begins with, before and after.
        bool isShifted = !IsDefault(was.Home, old[old.Count - 1], Last(before, difference.Before, was))
            && IsDefault(now.Home, @new[@new.Count - 1], Last(after, difference.After, now));
        return isShifted ? $"passes its argument for '{names[came]}' of {Shown(now.Home)} to '{newNames[came]}'" : null;
    }

    private static bool IsMethod(MemberHome member) => member.IsFound && member.Member.Kind == HandleKind.MethodDefinition;

    private static List<Parameter> ParametersOf(MemberHome method)
    {
        var reader = method.Image.Reader;
        return [.. reader.GetMethodDefinition((MethodDefinitionHandle)method.Member).GetParameters().Select(reader.GetParameter)
            .Where(x => x.SequenceNumber > 0).OrderBy(x => x.SequenceNumber)];
    }

    private static string NameOf(MemberHome method, Parameter parameter) => method.Image.Reader.GetString(parameter.Name);

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

    private static bool IsDefault(MemberHome method, Parameter parameter, NormalInstruction? given) =>
        given is { IsConstant: true } constant && parameter.GetDefaultValue() is { IsNil: false } handle
        && (constant.Constant == ConstantText.Of(method.Image, handle)
            || constant.Operand == ConstantText.Number(method.Image, handle)?.ToString(CultureInfo.InvariantCulture));
}
