using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// The same method of the framework with something switched on or off that who leaves it out gets the other way round:
/// <c>leaveOpen: true</c>. What an enum chooses, <see cref="Choices"/> tells.
/// </summary>
internal static class AddedArguments
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var gone = Calls(pair.Gone);
        foreach (var same in Calls(pair.Come))
        {
            if (same.Take(2).ToArray() is not [var now] || gone[same.Key].Take(2).ToArray() is not [var was]) continue;
            int more = Literals.ParameterTypes(now.Target!).Count - Literals.ParameterTypes(was.Target!).Count;
            if (more == 0 || Logging.Is(now.Target!) || Array.Exists(Others, now.Target!.Starts)) continue;
            var (side, longer, shorter) = more > 0 ? (pair.AfterSide, now, was) : (pair.BeforeSide, was, now);
            foreach (string given in Given(side, longer, shorter.Target!))
            {
                string call = DisplayName.Short("M:" + now.Target!.Symbol.Replace("..ctor", ".#ctor"));
                string text = $"now calls {call} {(more > 0 ? "with" : "without")} {given}";
                yield return new Effect(EffectKind.Argument, now.Symbol, text, Weight.Plain);
            }
        }
    }

    private static ILookup<string, Step> Calls(List<Step> steps) =>
        steps.Where(x => x is { Kind: StepKind.Call, IsMessage: false, Target.IsFramework: true })
            .ToLookup(x => x.Symbol, StringComparer.Ordinal);

    /// <summary>
    /// How texts are compared is told of texts; the overload without it may do the same. How members are looked for decides about the
    /// package's own.
    /// </summary>
    private static readonly string[] Others =
        ["System.String", "System.Activator", "System.Type", "System.Reflection.", "System.Delegate", "System.Enum"];

    /// <summary>What a call is given for the parameters that the other overload does not have, and that says another thing.</summary>
    private static IEnumerable<string> Given(Side side, Step call, Operand other)
    {
        if (call.Target is not { Image: { } image } target || side.World.ResolveMember(image, target.Handle) is not { IsFound: true } home
            || home.Member.Kind != HandleKind.MethodDefinition)
            yield break;
        var types = Literals.ParameterTypes(target);
        int shift = call.Arguments.Length - types.Count, matched = 0;
        if (shift < 0) yield break;
        var others = Literals.ParameterTypes(other);
        var reader = home.Image.Reader;
        var parameters = reader.GetMethodDefinition((MethodDefinitionHandle)home.Member).GetParameters().Select(reader.GetParameter)
            .Where(x => x.SequenceNumber > 0).ToLookup(x => x.SequenceNumber - 1);
        for (int i = 0; i < types.Count; i++)
        {
            if (matched < others.Count && others[matched] == types[i])
            {
                matched++;
                continue;
            }
            var value = call.Arguments[i + shift];
            if (types[i] != "System.Boolean" || value.Number is not { } number) continue;
            foreach (var parameter in parameters[i].Where(x => number != 0 != IsOnWhereLeftOut(home.Image, x)).Take(1))
                yield return $"{reader.GetString(parameter.Name)} = {Literals.Text(value, types[i], side)}";
        }
    }

    /// <summary>By its default, and as a rule that of the overload without it.</summary>
    private static bool IsOnWhereLeftOut(AssemblyImage image, Parameter parameter) =>
        parameter.GetDefaultValue() is { IsNil: false } handle && ConstantText.Value(image, handle) is true;
}
